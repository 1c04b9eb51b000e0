import { appeal, timeline } from '@assent/contracts';
import { createHash } from 'node:crypto';
import { startApi, type ApiServer } from '../api/api-server';
import { openDocuments } from '../api/bodies';
import { deniedCase, filed } from '../support/appeals';
import { lettersOf, makeMemberLetters } from '../support/letters';
import { onOneLine, readPdf } from '../support/pdf';
import { LICENSE, requestOf } from '../support/requests';
import { kept, PDF, upload } from './uploads';

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const download = (id: string, role = 'auditor') =>
  api.fetch('GET', `/v1/appeals/${id}/file`, { role });
const bytesOf = async (id: string) => Buffer.from(await (await download(id)).arrayBuffer());

/** The pages of a PDF, each with its text on one line. */
function read(bytes: Buffer) {
  return readPdf(bytes).pages.map(({ text, tree }) => ({ text: onOneLine(text), tree }));
}

const pagesOf = (bytes: Buffer): readonly string[] => read(bytes).map(({ text }) => text);

const digestIn = (pages: readonly string[]) =>
  /SHA-256 of the contents: ([0-9a-f ]+)/
    .exec(pages[0] ?? '')?.[1]
    ?.replaceAll(' ', '')
    .slice(0, 64);

/** A denied case with a document, letters and an appeal. */
async function appealed(language: 'en' | 'es' = 'en') {
  const { member } = await requestOf(api.desk.ports);
  const caseId = await deniedCase(api.desk.ports, { member: { ...member, language } });
  const document = kept(await upload(api, caseId, PDF, { name: 'lab report.pdf' }));
  const { id, number } = await filed(api.desk.ports, caseId);
  const letters = await lettersOf(api.desk, caseId);
  return { caseId, id, number, document, letters };
}

