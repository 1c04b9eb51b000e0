import { LetterNotAccepted } from '@assent/application';
import { activityPage, overview } from '@assent/contracts';
import { startApi, type ApiServer } from '../api/api-server';
import { bodyOf, send } from '../api/bodies';
import { MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { deliverDue } from '../support/letters';
import { decide, withdraw } from '../support/requests';

let api: ApiServer;

beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.stop());

async function shown() {
  return overview.parse((await api.call('GET', '/v1/overview', { role: 'auditor' })).body);
}

async function opened(facts: object, overrides: object = {}): Promise<string> {
  return (await send(api, bodyOf(facts, overrides))).shown.id;
}

test("shows 30 days, ending today in the payer's time zone", async () => {
  api.desk.clock.set('2026-11-23T04:59:00Z');
  const { days } = await shown();
  expect(days).toHaveLength(30);
  expect([days.at(0)?.date, days.at(-1)?.date]).toEqual(['2026-10-24', '2026-11-22']);
});

test('counts what became of cases on the day it happened', async () => {
  await opened(MET);
  await opened(MET, { lineOfBusiness: 'medicare-part-d' });
  const [withdrawn, denied, approved] = [
    await opened(ONE_MISSING),
    await opened(TOO_MANY_CAPSULES),
    await opened(TOO_MANY_CAPSULES),
  ];
  api.desk.clock.set('2026-11-23T04:59:59Z');
  await withdraw(api.desk.ports, withdrawn);
  api.desk.clock.set('2026-11-23T05:00:00Z');
  await decide(api.desk.ports, denied, 'deny');
  await decide(api.desk.ports, approved, 'approve');
  const days = (await shown()).days.slice(-2);
  const nothing = { approvedByPerson: 0, approvedBySoftware: 0, denied: 0, opened: 0 };
  expect(days).toEqual([
    { ...nothing, date: '2026-11-22', approvedBySoftware: 1, withdrawn: 1, routed: 1, opened: 5 },
    { ...nothing, date: '2026-11-23', approvedByPerson: 1, denied: 1, withdrawn: 0, routed: 0 },
  ]);
});

test('counts decisions by how long they took, and nothing that was not decided', async () => {
  await opened(MET);
  const [quick, slow, never] = [
    await opened(TOO_MANY_CAPSULES),
    await opened(TOO_MANY_CAPSULES),
    await opened(TOO_MANY_CAPSULES),
  ];
  api.desk.clock.set('2026-11-22T15:30:00Z');
  await decide(api.desk.ports, quick, 'approve');
  api.desk.clock.set('2026-11-24T15:00:00Z');
  await decide(api.desk.ports, slow, 'deny');
  await withdraw(api.desk.ports, never);
  const { timesToDecision, medianHours, slowestTenthHours } = await shown();
  expect(timesToDecision.filter(({ bySoftware, byPerson }) => bySoftware + byPerson > 0)).toEqual([
    { within: 'minute', bySoftware: 1, byPerson: 0 },
    { within: 'hour', bySoftware: 0, byPerson: 1 },
    { within: '3-days', bySoftware: 0, byPerson: 1 },
  ]);
  expect(timesToDecision.map(({ within }) => within)).toEqual([
    'minute',
    'hour',
    'day',
    '3-days',
    '7-days',
    '15-days',
    'longer',
  ]);
  expect(medianHours).toBeCloseTo(0.5, 6);
  expect(slowestTenthHours).toBeCloseTo(38.5, 6);
});

test('has no durations if nothing was decided', async () => {
  const { medianHours, slowestTenthHours } = await shown();
  expect([medianHours, slowestTenthHours]).toEqual([null, null]);
});

test('separates deadlines of decisions from those of open cases', async () => {
  const [met, missed] = [await opened(TOO_MANY_CAPSULES), await opened(TOO_MANY_CAPSULES)];
  await opened(ONE_MISSING);
  await opened(MET, { lineOfBusiness: 'medicare-part-d' });
  await decide(api.desk.ports, met, 'approve');
  api.desk.clock.set('2026-12-07T15:00:01Z');
  await decide(api.desk.ports, missed, 'approve');
  await opened(ONE_MISSING);
  expect((await shown()).deadlines).toEqual({ met: 1, missed: 1, running: 1, overdue: 1 });
});

