import { TOO_MANY_CAPSULES } from '../support/facts';
import { startApi, type ApiServer } from './api-server';
import { bodyOf, send } from './bodies';

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const inReview = async () => (await send(api, bodyOf(TOO_MANY_CAPSULES))).shown.id;
const post = (path: string, body: unknown, role: string, headers: object = {}) =>
  api.call('POST', `/v1/cases/${path}`, {
    body,
    role,
    headers: { 'if-match': '"1"', ...headers },
  });
const HAND_UP = { reason: 'It needs a physician.' };

describe('a case', () => {
  it('is handed up once for a key, and handed back', async () => {
    const id = await inReview();
    const key = { 'idempotency-key': `hand-up-${id}` };
    const first = await post(`${id}/hand-up`, HAND_UP, 'pharmacist', key);
    expect(first.shown.handedUp).toMatchObject({
      by: { subject: 'pharmacist-1', role: 'pharmacist' },
      ...HAND_UP,
    });
    expect(first.headers.get('etag')).toBe('"2"');
    const again = await post(`${id}/hand-up`, HAND_UP, 'pharmacist', key);
    expect(again.body).toEqual(first.body);
    const search = await api.call('POST', '/v1/cases/search', {
      body: { queue: 'needs-physician' },
      role: 'medical-director',
    });
    expect(search.body).toMatchObject({
      items: [{ id, handedUp: { by: 'pharmacist-1', ...HAND_UP } }],
    });
    const back = await post(`${id}/hand-back`, HAND_UP, 'medical-director', { 'if-match': '"2"' });
    expect(back.shown).toMatchObject({ handedUp: null, assignee: 'pharmacist-1' });
    const { body } = await api.call('GET', `/v1/cases/${id}/timeline`);
    const { items } = body as { items: { summary: string }[] };
    expect(items.slice(-2).map(({ summary }) => summary)).toEqual([
      'Handed up to the medical directors.',
      'Handed back to pharmacist-1.',
    ]);
  });

  it('is asked about, and answered', async () => {
    const id = await inReview();
    const question = { question: 'Is this dose ever right?', role: 'medical-director' };
    const asked = await post(`${id}/opinions`, question, 'pharmacist');
    const [opinion] = asked.shown.opinions;
    expect(opinion).toMatchObject({ ...question, person: null, answer: null });
    const answer = { opinion: 'agree', text: 'Only in a trial.' };
    const given = await post(`${id}/opinions/${opinion?.id}/answer`, answer, 'medical-director', {
      'if-match': '"2"',
    });
    expect(given.shown.opinions).toMatchObject([{ ...question, answer }]);
    const { body } = await api.call('GET', `/v1/cases/${id}/timeline`);
    const { items } = body as { items: { summary: string }[] };
    expect(items.slice(-2).map(({ summary }) => summary)).toEqual([
      'Second opinion requested from a medical director.',
      'Second opinion given: agrees.',
    ]);
  });
});

describe('separation of duties', () => {
  it('keeps who opened a case from denying it, and shows who that was', async () => {
    const role = 'medical-director';
    const body = bodyOf(TOO_MANY_CAPSULES);
    const headers = { 'idempotency-key': `own-${body.member.memberId}` };
    const { shown } = await api.call('POST', '/v1/cases', { body, role, headers });
    expect(shown.openedBy).toEqual({ subject: 'medical-director-1', role });
    const denial = { decision: 'deny', rationale: 'Four capsules.', clauses: ['I.3'] };
    const { status, problem } = await post(`${shown.id}/decision/preview`, denial, role);
    expect([status, problem.code]).toEqual([403, 'own-case']);
  });

  it('limits how long a pharmacist approves against the criteria', async () => {
    const approval = { decision: 'approve', rationale: 'It fits.' };
    const approve = { months: 13, reason: 'A trial.' };
    const id = await inReview();
    const { status, faulty } = await post(`${id}/decision`, { ...approval, approve }, 'pharmacist');
    expect([status, faulty]).toEqual([422, ['approve.months']]);
    const { body } = await api.call('GET', '/v1/session', { role: 'pharmacist' });
    expect(body).toMatchObject({ exceptions: { maxMonths: 12, aloneMonths: 12 } });
  });

  it('tells for how many months a second opinion is asked', async () => {
    const id = await inReview();
    const question = { question: 'Do you agree?', role: 'medical-director', approveMonths: 9 };
    const { shown } = await post(`${id}/opinions`, question, 'pharmacist');
    expect(shown.opinions).toMatchObject([{ approveMonths: 9 }]);
    const { body } = await api.call('GET', `/v1/cases/${id}/timeline`);
    const { items } = body as { items: { summary: string }[] };
    expect(items.at(-1)?.summary).toBe(
      'Second opinion requested from a medical director, on an approval for 9 months.',
    );
  });
});

