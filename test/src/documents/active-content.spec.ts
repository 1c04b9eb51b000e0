import { documentList, timeline } from '@assent/contracts';
import { deflateSync } from 'node:zlib';
import { startApi, type ApiServer } from '../api/api-server';
import { caseOf, kept, PDF, upload } from './uploads';

let api: ApiServer;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const pdfOf = (object: string | Buffer) =>
  Buffer.concat([
    Buffer.from('%PDF-1.7\n1 0 obj\n'),
    Buffer.from(object),
    Buffer.from('\nendobj\nxref\n0 1\ntrailer\n<< >>\nstartxref\n31\n%%EOF\n'),
  ]);

const hidden = deflateSync('2 0 <</S/J#61vaScript/JS(app.alert\\(1\\))>>');
const IN_OBJECTS = pdfOf(
  Buffer.concat([
    Buffer.from(`<</Type/ObjStm/Filter/FlateDecode/Length ${hidden.length}>>\nstream\n`),
    hidden,
    Buffer.from('\nendstream'),
  ]),
);

describe('a document with active content', () => {
  it.each([
    ['a script in compressed objects', IN_OBJECTS, ['script'], 'It contains JavaScript.'],
    [
      'an action and a program',
      pdfOf('<</OpenAction<</S/Launch/F(calc.exe)>>>>'),
      ['automatic-action', 'program-start'],
      'It can start a program.',
    ],
    [
      'a picture that is an archive, too',
      Buffer.from(`\u0089PNG\r\n\u001a\nPK\u0005\u0006${'\0'.repeat(18)}`, 'latin1'),
      ['second-format'],
      'It can also be opened as a file of another type.',
    ],
  ])('is kept, and says so: %s', async (_, content, kinds, message) => {
    const caseId = await caseOf(api);
    const { activeContent } = kept(await upload(api, caseId, content));
    expect(activeContent?.map(({ kind }) => kind)).toEqual(kinds);
    expect(activeContent?.map((each) => each.message)).toContain(message);
    const { body } = await api.call('GET', `/v1/cases/${caseId}/documents`);
    expect(documentList.parse(body).items[0]?.activeContent).toEqual(activeContent);
  });

  it('is served like any other: as a file that runs nothing, on no page of another origin', async () => {
    const caseId = await caseOf(api);
    const { id } = kept(await upload(api, caseId, IN_OBJECTS));
    const { headers } = await api.fetch('GET', `/v1/cases/${caseId}/documents/${id}`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-disposition': `attachment; filename=${id}.pdf`,
      'content-security-policy': "default-src 'none';frame-ancestors 'none';sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });
});

it('a document without any says that nothing was found', async () => {
  const caseId = await caseOf(api);
  expect(kept(await upload(api, caseId, PDF)).activeContent).toEqual([]);
});

it('a document from before this was looked for says that it is not known', async () => {
  const caseId = await caseOf(api);
  const { id } = kept(await upload(api, caseId, PDF));
  const { records } = api.desk.ports;
  const { activeContent: _, ...earlier } = (await records.document(caseId, id))!;
  const document = { ...earlier, id: crypto.randomUUID(), sha256: 'ab'.repeat(32) };
  await records.addDocument(document);
  const { body } = await api.call('GET', `/v1/cases/${caseId}/documents`);
  const shown = documentList.parse(body).items.find((each) => each.id === document.id);
  expect(shown?.activeContent).toBeNull();
  const told = timeline.parse((await api.call('GET', `/v1/cases/${caseId}/timeline`)).body);
  expect(told.items.filter(({ type }) => type === 'document-added')).toHaveLength(2);
});
