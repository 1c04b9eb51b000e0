import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { authorization, caseJson, reminderPage, tokenAnswer } from '@assent/contracts';
import { addDays } from '@assent/domain';
import { z } from 'zod';
import { PROJECT, startStack, type RunningStack } from './running-stack';

let stack: RunningStack;
let token = '';

beforeAll(async () => {
  stack = await startStack('sandbox');
  const body = { role: 'intake', subject: 'clerk' };
  token = tokenAnswer.parse(await call('POST', '/dev/token', body)).token;
}, 120_000);
afterAll(async () => {
  await stack.stop();
  stack.remove();
});

async function call(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${stack.addresses.api}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'idempotency-key': `${method} ${path} ${JSON.stringify(body)}`.slice(0, 60),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
  return answer;
}

const clock = z.strictObject({ now: z.iso.datetime() });

async function moveTo(date: string): Promise<void> {
  const to = `${date}T12:00:00Z`;
  const { now } = clock.parse(await call('POST', '/dev/clock', { to }));
  expect(now >= to.replace('Z', '.000Z')).toBe(true);
}

function tourFile(name: string): unknown {
  return JSON.parse(readFileSync(join(PROJECT, 'docs/tour', name), 'utf8'));
}

async function caseOf(id: string) {
  return caseJson.parse(await call('GET', `/v1/cases/${id}`));
}

async function authorizationOf(number: string) {
  return authorization.parse(await call('GET', `/v1/authorizations/${number}`));
}

async function daysReminded(number: string): Promise<(number | null)[]> {
  const page = reminderPage.parse(await call('GET', '/v1/reminders?limit=200'));
  return page.items
    .filter((reminder) => reminder.authorization === number && reminder.sentAt !== null)
    .map(({ daysBefore }) => daysBefore);
}

/** Answers the continuation review of an authorization, and gives the one that follows. */
async function renewed(number: string) {
  const { continuationCaseId } = await authorizationOf(number);
  const review = await caseOf(continuationCaseId ?? 'none');
  expect(review.status).toBe('pending-information');
  expect(review.missing.map(({ fact }) => fact)).toEqual([
    'beneficialResponse.achieved',
    'beneficialResponse.evidence',
  ]);
  const facts = { beneficialResponse: { achieved: true, evidence: 'M-protein fell by half' } };
  const answered = await call('POST', `/v1/cases/${review.id}/information`, { facts });
  return caseJson.parse(answered).authorization;
}

it('lives a member through approval, reminders, renewal without a gap, and the next year', async () => {
  const opened = caseJson.parse(await call('POST', '/v1/cases', tourFile('request.json')));
  expect(opened.missing.map(({ fact, need }) => [fact, need])).toEqual([
    ['priorTherapies', 'required'],
  ]);
  const answer = tourFile('answer.json');
  const approved = caseJson.parse(await call('POST', `/v1/cases/${opened.id}/information`, answer));
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
