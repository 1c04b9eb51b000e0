import { batchAnswer, caseSummaryPage, draft, queueCounts, savedView } from '@assent/contracts';
import { bodyOf, send } from '../api/bodies';
import { startApi, type Answer, type ApiServer } from '../api/api-server';
import { ONE_MISSING } from '../support/facts';

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
  const maya = { subject: 'maya', role: 'intake', seenAt: new Date() };
  await api.desk.records.database.personSeen.create({ data: maya });
});
afterAll(() => api.stop());

const post = (
  path: string,
  body: object | null = {},
  role = 'intake',
  headers = {},
): Promise<Answer> => api.call('POST', path, { role, body, headers });

async function openedCase(): Promise<string> {
  const { shown } = await send(api, bodyOf(ONE_MISSING));
  return shown.id;
}

async function untilTomorrow(): Promise<string> {
  const now = await api.desk.clock.now();
  return new Date(now.getTime() + 24 * 3_600_000).toISOString();
}

describe('a work command', () => {
  it('answers with the case and its version', async () => {
    const id = await openedCase();
    const { shown, headers } = await post(`/v1/cases/${id}/claim`, {}, 'pharmacist');
    expect([shown.assignee, headers.get('etag')]).toEqual(['pharmacist-1', '"2"']);
  });

  it.each([
    ['DELETE', () => `/v1/views/${crypto.randomUUID()}`],
    ['DELETE', () => `/v1/drafts/${crypto.randomUUID()}`],
    ['DELETE', () => '/v1/calendar-feed'],
    ['POST', async () => `/v1/cases/${await openedCase()}/claim`],
    ['POST', async () => `/v1/cases/${await openedCase()}/release`],
    ['POST', async () => `/v1/cases/${await openedCase()}/unsnooze`],
    ['POST', async () => `/v1/cases/${await openedCase()}/repair`],
    ['POST', () => '/v1/stuck/check'],
    ['POST', () => '/v1/calendar-feed'],
  ])('is accepted if %s names JSON and sends nothing: %#', async (method, path) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await api.fetch(method, await path(), { headers });
    expect(answer.ok).toBe(true);
  });

  it('shows a snooze until it is ended, with both events on the timeline', async () => {
    const id = await openedCase();
    const until = await untilTomorrow();
    const snoozed = await post(`/v1/cases/${id}/snooze`, { until, reason: 'The lab is shut.' });
    const ended = await post(`/v1/cases/${id}/unsnooze`);
    const { body } = await api.call('GET', `/v1/cases/${id}/timeline`);
    expect(snoozed.shown.snoozed).toEqual({
      until,
      reason: 'The lab is shut.',
      by: { subject: 'intake-1', role: 'intake' },
    });
    expect(ended.shown.snoozed).toBeNull();
    expect(JSON.stringify(body)).toContain(
      'Snoozed until November 23, 2026 at 10:00 AM Eastern Time.',
    );
  });

  it('is refused if another person has the case, and says who', async () => {
    const id = await openedCase();
    await post(`/v1/cases/${id}/assign`, { assignee: 'maya' });
    const answer = await post(`/v1/cases/${id}/claim`);
    expect([answer.status, answer.problem.code]).toEqual([409, 'case-assigned']);
    expect(answer.problem.detail).toContain('assigned to maya');
  });

  it('assigns a case to who has signed in, and to no one else', async () => {
    const id = await openedCase();
    const assign = () => post(`/v1/cases/${id}/assign`, { assignee: 'admin-1' });
    const unknown = await assign();
    expect([unknown.status, unknown.problem.code]).toEqual([409, 'role-unknown']);
    expect(unknown.problem.detail).toContain('has never signed in here');
    await api.call('GET', '/v1/session', { role: 'admin' });
    expect((await assign()).shown.assignee).toBe('admin-1');
    const { body } = await post('/v1/suggestions/people', {});
    expect(body).toMatchObject({
      items: expect.arrayContaining([{ subject: 'admin-1', role: 'admin' }]) as unknown,
    });
  });

  it('leaves a case to its reviewer, and approves it when they unassign it', async () => {
    const id = await openedCase();
    await post(`/v1/cases/${id}/claim`, {}, 'pharmacist');
    const facts = { diagnosis: { symptomatic: true } };
    const { shown } = await post(`/v1/cases/${id}/information`, { facts });
    expect(shown).toMatchObject({
      status: 'in-review',
      assignee: 'pharmacist-1',
      review: { reason: 'criteria-met' },
    });
    expect(shown.assignedAt).not.toBeNull();
    const other = await post(`/v1/cases/${id}/release`);
    expect([other.status, other.problem.code]).toEqual([409, 'case-assigned']);
    const key = { 'idempotency-key': `release-${id}` };
    const released = await post(`/v1/cases/${id}/release`, {}, 'pharmacist', key);
    expect(released.shown).toMatchObject({
      status: 'approved',
      assignee: null,
      decision: { by: { role: 'software' } },
    });
    const again = await post(`/v1/cases/${id}/release`, {}, 'pharmacist', key);
    expect(again.shown.status).toBe('approved');
    const { body } = await api.call('GET', `/v1/cases/${id}/timeline`);
    const { items } = body as { items: { summary: string }[] };
    const summaries = items.map(({ summary }) => summary);
    expect(summaries).toEqual(
      expect.arrayContaining([
        'Sent to clinical review: criteria met, the reviewer approves or unassigns it.',
        'Unassigned.',
      ]),
    );
    expect(summaries.at(-1)).toMatch(/^Approved, authorization AU-/);
  });

  it('is refused on another version, and for an invalid body', async () => {
    const id = await openedCase();
    const stale = await post(`/v1/cases/${id}/release`, {}, 'intake', { 'if-match': '"9"' });
    const more = await post(`/v1/cases/${id}/claim`, { assignee: 'maya' });
    const none = await post(`/v1/cases/${id}/claim`, null);
    expect([stale.status, more.status, more.faulty]).toEqual([412, 422, ['assignee']]);
    expect([none.status, none.faulty]).toEqual([422, ['']]);
  });

  it.each(['two\nlines', 'parted\u2028lines', '  '])(
    'assigns no case to a name like %j',
    async (assignee) => {
      const { status, faulty } = await post(`/v1/cases/${await openedCase()}/assign`, { assignee });
      expect([status, faulty]).toEqual([422, ['assignee']]);
    },
  );

  it('is refused for auditors, who can read queues', async () => {
    const id = await openedCase();
    expect((await post(`/v1/cases/${id}/claim`, {}, 'auditor')).status).toBe(403);
    const { status, body } = await api.call('GET', '/v1/queues', { role: 'auditor' });
    expect([status, queueCounts.parse(body).items.length]).toEqual([200, 11]);
  });
});

