import { letterPreview, operations, session } from '@assent/contracts';
import type { License } from '@assent/domain';
import { MET, TOO_MANY_CAPSULES } from '../support/facts';
import { LICENSE, opened, requestOf } from '../support/requests';
import { kept, upload } from '../documents/uploads';
import { startApi, type ApiServer } from './api-server';
import { bodyOf, keysOf, openDocuments, send } from './bodies';

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const DENIAL = { decision: 'deny', rationale: 'Above the dose limit.', clauses: ['I.3'] };
const APPROVAL = { decision: 'approve', rationale: 'Two specialists agree.' };
const OTHER: License = { number: '55-1', state: 'PR', specialty: 'Oncology' };

const inReview = async () => (await send(api, bodyOf(TOO_MANY_CAPSULES))).shown.id;

/** Decides as a medical director, whose token states a license if one is given. */
async function decide(id: string, body: object, version = '"1"', ofToken?: License, key = '') {
  const headers = {
    'if-match': version,
    ...(ofToken && { authorization: await api.authorization('medical-director', ofToken) }),
    ...(key !== '' && { 'idempotency-key': key }),
  };
  return api.call('POST', `/v1/cases/${id}/decision`, { body, headers, role: 'medical-director' });
}

/** Adds a document that came in. */
async function addNote(id: string, content = 'Four capsules were meant for two cycles.') {
  const note = kept(await upload(api, id, Buffer.from(content), { name: 'note.txt' }));
  return { id: note.id, name: note.name };
}

async function previewed(id: string, body: object, version = '"1"') {
  const headers = { 'if-match': version };
  const call = { body, headers, role: 'medical-director' };
  const answer = await api.call('POST', `/v1/cases/${id}/decision/preview`, call);
  return letterPreview.parse(answer.body);
}

describe('a preview', () => {
  it('answers the digest that a denial is signed with, the same each time', async () => {
    const id = await inReview();
    const { letterDigest } = await previewed(id, DENIAL);
    expect(letterDigest).toMatch(/^[0-9a-f]{64}$/);
    expect((await previewed(id, DENIAL)).letterDigest).toBe(letterDigest);
    const other = { ...DENIAL, rationale: 'Above the limit.' };
    expect((await previewed(id, other)).letterDigest).not.toBe(letterDigest);
  });

  it('does not look at keys that are sent along', async () => {
    const id = await inReview();
    const { letterDigest } = await previewed(id, DENIAL);
    const keys = { license: LICENSE, letterDigest: '0'.repeat(64) };
    expect((await previewed(id, { ...DENIAL, ...keys })).letterDigest).toBe(letterDigest);
  });

  it('of another decision has no digest', async () => {
    expect((await previewed(await inReview(), APPROVAL)).letterDigest).toBeNull();
  });
});

