import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { documentList, problem, timeline } from '@assent/contracts';
import { MAX_DOCUMENT_BYTES } from '@assent/domain';
import { encryptedDocuments, folderStore, keyRing } from '@assent/platform';
import { startApi, type ApiServer } from '../api/api-server';
import { TOO_MANY_CAPSULES } from '../support/facts';
import { KEYS } from '../support/temporal';
import { filesIn, temporaryFolder } from './stores';
import { caseOf, kept, PDF, sendForm, upload, uploadHalf } from './uploads';

let folder: string;
let api: ApiServer;

beforeAll(async () => {
  folder = await temporaryFolder();
  api = await startApi({ documents: encryptedDocuments(folderStore(folder), keyRing(KEYS)) });
});
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

const signed = (hex: string) => Buffer.concat([Buffer.from(hex, 'hex'), randomBytes(3_000)]);

async function documentsOf(caseId: string) {
  const { body } = await api.call('GET', `/v1/cases/${caseId}/documents`);
  return documentList.parse(body).items;
}

/** Everything that the record and the store hold. */
async function held() {
  return { rows: await api.stored(), files: (await filesIn(folder)).length };
}

describe('a document', () => {
  it.each([
    ['application/pdf', PDF],
    ['image/png', signed('89504e470d0a1a0a')],
    ['image/jpeg', signed('ffd8ffe0')],
    ['image/tiff', signed('49492a00')],
    ['application/pdf', Buffer.concat([Buffer.from('\ufeff@PJL ENTER LANGUAGE=PDF\n'), PDF])],
    ['image/heic', signed('0000001866747970686569630000')],
    ['text/plain', Buffer.from('Größe 1,80 m\r\n')],
    ['text/plain;charset=utf-16le', Buffer.from('\ufeffGröße 1,80 m', 'utf16le')],
    ['text/plain;charset=windows-1252', Buffer.from('Gr\u00f6\u00dfe 1,80 m', 'latin1')],
  ])('is recognized as %s by its content, whatever its sender says', async (mediaType, content) => {
    const caseId = await caseOf(api);
    const answer = await upload(api, caseId, content, { name: 'scan.exe', type: 'text/html' });
    expect(kept(answer)).toMatchObject({
      caseId,
      mediaType,
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      uploadedBy: { subject: 'intake-1', role: 'intake' },
    });
  });

  it('is returned byte for byte, as a file that browsers neither show nor run', async () => {
    const caseId = await caseOf(api);
    const content = signed('ffd8ff');
    const document = kept(await upload(api, caseId, content, { name: 'scan.jpg' }));
    const answer = await api.fetch('GET', `/v1/cases/${caseId}/documents/${document.id}`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(content.length),
      'content-disposition': `attachment; filename=${document.id}.jpg`,
      'content-security-policy': expect.stringMatching(/^default-src 'none';.*;sandbox$/) as string,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      etag: `"${document.sha256}"`,
    });
  });

  it('shows who was given its content, each at the first time', async () => {
    const caseId = await caseOf(api);
    const { id } = kept(await upload(api, caseId, PDF));
    const path = `/v1/cases/${caseId}/documents/${id}`;
    const openings = async () => (await documentsOf(caseId)).map((each) => each.openings);
    expect(await openings()).toEqual([[]]);
    const at = await api.desk.clock.now();
    for (const role of ['medical-director', 'auditor', 'medical-director']) {
      await (await api.fetch('GET', path, { role })).arrayBuffer();
      api.desk.clock.set(new Date((await api.desk.clock.now()).getTime() + 60_000));
    }
    await api.fetch('HEAD', path, { role: 'pharmacist' });
    const minuteLater = new Date(at.getTime() + 60_000).toISOString();
    expect(await openings()).toEqual([
      [
        {
          by: { subject: 'medical-director-1', role: 'medical-director' },
          at: at.toISOString(),
        },
        { by: { subject: 'auditor-1', role: 'auditor' }, at: minuteLater },
      ],
    ]);
  });

  it.each([
    ['Bericht März "neu".pdf', 'Bericht März "neu".pdf'],
    ['two\r\nlines.pdf', 'two lines.pdf'],
    ['../folder/100%.pdf', '100%.pdf'],
    ['100%41.pdf', '100%41.pdf'],
    [`${'x'.repeat(250)}.pdf`, 'x'.repeat(200)],
  ])('named %j is shown as %j, and no header has its name', async (sent, shown) => {
    const caseId = await caseOf(api);
    const document = kept(await upload(api, caseId, PDF, { name: sent }));
    expect(document.name).toBe(shown);
    const answer = await api.fetch('GET', `/v1/cases/${caseId}/documents/${document.id}`);
    const told = answer.headers.get('content-disposition');
    expect(told).toBe(`attachment; filename=${document.id}.pdf`);
  });

  it('is kept once if it is sent twice', async () => {
    const caseId = await caseOf(api);
    const first = await upload(api, caseId, PDF, { name: 'first.pdf' });
    const before = await held();
    const second = await upload(api, caseId, PDF, { name: 'second.pdf' });
    expect([kept(second), second.headers.get('location')]).toEqual([
      kept(first),
      `/v1/cases/${caseId}/documents/${kept(first).id}`,
    ]);
    expect([first, second].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([
      null,
      'true',
    ]);
    expect(await held()).toEqual(before);
  });

  it('whose file was lost says so, and is complete again once the same file is uploaded', async () => {
    const caseId = await caseOf(api);
    const content = signed('ffd8ff');
    const { id } = kept(await upload(api, caseId, content));
    await rm(join(folder, id.slice(-2), id));
    const address = `/v1/cases/${caseId}/documents/${id}`;
    const { status, body } = await api.call('GET', address);
    expect([status, problem.parse(body).code]).toEqual([503, 'document-content-missing']);
    const again = await upload(api, caseId, content);
    expect([kept(again).id, again.headers.get('idempotency-replayed')]).toEqual([id, 'true']);
    expect(Buffer.from(await (await api.fetch('GET', address)).arrayBuffer())).toEqual(content);
    expect((await filesIn(folder)).filter((file) => file.endsWith(id))).toHaveLength(1);
  });

  it('whose file was swapped says so, is opened by no one, and is whole after another upload', async () => {
    const caseId = await caseOf(api);
    const content = signed('ffd8ff');
    const { id } = kept(await upload(api, caseId, content));
    const other = kept(await upload(api, caseId, signed('ffd8ff')));
    const file = (of: string) => join(folder, of.slice(-2), of);
    await copyFile(file(other.id), file(id));
    const address = `/v1/cases/${caseId}/documents/${id}`;
    const { status, body } = await api.call('GET', address);
    expect([status, problem.parse(body).code]).toEqual([503, 'document-content-unreadable']);
    const [listed] = await documentsOf(caseId);
    expect(listed).toMatchObject({ id, openings: [] });
    expect(kept(await upload(api, caseId, content)).id).toBe(id);
    expect(Buffer.from(await (await api.fetch('GET', address)).arrayBuffer())).toEqual(content);
  });

  it('is kept once if it is sent many times at once', async () => {
    const caseId = await caseOf(api);
    const content = signed('ffd8ff');
    const before = await held();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => upload(api, caseId, content)),
    );
    expect(new Set(answers.map((answer) => kept(answer).id)).size).toBe(1);
    expect(await held()).toEqual({ rows: before.rows + 3, files: before.files + 1 });
  });

  it('can be added to a closed case, and appears on the timeline without its name', async () => {
    const caseId = await caseOf(api);
    const document = kept(await upload(api, caseId, PDF, { name: 'appeal of Nadia.pdf' }));
    const { body } = await api.call('GET', `/v1/cases/${caseId}/timeline`);
    const event = timeline.parse(body).items.find(({ type }) => type === 'document-added');
    expect(event?.details).toEqual({
      document: document.id,
      mediaType: 'application/pdf',
      size: PDF.length,
    });
    const [entry] = await api.desk.records.database.auditEntry.findMany({
      where: { caseId, action: 'add-document' },
    });
    expect(entry).toMatchObject({ actor: 'intake-1', role: 'intake', caseVersion: 1 });
  });

  it('can have 25 MB', async () => {
    const caseId = await caseOf(api);
    const content = Buffer.alloc(MAX_DOCUMENT_BYTES, 'a');
    const { id } = kept(await upload(api, caseId, content, { name: 'long.txt' }));
    const answer = await api.fetch('GET', `/v1/cases/${caseId}/documents/${id}`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
  });
});

