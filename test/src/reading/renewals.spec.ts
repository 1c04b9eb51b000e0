import { expireAuthorization, openContinuationReview } from '@assent/application';
import { renewalPage, type RenewalJson } from '@assent/contracts';
import { startApi, type ApiServer } from '../api/api-server';
import { bodyOf, send } from '../api/bodies';
import { MET, RESPONSE } from '../support/facts';
import { inform } from '../support/requests';

let api: ApiServer;

beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.stop());

async function renewals(query = ''): Promise<RenewalJson[]> {
  return renewalPage.parse((await api.call('GET', `/v1/renewals?${query}`)).body).items;
}

/** The only renewal that there is. */
async function renewal(): Promise<RenewalJson> {
  const [only, ...others] = await renewals();
  if (!only || others.length > 0) throw new Error('there is not one renewal');
  return only;
}

/** The number of an authorization from 2026-11-22 to 2027-05-21. */
async function authorized(overrides: object = {}): Promise<string> {
  const { authorization } = (await send(api, bodyOf(MET, overrides))).shown;
  if (!authorization) throw new Error('nothing was authorized');
  return authorization.number;
}

test('shows the window of a renewal, and whose it is', async () => {
  const number = await authorized();
  const { authorization, memberName, prescriberName, window } = await renewal();
  expect(authorization.number).toBe(number);
  expect([memberName, prescriberName]).toEqual(['Nadia Brandt', 'Lee Park MD']);
  expect(window).toEqual({
    opensOn: '2027-03-22',
    lastSafeOn: '2027-05-06',
    coverEndsOn: '2027-05-21',
  });
});

test.each([
  ['2027-03-22T03:59:00Z', 'not-open'],
  ['2027-03-22T04:00:00Z', 'open'],
  ['2027-05-07T03:59:00Z', 'open'],
  ['2027-05-07T04:00:00Z', 'late'],
  ['2027-05-22T04:00:00Z', 'lapsed'],
])('is at %s %s', async (now, state) => {
  await authorized();
  api.desk.clock.set(now);
  expect((await renewal()).state).toBe(state);
});

test('has no review before its window opens', async () => {
  await authorized();
  expect((await renewal()).review).toBeNull();
});

test('shows what the review lacks, with the questions', async () => {
  const number = await authorized();
  api.desk.clock.set('2027-03-22T10:00:00Z');
  await openContinuationReview(api.desk.ports)(number);
  const { review, authorization } = await renewal();
  expect(review).toMatchObject({
    caseId: authorization.continuationCaseId,
    status: 'pending-information',
  });
  expect(review?.missing).toContainEqual({
    fact: 'beneficialResponse.achieved',
    question: 'Has the member responded to ixazomib?',
  });
});

test('lacks nothing and is renewed once the review is approved', async () => {
  const number = await authorized();
  api.desk.clock.set('2027-03-22T10:00:00Z');
  await openContinuationReview(api.desk.ports)(number);
  await inform(api.desk.ports, (await renewal()).review?.caseId ?? '', RESPONSE);
  const [old, following] = await renewals();
  expect(old).toMatchObject({ state: 'renewed', review: { status: 'approved', missing: [] } });
  expect(following).toMatchObject({ state: 'not-open', review: null });
});

test('has lapsed if its authorization has expired', async () => {
  const number = await authorized();
  api.desk.clock.set('2027-05-22T04:00:00Z');
  await expireAuthorization(api.desk.ports)(number);
  expect((await renewal()).state).toBe('lapsed');
});

test('shows the reminders, the earliest first', async () => {
  await authorized();
  const { reminders } = await renewal();
  expect(reminders.map(({ daysBefore, sentAt }) => [daysBefore, sentAt])).toEqual([
    [60, null],
    [30, null],
    [14, null],
    [7, null],
  ]);
});

test('leaves out an authorization that was ended early', async () => {
  await authorized();
  await api.desk.records.database.$executeRaw`
    UPDATE pa_authorization
    SET status = 'ended', ended_on = start_date, end_reason = 'therapy-stopped'`;
  expect(await renewals()).toEqual([]);
});

test.each([
  ['from=2027-05-21', 2],
  ['from=2027-05-22', 1],
  ['to=2027-05-21', 1],
  ['to=2027-05-20', 0],
  ['from=2027-05-21&to=2027-06-21', 2],
])('finds renewals by the end of coverage: `%s`', async (query, count) => {
  await authorized();
  await authorized({ requestedStart: '2026-12-22' });
  expect(await renewals(query)).toHaveLength(count);
});

test('is read page by page, each renewal once, the soonest end of coverage first', async () => {
  await authorized({ requestedStart: '2026-12-22' });
  await authorized();
  await authorized();
  const whole = await renewals();
  const paged: RenewalJson[] = [];
  let next: string | null = '/v1/renewals?limit=1';
  while (next !== null) {
    const { items, nextCursor } = renewalPage.parse((await api.call('GET', next)).body);
    paged.push(...items);
    next = nextCursor && `/v1/renewals?limit=1&cursor=${encodeURIComponent(nextCursor)}`;
  }
  expect(paged).toEqual(whole);
  expect(whole.map(({ window }) => window.coverEndsOn)).toEqual([
    '2027-05-21',
    '2027-05-21',
    '2027-06-21',
  ]);
});