describe('a denial', () => {
  it('without its keys says how to get them', async () => {
    const { status, problem } = await decide(await inReview(), DENIAL);
    expect(status).toBe(422);
    expect(problem.errors).toEqual([
      {
        path: 'letterDigest',
        code: 'required',
        message:
          'is required for a denial; preview the letter first, and send the digest that the preview answers',
      },
      {
        path: 'license',
        code: 'required',
        message:
          'is required for a denial; preview the letter first, and send the number, state and specialty of your license',
      },
    ]);
  });

  it('without its keys is not taken, and neither is one with the digest of another letter', async () => {
    const id = await inReview();
    const before = await api.stored();
    const keys = await keysOf(api, id, { ...DENIAL, rationale: 'Another one.' });
    const { status, problem } = await decide(id, { ...DENIAL, ...keys });
    expect([status, problem.code, problem.caseId]).toEqual([409, 'letter-changed', id]);
    expect(problem.detail).toContain('preview it again');
    expect(await api.stored()).toBe(before);
  });

  it.each([
    [
      'information',
      async (id: string) => {
        const body = { facts: { transplantCandidate: false } };
        await api.call('POST', `/v1/cases/${id}/information`, { body });
        return '"2"';
      },
    ],
    [
      'a document',
      async (id: string) => {
        await addNote(id);
        return '"1"';
      },
    ],
  ])('is refused once %s came in after the preview', async (_, arrive) => {
    const id = await inReview();
    const keys = await keysOf(api, id, DENIAL);
    const version = await arrive(id);
    const { status, problem } = await decide(id, { ...DENIAL, ...keys }, version);
    expect([status, problem.code]).toEqual([409, 'letter-changed']);
    const anew = await keysOf(api, id, DENIAL, version);
    await openDocuments(api, id);
    expect((await decide(id, { ...DENIAL, ...anew }, version)).shown.status).toBe('denied');
  });

  it('sent again under the same key changes nothing', async () => {
    const id = await inReview();
    const denial = { ...DENIAL, ...(await keysOf(api, id, DENIAL)) };
    const key = `deny-${id}`;
    const first = await decide(id, denial, '"1"', undefined, key);
    const before = await api.stored();
    const again = await decide(id, denial, '"1"', undefined, key);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(await api.stored()).toBe(before);
  });

  it('shows its keys; an approval has none', async () => {
    const id = await inReview();
    const keys = await keysOf(api, id, DENIAL);
    expect((await decide(id, { ...DENIAL, ...keys })).shown.decision).toMatchObject(keys);
    const approved = [
      (await decide(await inReview(), APPROVAL)).shown,
      (await send(api, bodyOf(MET))).shown,
    ];
    expect(approved.map(({ decision }) => [decision?.license, decision?.letterDigest])).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});

describe('the documents of a case', () => {
  /** A denial as it is signed, of the case as it is. */
  const signedDenial = async (id: string) => ({ ...DENIAL, ...(await keysOf(api, id, DENIAL)) });
  const read = (id: string, document: string, role: string, method = 'GET') =>
    api.fetch(method, `/v1/cases/${id}/documents/${document}`, { role });

  it('are opened by who denies it, each of them', async () => {
    const id = await inReview();
    const [first, second] = [await addNote(id), await addNote(id, 'A second one.')];
    await read(id, first.id, 'medical-director');
    const denial = await signedDenial(id);
    const before = await api.stored();
    const refused = await decide(id, denial);
    expect(refused.status).toBe(409);
    expect(refused.problem).toMatchObject({
      code: 'documents-not-opened',
      detail:
        'you have not opened a document of this case; open and read each of them before you deny: note.txt',
      caseId: id,
      documents: [second],
    });
    expect(await api.stored()).toBe(before);
    await read(id, second.id, 'medical-director');
    expect((await decide(id, denial)).shown.status).toBe('denied');
  });

  it('count as unopened if another person read them, or only their headers were read', async () => {
    const id = await inReview();
    const note = await addNote(id);
    await read(id, note.id, 'pharmacist');
    await read(id, note.id, 'medical-director', 'HEAD');
    const { problem } = await decide(id, await signedDenial(id));
    expect([problem.code, problem.documents]).toEqual(['documents-not-opened', [note]]);
  });

  it('keep no one from a preview, an approval or a question', async () => {
    const id = await inReview();
    await addNote(id);
    expect((await previewed(id, DENIAL)).letterDigest).toMatch(/^[0-9a-f]{64}$/);
    expect((await decide(id, APPROVAL)).shown.status).toBe('approved');
    const asked = await inReview();
    await addNote(asked);
    const question = { decision: 'request-information', rationale: 'Which dose is meant?' };
    expect((await decide(asked, question)).status).toBe(200);
  });

  it('may come in after a denial', async () => {
    const id = await inReview();
    await decide(id, await signedDenial(id));
    await addNote(id);
    expect((await api.call('GET', `/v1/cases/${id}`)).shown.status).toBe('denied');
  });
});

describe('a license that the token states', () => {
  it('is kept with the denial, without being sent', async () => {
    const id = await inReview();
    const { letterDigest } = await keysOf(api, id, DENIAL);
    const { shown } = await decide(id, { ...DENIAL, letterDigest }, '"1"', OTHER);
    expect(shown.decision?.license).toEqual(OTHER);
  });

  it('may be sent as well, but not another one', async () => {
    const id = await inReview();
    const { letterDigest } = await keysOf(api, id, DENIAL);
    const denial = { ...DENIAL, letterDigest };
    const { status, problem } = await decide(id, { ...denial, license: LICENSE }, '"1"', OTHER);
    expect([status, problem.errors]).toEqual([
      422,
      [expect.objectContaining({ path: 'license', code: 'other-license' })],
    ]);
    const { shown } = await decide(id, { ...denial, license: OTHER }, '"1"', OTHER);
    expect(shown.decision?.license).toEqual(OTHER);
  });

  it('signs the letter of a preview, where a state wants that', async () => {
    const { member } = await requestOf(api.desk.ports);
    const { record } = await opened(api.desk.ports, {
      facts: TOO_MANY_CAPSULES,
      member: { ...member, state: 'FL' },
    });
    const preview = async (license: License) => {
      const headers = {
        'if-match': '"1"',
        authorization: await api.authorization('medical-director', license),
      };
      const path = `/v1/cases/${record.id}/decision/preview`;
      return api.call('POST', path, { headers, body: DENIAL });
    };
    expect((await preview(OTHER)).problem.code).toBe('letter-incomplete');
    const { body } = await preview({ ...OTHER, name: 'Dana Brooks MD' });
    expect(letterPreview.parse(body).text).toContain('Signed: Dana Brooks MD');
  });

  it('is none if it is written in no way that we know', async () => {
    const id = await inReview();
    const { letterDigest } = await keysOf(api, id, DENIAL);
    const odd = { ...OTHER, state: 'Florida' } as unknown as License;
    const { faulty } = await decide(id, { ...DENIAL, letterDigest }, '"1"', odd);
    expect(faulty).toEqual(['license']);
  });

  it('is part of what a session tells', async () => {
    const headers = { authorization: await api.authorization('medical-director', OTHER) };
    const told = await api.call('GET', '/v1/session', { headers });
    expect(session.parse(told.body).license).toEqual(OTHER);
    expect(session.parse((await api.call('GET', '/v1/session')).body).license).toBeNull();
  });
});

it('no call denies more than one case', async () => {
  const deciding = Object.values(operations).filter(
    (each) => 'body' in each && each.body === 'Decision',
  );
  expect(deciding.map(({ path }) => path).sort()).toEqual([
    '/v1/cases/{id}/decision',
    '/v1/cases/{id}/decision/preview',
  ]);
  const id = await inReview();
  for (const action of ['deny', 'decide']) {
    const body = { action, ids: [id], ...DENIAL };
    const call = { body, role: 'medical-director' };
    expect((await api.call('POST', '/v1/cases/batch', call)).faulty).toContain('action');
  }
  expect((await api.call('GET', `/v1/cases/${id}`)).shown.status).toBe('in-review');
});