it('documents of a case are listed, the oldest first', async () => {
  const caseId = await caseOf(api);
  const names = ['one.txt', 'two.txt', 'three.txt'];
  for (const name of names) await upload(api, caseId, Buffer.from(name), { name });
  expect((await documentsOf(caseId)).map(({ name }) => name)).toEqual(names);
  expect(await documentsOf(await caseOf(api))).toEqual([]);
});

describe('an upload is refused and leaves nothing', () => {
  const form = (...fields: [name: string, value: string | Blob][]) => {
    const made = new FormData();
    for (const [name, value] of fields) made.append(name, value);
    return made;
  };
  const file = () => new Blob([new Uint8Array(PDF)]);

  it.each([
    ['as an archive', Buffer.from('504b0304140006000800', 'hex'), 422, 'document-refused'],
    ['as a program', Buffer.from('7f454c460201010000', 'hex'), 422, 'document-refused'],
    ['as a PDF without its end', Buffer.from('%PDF-1.7 rubbish'), 422, 'document-refused'],
    ['if it is empty', Buffer.alloc(0), 422, 'document-refused'],
    ['beyond 25 MB', Buffer.alloc(MAX_DOCUMENT_BYTES + 1, 'a'), 413, 'body-too-large'],
    ['far beyond 25 MB', Buffer.alloc(2 * MAX_DOCUMENT_BYTES, 'a'), 413, 'body-too-large'],
  ])('%s', async (_, content, status, code) => {
    const caseId = await caseOf(api, TOO_MANY_CAPSULES);
    const before = await held();
    const answer = await upload(api, caseId, content);
    expect([answer.status, answer.problem.code, answer.faulty]).toEqual([status, code, ['file']]);
    expect(await held()).toEqual(before);
  });

  it.each([
    ['without a file', () => form(), ['file']],
    ['with text instead of a file', () => form(['file', 'words']), ['file']],
    ['with two files', () => form(['file', file()], ['file', file()]), ['file']],
    ['with a field after the file', () => form(['file', file()], ['note', 'words']), ['note']],
    ['with a field before the file', () => form(['note', 'words'], ['file', file()]), ['note']],
    ['with a file in another field', () => form(['letter', file()]), ['letter']],
  ])('%s', async (_, sent, faulty) => {
    const caseId = await caseOf(api);
    const before = await held();
    const answer = await sendForm(api, caseId, sent());
    expect([answer.status, answer.problem.code, answer.faulty]).toEqual([
      422,
      'document-refused',
      faulty,
    ]);
    expect(await held()).toEqual(before);
  });

  it.each([
    ['application/json', '{}', 415],
    ['application/pdf', PDF, 415],
    ['multipart/form-data', PDF, 415],
    ['multipart/form-data; boundary=missing', PDF, 400],
    ['multipart/form-data; boundary=cut', '--cut\r\nContent-Dispo', 400],
  ])('as %s that is not a form', async (type, body, status) => {
    const caseId = await caseOf(api);
    const before = await held();
    const answer = await api.call('POST', `/v1/cases/${caseId}/documents`, {
      headers: { 'content-type': type },
      body,
    });
    expect(answer.status).toBe(status);
    expect(await held()).toEqual(before);
  });

  it('for a nonexistent case', async () => {
    const before = await held();
    const answer = await upload(api, randomUUID(), PDF);
    expect(answer.problem.code).toBe('case-not-found');
    expect(await held()).toEqual(before);
  });

  it('from a person who only reads', async () => {
    const caseId = await caseOf(api);
    const before = await held();
    const answer = await upload(api, caseId, PDF, { role: 'auditor' });
    expect(answer.problem.code).toBe('role-not-allowed');
    expect(await held()).toEqual(before);
  });
});

