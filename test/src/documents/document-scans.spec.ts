import { rm } from 'node:fs/promises';
import { scanNextDocument, type ScanTurn } from '@assent/application';
import { documentList, timeline, type DocumentJson } from '@assent/contracts';
import { clamdScanner, folderStore } from '@assent/platform';
import { startApi, type ApiServer } from '../api/api-server';
import { openDesk } from '../support/desk';
import { TOO_MANY_CAPSULES } from '../support/facts';
import { deliverDue, makeMemberLetters } from '../support/letters';
import { EICAR, startClamd, type Clamd } from './clamd';
import { temporaryFolder } from './stores';
import { caseOf, kept, PDF, upload } from './uploads';

let folder: string;
let clamd: Clamd;
let api: ApiServer;

beforeEach(async () => {
  folder = await temporaryFolder();
  clamd = await startClamd();
  const desk = await openDesk({ documentsAreScanned: true });
  api = await startApi({ documents: folderStore(folder) }, desk);
});
afterEach(async () => {
  await clamd.stop();
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A turn of a worker. */
function scanNext(): Promise<ScanTurn> {
  const { records, ports } = api.desk;
  const scanner = clamdScanner(clamd.address, { connecting: 30_000, silence: 30_000 });
  const store = folderStore(folder);
  return scanNextDocument({ clock: ports.clock, scans: records.scans, store, scanner })();
}

async function listed(caseId: string): Promise<readonly DocumentJson[]> {
  const { body } = await api.call('GET', `/v1/cases/${caseId}/documents`);
  return documentList.parse(body).items;
}

const open = (caseId: string, id: string, role = 'medical-director') =>
  api.fetch('GET', `/v1/cases/${caseId}/documents/${id}`, { role });

async function codeOf(answer: Promise<Response>): Promise<unknown> {
  return ((await (await answer).json()) as { code?: unknown }).code;
}

async function pass(milliseconds: number): Promise<void> {
  api.desk.clock.set(new Date((await api.desk.clock.now()).getTime() + milliseconds));
}

/** What holds the case up after a check, with its letters sent. */
async function stuckOf(caseId: string) {
  await deliverDue(api.desk);
  await makeMemberLetters(api.desk);
  await api.call('POST', '/v1/stuck/check', { role: 'admin' });
  return (await api.call('GET', `/v1/cases/${caseId}`)).shown.stuck;
}

const infected = Buffer.from(`Chart. ${EICAR}`);

describe('a document', () => {
  it('is held until it is found clean, and then opened like any other', async () => {
    const caseId = await caseOf(api);
    const { id, scan } = kept(await upload(api, caseId, PDF));
    expect(scan).toEqual({
      state: 'waiting',
      scannedAt: null,
      message: 'The virus scan of this document is not finished. Open it in a moment.',
    });
    expect(await codeOf(open(caseId, id))).toBe('document-held');
    expect(await api.desk.ports.records.openings(caseId)).toEqual([]);
    expect(await scanNext()).toEqual({ kind: 'scanned' });
    const scannedAt = (await api.desk.clock.now()).toISOString();
    expect((await listed(caseId)).map((each) => each.scan)).toEqual([
      { state: 'clean', scannedAt, message: null },
    ]);
    expect(Buffer.from(await (await open(caseId, id)).arrayBuffer()).equals(PDF)).toBe(true);
    expect(await scanNext()).toEqual({ kind: 'none' });
  });

  it('that is infected is opened by no one, and says what to do', async () => {
    const caseId = await caseOf(api);
    const { id } = kept(await upload(api, caseId, infected));
    await scanNext();
    for (const role of ['intake', 'medical-director', 'admin', 'auditor']) {
      expect(await codeOf(open(caseId, id, role))).toBe('document-infected');
    }
    expect((await listed(caseId))[0]?.scan).toMatchObject({
      state: 'infected',
      message:
        "The virus scan found Eicar-Test-Signature in this document, so it can't be opened. Tell its sender, and ask for a clean copy.",
    });
    expect(await api.desk.ports.records.openings(caseId)).toEqual([]);
    const again = await upload(api, caseId, infected);
    expect([kept(again).id, kept(again).scan.state]).toEqual([id, 'infected']);
  });

  it('leaves what was found on the timeline, and an entry for the auditor', async () => {
    const caseId = await caseOf(api);
    const { id } = kept(await upload(api, caseId, infected));
    await scanNext();
    const { body } = await api.call('GET', `/v1/cases/${caseId}/timeline`);
    const event = timeline.parse(body).items.find(({ type }) => type === 'document-scanned');
    expect(event).toMatchObject({
      actor: { subject: 'assent', role: 'software' },
      summary: "Document scanned: infected (Eicar-Test-Signature). It can't be opened.",
      details: { document: id, result: 'infected', found: 'Eicar-Test-Signature' },
    });
    const entries = await api.desk.records.database.auditEntry.findMany({
      where: { caseId, action: 'scan-document' },
    });
    expect(entries).toMatchObject([{ actor: 'assent', role: 'software', caseVersion: 1 }]);
  });

  it('from before there was a scanner is opened, and says that it was not scanned', async () => {
    const caseId = await caseOf(api);
    const { id } = kept(await upload(api, caseId, PDF));
    const { records } = api.desk.ports;
    const { scan: _, ...document } = (await records.document(caseId, id))!;
    const earlier = { ...document, id: crypto.randomUUID(), sha256: 'ab'.repeat(32) };
    expect(await records.addDocument(earlier)).toMatchObject({ scan: { state: 'not-scanned' } });
    expect((await listed(caseId)).map(({ scan }) => scan.state).sort()).toEqual([
      'not-scanned',
      'waiting',
    ]);
  });
});

describe('a denial', () => {
  const unopened = (caseId: string) =>
    api.desk.ports.records
      .unopened(caseId, 'medical-director-1')
      .then((documents) => documents.map(({ id }) => id));

  it('waits for a document that is held, and not for one that is infected', async () => {
    const caseId = await caseOf(api, TOO_MANY_CAPSULES);
    const bad = kept(await upload(api, caseId, infected));
    const good = kept(await upload(api, caseId, PDF));
    expect(await unopened(caseId)).toEqual([bad.id, good.id]);
    while ((await scanNext()).kind === 'scanned');
    expect(await unopened(caseId)).toEqual([good.id]);
    await (await open(caseId, good.id)).arrayBuffer();
    expect(await unopened(caseId)).toEqual([]);
  });
});

describe('while the scanner is down', () => {
  it('a document is held and tried again, and the case needs attention until it succeeds', async () => {
    const caseId = await caseOf(api, TOO_MANY_CAPSULES);
    const { id } = kept(await upload(api, caseId, PDF));
    clamd.mood = 'failing';
    for (const wait of [0, 10_000, 20_000]) {
      await pass(wait - 1);
      if (wait > 0) expect(await scanNext()).toEqual({ kind: 'none' });
      await pass(1);
      expect(await scanNext()).toMatchObject({ kind: 'postponed', caseId });
    }
    expect(await stuckOf(caseId)).toMatchObject({
      cause: 'document-unscanned',
      waitsFor: 'software',
      lastError: 'the virus scanner answered with an error',
      attempt: 3,
    });
    expect(await codeOf(open(caseId, id))).toBe('document-held');
    clamd.mood = 'well';
    await pass(40_000);
    expect(await scanNext()).toEqual({ kind: 'scanned' });
    expect(await stuckOf(caseId)).toBeNull();
    expect((await listed(caseId))[0]?.scan.state).toBe('clean');
  });

  it('waits grow to ten minutes, and no further', async () => {
    const caseId = await caseOf(api);
    kept(await upload(api, caseId, PDF));
    clamd.mood = 'hanging-up';
    for (let count = 0; count < 12; count += 1) {
      expect((await scanNext()).kind).toBe('postponed');
      await pass(10 * 60_000);
    }
    const [row] = await api.desk.records.database.documentScan.findMany();
    const due = row?.nextAttemptAt?.getTime() ?? 0;
    expect(due).toBe((await api.desk.clock.now()).getTime());
  });

  it('a case of which no worker scans a document needs attention after five minutes', async () => {
    const caseId = await caseOf(api, TOO_MANY_CAPSULES);
    kept(await upload(api, caseId, PDF));
    await pass(5 * 60_000 - 1);
    expect(await stuckOf(caseId)).toBeNull();
    await pass(1);
    expect(await stuckOf(caseId)).toMatchObject({
      cause: 'document-unscanned',
      attempt: null,
      detail: expect.stringContaining(
        'Check that a worker with CLAMD_ADDRESS is running.',
      ) as string,
    });
  });
});

it('several workers scan each document once', async () => {
  const caseId = await caseOf(api);
  const contents = Array.from({ length: 6 }, (_, number) => Buffer.from(`Note ${number}`));
  for (const content of contents) kept(await upload(api, caseId, content));
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      while ((await scanNext()).kind === 'scanned');
    }),
  );
  while ((await scanNext()).kind === 'scanned');
  expect(clamd.scanned.map(String).sort()).toEqual(contents.map(String));
  expect((await listed(caseId)).map(({ scan }) => scan.state)).toEqual(Array(6).fill('clean'));
});

it('a document whose worker died is taken by another one later', async () => {
  const caseId = await caseOf(api);
  const { id } = kept(await upload(api, caseId, PDF));
  const now = await api.desk.clock.now();
  const taken = await api.desk.records.scans.take(now, new Date(now.getTime() + 60_000));
  expect(taken).toMatchObject({ id, caseId, attempts: 1 });
  expect(await scanNext()).toEqual({ kind: 'none' });
  await pass(60_000);
  expect(await scanNext()).toEqual({ kind: 'scanned' });
});