describe('a worklist search', () => {
  it('is read page by page', async () => {
    const ids = [await openedCase(), await openedCase(), await openedCase()];
    const read: string[] = [];
    let cursor: string | null = null;
    do {
      const asked: object = { queue: 'waiting', limit: 1, ...(cursor && { cursor }) };
      const page = caseSummaryPage.parse((await post('/v1/cases/search', asked, 'auditor')).body);
      read.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(read).toEqual(expect.arrayContaining(ids));
    expect(new Set(read).size).toBe(read.length);
  });

  it('is refused with a cursor of another list, and with invalid filters', async () => {
    const answer = await post('/v1/cases/search', {
      queue: 'theirs',
      cursor: 'abc',
      colour: 'red',
    });
    const other = await post('/v1/cases/search', { cursor: 'abcdefghijklmnop' });
    expect([answer.faulty, other.faulty]).toEqual([['colour', 'queue'], ['cursor']]);
  });
});

describe('a batch', () => {
  const batch = async (body: object, role = 'intake') =>
    batchAnswer.parse((await post('/v1/cases/batch', body, role)).body);

  it('previews what would happen to each case, and changes nothing', async () => {
    const ids = [await openedCase(), await openedCase()];
    await post(`/v1/cases/${ids[1]}/assign`, { assignee: 'maya' });
    const before = await api.stored();
    const { preview, items } = await batch({ action: 'claim', ids, preview: true });
    expect([preview, items.map(({ ok, code }) => [ok, code])]).toEqual([
      true,
      [
        [true, null],
        [false, 'case-assigned'],
      ],
    ]);
    expect(items[0]?.detail).toBe('would be assigned to you');
    expect(await api.stored()).toBe(before);
  });

  it('does what the preview said, case by case and in the order that was sent', async () => {
    const { shown } = await send(api, bodyOf());
    const [first, second, nobody] = [await openedCase(), await openedCase(), crypto.randomUUID()];
    const ids = [second, shown.id, nobody, first, second];
    const { items } = await batch({ action: 'assign', assignee: 'maya', ids });
    expect(items.map(({ id, ok, code }) => [id, ok, code])).toEqual([
      [second, true, null],
      [shown.id, false, 'case-closed'],
      [nobody, false, 'case-not-found'],
      [first, true, null],
      [second, true, null],
    ]);
    const assignees = await Promise.all(
      [first, second].map(async (id) => (await api.call('GET', `/v1/cases/${id}`)).shown.assignee),
    );
    expect(assignees).toEqual(['maya', 'maya']);
  });

  it('finds cases by their ids in capitals, and one only once however it is written', async () => {
    const ids = [await openedCase(), await openedCase(), await openedCase()];
    const { items } = await batch({
      action: 'claim',
      ids: [...ids.map((id) => id.toUpperCase()), ids[0]!],
    });
    expect(items.map(({ id, ok, detail }) => [id, ok, detail])).toEqual(
      [...ids, ids[0]].map((id) => [id, true, items[0]?.detail]),
    );
  });

  it('says where nothing needed to be done', async () => {
    const ids = [await openedCase()];
    const { items } = await batch({ action: 'release', ids });
    expect(items).toMatchObject([{ ok: true, detail: 'already unassigned' }]);
  });

  it('snoozes, and ends snoozes', async () => {
    const ids = [await openedCase(), await openedCase()];
    await batch({ action: 'snooze', ids, until: await untilTomorrow(), reason: 'Out of office.' });
    const [one] = await Promise.all(ids.map((id) => api.call('GET', `/v1/cases/${id}`)));
    const { items } = await batch({ action: 'unsnooze', ids });
    expect(one?.shown.snoozed?.reason).toBe('Out of office.');
    expect(items.every(({ detail }) => detail === 'snooze ended')).toBe(true);
  });

  it('is refused without what its action needs', async () => {
    const ids = [crypto.randomUUID()];
    const answers = await Promise.all([
      post('/v1/cases/batch', { action: 'snooze', ids }),
      post('/v1/cases/batch', { action: 'assign', ids }),
      post('/v1/cases/batch', { action: 'deny', ids: [] }),
    ]);
    expect(answers.map(({ faulty }) => faulty)).toEqual([
      ['reason', 'until'],
      ['assignee'],
      ['action', 'ids'],
    ]);
  });
});

describe('what people save', () => {
  it('is saved under an id of their own and removed', async () => {
    const path = `/v1/views/${crypto.randomUUID()}`;
    const command = {
      name: 'Waiting',
      filter: { queue: 'waiting', status: ['pending-information'] },
    };
    const saved = savedView.parse((await api.call('PUT', path, { body: command })).body);
    expect(saved).toMatchObject({ ...command, owner: 'intake-1', shared: false });
    const other = await api.call('PUT', path, { body: command, role: 'pharmacist' });
    expect([other.status, other.problem.code]).toEqual([403, 'view-of-another']);
    expect((await api.call('DELETE', path)).body).toEqual({ removed: true });
  });

  it('has versions where it is a draft', async () => {
    const path = `/v1/drafts/${crypto.randomUUID()}`;
    const body = { request: { drug: 'ixazomib', facts: { diagnosis: {} } } };
    const first = await api.call('PUT', path, { body });
    expect([draft.parse(first.body).request, first.headers.get('etag')]).toEqual([
      body.request,
      '"1"',
    ]);
    const stale = await api.call('PUT', path, { body, headers: { 'if-match': '"2"' } });
    expect([stale.status, stale.problem.code]).toEqual([412, 'draft-changed']);
    expect((await api.call('GET', path, { role: 'pharmacist' })).status).toBe(404);
    expect((await api.call('DELETE', path)).body).toEqual({ removed: true });
    expect((await api.call('GET', path)).status).toBe(404);
  });

  it('is refused under an invalid id', async () => {
    const answer = await api.call('PUT', '/v1/drafts/mine', { body: { request: {} } });
    expect([answer.status, answer.faulty]).toEqual([422, ['draftId']]);
  });
});

test('duplicates are shown before a case is opened', async () => {
  const body = bodyOf(ONE_MISSING);
  const { shown } = await send(api, body);
  const { memberId } = body.member;
  const answer = await post('/v1/cases/duplicates', {
    memberId,
    drug: 'Ninlaro',
    birthDate: '1901-01-01',
    givenName: 'Zoe',
  });
  expect(answer.body).toMatchObject({
    cases: [{ id: shown.id }],
    authorizations: [],
    birthDateDiffers: true,
    givenNameDiffers: true,
  });
});