it('other calls accept no form', async () => {
  const encoded = new Response(new FormData());
  const { problem } = await api.call('POST', '/v1/cases', {
    headers: { 'content-type': encoded.headers.get('content-type') ?? '', 'idempotency-key': 'k' },
    body: new Uint8Array(await encoded.arrayBuffer()),
  });
  expect(problem.code).toBe('unsupported-media-type');
});

it('an interrupted upload leaves nothing', async () => {
  const caseId = await caseOf(api);
  const before = await held();
  const half = await uploadHalf(api, caseId, async () => (await held()).files > before.files);
  await half.breakOff();
  while ((await held()).files > before.files) await new Promise((resolve) => setImmediate(resolve));
  expect(await held()).toEqual(before);
  expect(await documentsOf(caseId)).toEqual([]);
});

it.each(['intake', 'pharmacist', 'medical-director', 'admin', 'auditor'])(
  '%s may read documents',
  async (role) => {
    const caseId = await caseOf(api);
    const { id } = kept(await upload(api, caseId, PDF));
    const statuses = [
      (await api.call('GET', `/v1/cases/${caseId}/documents`, { role })).status,
      (await api.fetch('GET', `/v1/cases/${caseId}/documents/${id}`, { role })).status,
    ];
    expect(statuses).toEqual([200, 200]);
  },
);

it('a document is available only at its own case', async () => {
  const [own, other] = [await caseOf(api), await caseOf(api)];
  const { id } = kept(await upload(api, own, PDF));
  const codeAt = async (path: string) => (await api.call('GET', path)).problem.code;
  expect([
    await codeAt(`/v1/cases/${other}/documents/${id}`),
    await codeAt(`/v1/cases/${own}/documents/no-id`),
    await codeAt(`/v1/cases/${randomUUID()}/documents/${id}`),
    await codeAt(`/v1/cases/${randomUUID()}/documents`),
  ]).toEqual(['document-not-found', 'document-not-found', 'case-not-found', 'case-not-found']);
});