describe('what reviewers do for each other', () => {
  const CALLS = [
    ['hand-up', HAND_UP, 'pharmacist'],
    ['hand-back', HAND_UP, 'medical-director'],
    ['opinions', { question: 'Why?', role: 'medical-director' }, 'pharmacist'],
    [
      'opinions/00000000-0000-4000-8000-00000000dead/answer',
      { opinion: 'agree', text: 'So.' },
      'pharmacist',
    ],
  ] as const;

  it.each(CALLS)('needs the version that they saw: %s', async (path, body, role) => {
    const id = await inReview();
    const before = await api.stored();
    const url = `/v1/cases/${id}/${path}`;
    const without = await api.call('POST', url, { body, role });
    const stale = await post(`${id}/${path}`, body, role, { 'if-match': '"7"' });
    expect([without.status, stale.status]).toEqual([428, 412]);
    expect((await post(`${id}/${path}`, body, 'intake')).status).toBe(403);
    expect((await post(`${id}/${path}`, { ...body, note: 1 }, role)).faulty).toEqual(['note']);
    expect(await api.stored()).toBe(before);
  });

  it.each([
    ['hand-up', { reason: ' ' }, 'pharmacist', ['reason']],
    ['hand-back', {}, 'medical-director', ['reason']],
    ['opinions', {}, 'pharmacist', ['person', 'question']],
    ['opinions', { question: 'Why?', role: 'intake' }, 'pharmacist', ['role']],
    [
      'opinions',
      { question: 'Why?', role: 'pharmacist', person: 'pia' },
      'medical-director',
      ['role'],
    ],
    [
      'opinions/00000000-0000-4000-8000-00000000dead/answer',
      { opinion: 'deny' },
      'pharmacist',
      ['opinion', 'text'],
    ],
  ])('is refused with every fault: %s %j', async (path, body, role, paths) => {
    const { status, faulty } = await post(`${await inReview()}/${path}`, body, role);
    expect([status, faulty]).toEqual([422, paths]);
  });

  it.each(['opinion-1', '00000000-0000-4000-8000-00000000dead'])(
    'is about an opinion that was asked for, not %s',
    async (opinion) => {
      const body = { opinion: 'agree', text: 'So.' };
      const path = `${await inReview()}/opinions/${opinion}/answer`;
      const { status, problem } = await post(path, body, 'pharmacist');
      expect([status, problem.code]).toEqual([404, 'opinion-not-found']);
    },
  );
});

describe('the next review', () => {
  it('is assigned to who asks, once for a key, and to none who may not decide', async () => {
    const id = await inReview();
    const next = (role: string) =>
      api.call('POST', '/v1/cases/next', {
        body: {},
        role,
        headers: { 'idempotency-key': `next-${id}-${role}` },
      });
    const first = await next('pharmacist');
    expect([first.status, first.shown.assignee]).toEqual([200, 'pharmacist-1']);
    expect((await next('pharmacist')).body).toEqual(first.body);
    expect((await next('intake')).status).toBe(403);
  });
});