test('leaves out what was before the 30 days', async () => {
  await opened(MET);
  api.desk.clock.set('2026-12-22T15:00:00Z');
  const { days, deadlines, medianHours } = await shown();
  expect(
    days.filter(({ approvedBySoftware, opened: count }) => approvedBySoftware + count > 0),
  ).toEqual([]);
  expect(deadlines.met).toBe(0);
  expect(medianHours).toBeNull();
});

test('shows what waits for the relay and the mail system', async () => {
  await opened(ONE_MISSING);
  await api.desk.records.database.$executeRaw`UPDATE outbox SET attempts = 2`;
  const { health } = await shown();
  expect(health.outbox).toMatchObject({ waiting: 1, failing: 1 });
  expect(health.outbox.oldestSince).not.toBeNull();
  expect(health.notices).toEqual({ due: 1, undeliverable: 0 });
});

test('shows letters that were given up, and nothing for an empty outbox', async () => {
  await opened(ONE_MISSING);
  await deliverDue(api.desk, { send: () => Promise.reject(new LetterNotAccepted('550', true)) });
  await api.desk.records.database.$executeRaw`DELETE FROM outbox`;
  const { health } = await shown();
  expect(health.outbox).toEqual({ waiting: 0, failing: 0, oldestSince: null });
  expect(health.notices).toEqual({ due: 0, undeliverable: 1 });
});

test('shows when cases were last compared, and how many are stuck', async () => {
  const id = await opened(ONE_MISSING);
  const { database } = api.desk.records;
  await database.$executeRaw`UPDATE reconciliation SET checked_at = '2026-11-22T14:59:45Z'`;
  await database.$executeRaw`
    INSERT INTO stuck (case_id, cause, since, waits_for, detail)
    SELECT ${id}::uuid, cause, '2026-11-22T14:00:00Z', 'reviewer', 'for a test'
    FROM unnest(ARRAY['review-unclaimed', 'deadline-near']) cause`;
  const { reconciler } = (await shown()).health;
  expect(reconciler).toEqual({ checkedAt: '2026-11-22T14:59:45.000Z', stuck: 1 });
});

test.each([
  [true, 'up'],
  [false, 'down'],
])('says whether Temporal answers: %s', async (answers, temporal) => {
  const checked = [{ name: 'temporal', vital: false, answers: () => Promise.resolve(answers) }];
  const other = await startApi({ checked });
  const { body } = await other.call('GET', '/v1/overview');
  await other.stop();
  expect(overview.parse(body).health).toMatchObject({ api: 'up', database: 'up', temporal });
});

async function activity(query: string) {
  return activityPage.parse((await api.call('GET', `/v1/activity?${query}`)).body);
}

test('describes what happened between two times in words', async () => {
  await opened(MET);
  api.desk.clock.set('2026-11-22T16:00:00Z');
  const { id, number } = (await send(api, bodyOf(ONE_MISSING))).shown;
  api.desk.clock.set('2026-11-22T17:00:00Z');
  await withdraw(api.desk.ports, id);
  const { items } = await activity('from=2026-11-22T15:00:00Z&to=2026-11-22T16:00:00Z');
  expect(items.map(({ caseId, caseNumber, type }) => [caseId, caseNumber, type])).toEqual([
    [id, number, 'case-opened'],
    [id, number, 'determined'],
    [id, number, 'information-requested'],
  ]);
  expect(items.map(({ summary }) => summary)).toContain('Criteria check: information missing.');
});

test('reads activity page by page, each event once', async () => {
  await opened(MET);
  await opened(ONE_MISSING);
  const from = 'from=2026-11-22T00:00:00Z';
  const whole = await activity(from);
  const paged: unknown[] = [];
  let next: string | null = `${from}&limit=2`;
  while (next !== null) {
    const { items, nextCursor } = await activity(next);
    paged.push(...items);
    next = nextCursor === null ? null : `${from}&limit=2&cursor=${encodeURIComponent(nextCursor)}`;
  }
  expect(whole.items.length).toBeGreaterThan(4);
  expect(paged).toEqual(whole.items);
});

test('refuses a list of activity without a start', async () => {
  const { status, faulty } = await api.call('GET', '/v1/activity');
  expect([status, faulty]).toEqual([422, ['from']]);
});
