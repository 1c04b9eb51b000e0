import { authorization, caseJson, clockAnswer, reminderPage } from '@assent/contracts';
import { addDays } from '@assent/domain';
import { clerkAt, tourFile, type Clerk } from './clerk';
import { startStack, type RunningStack } from './running-stack';

let stack: RunningStack;
let clerk: Clerk;

beforeAll(async () => {
  stack = await startStack('sandbox');
  clerk = await clerkAt(stack);
}, 120_000);
afterAll(async () => {
  await stack.stop();
  stack.remove();
});

async function moveTo(date: string): Promise<void> {
  const to = `${date}T12:00:00.000Z`;
  expect((await clerk.moveTo(to)) >= to).toBe(true);
}

async function caseOf(id: string) {
  return caseJson.parse(await clerk.call('GET', `/v1/cases/${id}`));
}

async function authorizationOf(number: string) {
  return authorization.parse(await clerk.call('GET', `/v1/authorizations/${number}`));
}

async function daysReminded(number: string): Promise<(number | null)[]> {
  const page = reminderPage.parse(await clerk.call('GET', '/v1/reminders?limit=200'));
  return page.items
    .filter((reminder) => reminder.authorization === number && reminder.sentAt !== null)
    .map(({ daysBefore }) => daysBefore);
}

/** Answers the renewal review of an authorization, and returns the authorization that follows. */
async function renewed(number: string) {
  const { continuationCaseId } = await authorizationOf(number);
  const review = await caseOf(continuationCaseId ?? 'none');
  expect(review.status).toBe('pending-information');
  expect(review.missing.map(({ fact }) => fact)).toEqual([
    'beneficialResponse.achieved',
    'beneficialResponse.evidence',
  ]);
  const facts = { beneficialResponse: { achieved: true, evidence: 'M-protein fell by half' } };
  const answered = await clerk.call('POST', `/v1/cases/${review.id}/information`, { facts });
  return caseJson.parse(answered).authorization;
}

it('says at the address of the web interface that its Temporal has none', async () => {
  const page = await fetch(stack.addresses.temporalUi);
  expect(await page.text()).toContain('no web interface');
});

it('takes the time that it reported as now', async () => {
  const { now } = clockAnswer.parse(await clerk.call('GET', '/dev/clock'));
  expect((await clerk.moveTo(now)) >= now).toBe(true);
});

it('takes a member through approval, reminders, renewal without a gap, and the next year', async () => {
  const opened = caseJson.parse(await clerk.call('POST', '/v1/cases', tourFile('request.json')));
  expect(opened.missing.map(({ fact, need }) => [fact, need])).toEqual([
    ['priorTherapies', 'required'],
  ]);
  const answer = tourFile('answer.json');
  const approved = caseJson.parse(
    await clerk.call('POST', `/v1/cases/${opened.id}/information`, answer),
  );
  const first = authorization.parse(approved.authorization);

  const reminders: (number | null)[][] = [];
  for (const daysBefore of [61, 60, 30, 14, 7]) {
    await moveTo(addDays(first.period.end, -daysBefore));
    reminders.push(await daysReminded(first.number));
  }
  expect(reminders).toEqual([[], [60], [60, 30], [60, 30, 14], [60, 30, 14, 7]]);

  const second = authorization.parse(await renewed(first.number));
  expect(second.period.start).toBe(addDays(first.period.end, 1));

  await moveTo(addDays(second.period.end, -59));
  expect((await authorizationOf(first.number)).status).toBe('expired');
  const third = authorization.parse(await renewed(second.number));
  expect(third.period.start).toBe(addDays(second.period.end, 1));

  await moveTo(addDays(third.period.end, 2));
  const review = await caseOf((await authorizationOf(third.number)).continuationCaseId ?? 'none');
  expect((await authorizationOf(third.number)).status).toBe('expired');
  expect([review.status, review.withoutCoverSince]).toEqual([
    'in-review',
    addDays(third.period.end, 1),
  ]);
}, 120_000);
