import { MET, TOO_MANY_CAPSULES } from '../support/facts';
import { kept, upload } from '../documents/uploads';
import { startApi, type ApiServer } from './api-server';
import { bodyOf, keysOf, openDocuments, send } from './bodies';

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const APPROVAL = { decision: 'approve', rationale: 'Two specialists agree.' };
const MODIFIED = { ...APPROVAL, approve: { months: 3, reason: 'Until the next scan.' } };
const QUESTION = { decision: 'request-information', rationale: 'Are four capsules meant?' };
const DENIAL = { decision: 'deny', rationale: 'Above the dose limit.', clauses: ['I.3'] };

const inReview = async () => (await send(api, bodyOf(TOO_MANY_CAPSULES))).shown.id;

const seenOf = async (id: string) => (await api.call('GET', `/v1/cases/${id}`)).shown.seenDigest;

async function addNote(id: string, name: string) {
  const note = kept(await upload(api, id, Buffer.from(`This is ${name}.`), { name }));
  return { id: note.id, name: note.name };
}

async function decide(id: string, body: object) {
  const keys = 'clauses' in body ? await keysOf(api, id, body) : {};
  const headers = { 'if-match': '"1"' };
  const call = { body: { ...body, ...keys }, headers, role: 'medical-director' };
  return api.call('POST', `/v1/cases/${id}/decision`, call);
}

it('a case tells what a reader of it has seen, and a document changes that without a new version', async () => {
  const id = await inReview();
  const before = await seenOf(id);
  expect(before).toMatch(/^[0-9a-f]{64}$/);
  expect(await seenOf(id)).toBe(before);
  await addNote(id, 'note.txt');
  const { shown } = await api.call('GET', `/v1/cases/${id}`);
  expect(shown.version).toBe(1);
  expect(shown.seenDigest).not.toBe(before);
});

describe.each([
  ['an approval', APPROVAL],
  ['a modified approval', MODIFIED],
  ['a denial', DENIAL],
  ['a question', QUESTION],
])('%s', (_, body) => {
  it('is refused once a document came in, which the refusal names, and then taken', async () => {
    const id = await inReview();
    await addNote(id, 'early.txt');
    const seenDigest = await seenOf(id);
    const late = await addNote(id, 'late.txt');
    await openDocuments(api, id);
    const stored = await api.stored();
    const { status, problem } = await decide(id, { ...body, seenDigest });
    expect([status, problem.code]).toEqual([409, 'unseen-information']);
    expect(problem.documents).toEqual([late]);
    expect(problem.detail).toContain('late.txt');
    expect(await api.stored()).toBe(stored);
    const now = await seenOf(id);
    const { shown } = await decide(id, { ...body, seenDigest: now });
    expect((shown.decision ?? shown.informationRequest)?.seenDigest).toBe(now);
  });

  it('that does not say what was seen keeps what there was to see', async () => {
    const id = await inReview();
    await addNote(id, 'note.txt');
    await openDocuments(api, id);
    const now = await seenOf(id);
    const { shown } = await decide(id, body);
    expect((shown.decision ?? shown.informationRequest)?.seenDigest).toBe(now);
  });
});

it('a digest of something else names no document', async () => {
  const { status, problem } = await decide(await inReview(), {
    ...APPROVAL,
    seenDigest: '0'.repeat(64),
  });
  expect([status, problem.code, problem.documents]).toEqual([409, 'unseen-information', undefined]);
});

it('a digest that can not be one is invalid', async () => {
  const { status, problem } = await decide(await inReview(), { ...APPROVAL, seenDigest: 'ABC' });
  expect(status).toBe(422);
  expect(problem.errors?.map(({ path }) => path)).toEqual(['seenDigest']);
});

it('the timeline keeps what was seen when a question was asked', async () => {
  const id = await inReview();
  const seenDigest = await seenOf(id);
  await decide(id, { ...QUESTION, seenDigest });
  const { body } = await api.call('GET', `/v1/cases/${id}/timeline`);
  const { items } = body as { items: { type: string; details: unknown }[] };
  const asked = items.find(({ type }) => type === 'information-requested');
  expect(asked?.details).toMatchObject({ seenDigest });
});

it('software decides without one, and lists have none', async () => {
  const { shown } = await send(api, bodyOf(MET));
  expect(shown.decision?.seenDigest).toBeNull();
  const { body } = await api.call('GET', '/v1/cases');
  const { items } = body as { items: { seenDigest: unknown }[] };
  expect(new Set(items.map(({ seenDigest }) => seenDigest))).toEqual(new Set([null]));
});