it('is one PDF, which is kept nowhere and opened by nothing', async () => {
  const { id, number } = await appealed();
  const answer = await download(id);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename=${number}-file.pdf`,
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none';frame-ancestors 'none';sandbox",
    etag: `"${createHash('sha256').update(bytes).digest('hex')}"`,
  });
  expect(bytes.subarray(0, 8).toString()).toBe('%PDF-1.7');
});

it('has everything of the case, and an index that tells where', async () => {
  const { id, caseId, number, document, letters } = await appealed();
  const pages = pagesOf(await bytesOf(id));
  const record = await api.desk.ports.records.case(caseId);
  const { member, decision } = record!;
  const titles = [
    'Case summary',
    'Criteria',
    'Decision',
    'Letter: denial',
    'Letter: appeal received',
    'Timeline',
    'Appeal',
    'Received documents',
  ];
  for (const title of titles) {
    const page = new RegExp(`• ${title}, [^•]*?: page (\\d+)`).exec(pages[0]!)?.[1];
    expect([title, pages[Number(page) - 1]?.startsWith(title)]).toEqual([title, true]);
  }
  const whole = pages.join(' ');
  expect(letters.length).toBeGreaterThan(0);
  for (const words of [
    `Member: ${member.givenName} ${member.familyName}`,
    record!.guideline!.digest.slice(0, 20),
    `License: ${decision!.license!.number}`,
    decision!.rationale,
    'I.3 ',
    'Denied.',
    `Appeal ${number} received`,
    'The dose is the one that helped before.',
    `lab report.pdf, application/pdf, ${document.size} bytes`,
    'Received documents are attached to this file as they were received',
    'attached as document-1.pdf',
  ]) {
    expect(whole).toContain(words);
  }
  expect(whole.replaceAll(' ', '')).toContain(document.sha256);
});

it('is in the words that people read', async () => {
  const { id } = await appealed();
  const whole = pagesOf(await bytesOf(id)).join(' ');
  for (const words of [
    'Request: New request, standard',
    'Line of business: Commercial (employer plan)',
    'Capsule strength: 4 mg',
    'Condition: Multiple myeloma',
    'Outcome: criteria not met',
    'all of the following: not met',
    'Combination drugs: lenalidomide, dexamethasone',
    'Decision: Denied',
  ]) {
    expect(whole).toContain(words);
  }
  expect(whole).not.toMatch(/dosing\.|capsulesPer28Days|initiation|not-met|\[\{/);
});

it('has the same bytes and digest until something happens', async () => {
  const { id, caseId } = await appealed();
  const [one, again] = [await bytesOf(id), await bytesOf(id)];
  expect(again.equals(one)).toBe(true);
  const note = Buffer.from('Another report.');
  kept(await upload(api, caseId, note, { name: 'note.txt' }));
  const later = await bytesOf(id);
  const digests = [one, later].map((bytes) => digestIn(pagesOf(bytes)));
  expect(digests.every((digest) => /^[0-9a-f]{64}$/.test(digest ?? ''))).toBe(true);
  expect(digests[0]).not.toBe(digests[1]);
});

it('has every received document as it was received, under a name that tells nothing', async () => {
  const { id, caseId } = await appealed();
  const image = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('scan')]);
  kept(await upload(api, caseId, image, { name: 'Nadia Brandt.png' }));
  const note = Buffer.from('Größe: 5 µg');
  kept(await upload(api, caseId, note, { name: 'note.txt' }));
  const { attachments, isTagged } = readPdf(await bytesOf(id));
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  expect(isTagged).toBe(true);
  expect(attachments).toEqual([
    { name: 'document-1.pdf', description: 'Received document 1', sha256: sha256(PDF) },
    { name: 'document-2.png', description: 'Received document 2', sha256: sha256(image) },
    { name: 'document-3.txt', description: 'Received document 3', sha256: sha256(note) },
  ]);
});

it('says which documents are too much for one file', async () => {
  const { id, caseId } = await appealed();
  const big = (letter: string) => Buffer.alloc(20 * 1_048_576, letter);
  for (const letter of ['a', 'b', 'c']) {
    kept(await upload(api, caseId, big(letter), { name: `${letter}.txt` }));
  }
  const { attachments, pages } = readPdf(await bytesOf(id));
  expect(attachments?.map(({ name }) => name)).toEqual([
    'document-1.pdf',
    'document-2.txt',
    'document-3.txt',
  ]);
  expect(onOneLine(pages.map(({ text }) => text).join(' '))).toMatch(/• c\.txt, .* not attached/);
}, 120_000);

it('has the letters to the member as they were made, in their language', async () => {
  const { id } = await appealed('es');
  expect(pagesOf(await bytesOf(id))[0]).not.toContain('Letter to the member');
  await makeMemberLetters(api.desk);
  const pages = read(await bytesOf(id));
  const page = /• Letter to the member: denial, [^•]*?: page (\d+)/.exec(pages[0]!.text)?.[1];
  const { text, tree } = pages[Number(page) - 1]!;
  expect(text).toMatch(/^Letter to the member: denial .*No aprobamos ixazomib\./);
  expect(JSON.stringify(tree)).toContain('"Sect es"');
});

it.each([
  ['utf-8', Buffer.from('Größe: 5 µg\n\nSecond paragraph.')],
  ['utf-16le', Buffer.from('\ufeffGröße: 5 µg\r\n\r\nSecond paragraph.', 'utf16le')],
])('has the words of a text that was received as %s', async (_, content) => {
  const { id, caseId } = await appealed();
  kept(await upload(api, caseId, content, { name: 'note.txt' }));
  const pages = pagesOf(await bytesOf(id));
  const page = /• Document: note\.txt, [^•]*?: page (\d+)/.exec(pages[0]!)?.[1];
  expect(pages[Number(page) - 1]).toMatch(/^Document: note\.txt Größe: 5 [µμ]g Second paragraph\./);
});

it('is kept by its digest when it is forwarded', async () => {
  const { id, caseId } = await appealed();
  const decided = {
    decision: 'uphold',
    rationale: 'The dose is above the label.',
    license: LICENSE,
  };
  const call = (name: string, version: number, body?: object) =>
    api.call('POST', `/v1/appeals/${id}/${name}`, {
      body,
      role: 'medical-director',
      headers: { 'if-match': `"${version}"` },
    });
  await openDocuments(api, caseId);
  const { version } = appeal.parse((await call('decision', 1, decided)).body);
  await lettersOf(api.desk, caseId);
  const digest = digestIn(pagesOf(await bytesOf(id)));
  expect((await call('forward', version)).status).toBe(200);
  const { body } = await api.call('GET', `/v1/cases/${caseId}/timeline`);
  const sent = timeline.parse(body).items.find(({ type }) => type === 'appeal-forwarded');
  expect(sent?.details['digest']).toBe(digest);
});

it('of no appeal is not found', async () => {
  const answer = await download('01a205be-2122-7257-a0f1-a80b45bcc7a4');
  expect(answer.status).toBe(404);
});
