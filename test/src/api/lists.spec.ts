import {
  authorization,
  caseJson,
  casePage,
  reminderPage,
  type AuthorizationJson,
} from '@assent/contracts';
import { z } from 'zod';
import { MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { startApi, type ApiServer, type ShownCase } from './api-server';
import { bodyOf, send } from './bodies';

let api: ApiServer;
const bodies = {
  approved: bodyOf(MET),
  pending: bodyOf(ONE_MISSING),
  review: bodyOf(TOO_MANY_CAPSULES, { urgency: 'expedited' }),
  routed: bodyOf(MET, { lineOfBusiness: 'medicare-part-d' }),
};
const cases = new Map<string, ShownCase>();

beforeAll(async () => {
  api = await startApi();
  for (const [name, body] of Object.entries(bodies)) cases.set(name, (await send(api, body)).shown);
});
afterAll(() => api.stop());

function caseNamed(name: keyof typeof bodies): ShownCase {
  return caseJson.parse(cases.get(name));
}

function approval(): AuthorizationJson {
  return authorization.parse(caseNamed('approved').authorization);
}

const anyPage = z.object({ items: z.array(z.unknown()), nextCursor: z.string().nullable() });

async function page(path: string) {
  return anyPage.parse((await api.call('GET', path)).body);
}

async function casesAt(path: string): Promise<readonly ShownCase[]> {
  return casePage.parse((await api.call('GET', path)).body).items;
}

async function reminderDays(path: string): Promise<readonly number[]> {
  const { items } = reminderPage.parse((await api.call('GET', path)).body);
  return items.map(({ daysBefore }) => daysBefore);
}

async function names(path: string): Promise<string[]> {
  const ids = (await casesAt(path)).map(({ id }) => id);
  return [...cases].filter(([, { id }]) => ids.includes(id)).map(([name]) => name);
}

test('lists the soonest deadline first', async () => {
  const [first] = await casesAt('/v1/cases');
  expect(first?.id).toBe(caseNamed('review').id);
});

test.each([
  ['status=in-review', ['review']],
  ['status=in-review,approved', ['approved', 'review']],
  ['status=in-review&status=routed', ['review', 'routed']],
  ['stuck=true', []],
  ['stuck=false', ['approved', 'pending', 'review', 'routed']],
  ['dueBefore=2026-11-27', ['review']],
  ['dueBefore=2026-11-22T00:00:00Z', []],
  ['assignee=nobody', []],
  ['q=TM999999', []],
])('finds cases by `%s`', async (filter, expected) => {
  expect(await names(`/v1/cases?${filter}`)).toEqual(expected);
});

test('finds a case by its number and its member', async () => {
  const { number, request } = caseNamed('pending');
  expect(await names(`/v1/cases?q=${number}`)).toEqual(['pending']);
  expect(await names(`/v1/cases?q=${request.member.memberId}`)).toEqual(['pending']);
});

test.each(['/v1/cases', '/v1/reminders'])('reads %s page by page, each item once', async (list) => {
  const { items: whole } = await page(list);
  const paged: unknown[] = [];
  let next: string | null = `${list}?limit=1`;
  while (next !== null) {
    const { items, nextCursor } = await page(next);
    paged.push(...items);
    next = nextCursor === null ? null : `${list}?limit=1&cursor=${encodeURIComponent(nextCursor)}`;
  }
  expect(whole.length).toBeGreaterThan(1);
  expect(paged).toEqual(whole);
});

test('shows an authorization by its number', async () => {
  const { status, body } = await api.call('GET', `/v1/authorizations/${approval().number}`);
  expect({ status, body }).toEqual({ status: 200, body: approval() });
});

test.each([
  ['expiringBefore=2027-05-22', 1],
  ['expiringBefore=2027-05-21', 0],
  ['expiringBefore=2027-05-22T12:00:00Z', 1],
  ['status=active', 1],
  ['status=expired', 0],
  ['memberId=TM', 0],
])('finds authorizations by `%s`', async (filter, count) => {
  expect((await page(`/v1/authorizations?${filter}`)).items).toHaveLength(count);
});

test('finds an authorization however its number is typed', async () => {
  const { number } = approval();
  const { body } = await api.call('GET', `/v1/authorizations/${number.toLowerCase()}`);
  expect(authorization.parse(body).number).toBe(number);
});

test("finds a member's authorizations", async () => {
  const { items } = await page(`/v1/authorizations?memberId=${approval().memberId}`);
  expect(items).toEqual([approval()]);
});

test('lists renewal reminders that are due but not sent yet', async () => {
  const { items } = reminderPage.parse((await api.call('GET', '/v1/reminders')).body);
  const { number } = approval();
  expect(items.map(({ authorization, sentAt }) => [authorization, sentAt])).toEqual(
    items.map(() => [number, null]),
  );
  expect(items.map(({ daysBefore }) => daysBefore)).toEqual([60, 30, 14, 7]);
});

test.each([
  ['from=2027-04-21', [30, 14, 7]],
  ['from=2027-04-22', [14, 7]],
  ['to=2027-04-21', [60, 30]],
  ['to=2027-04-20', [60]],
  ['from=2027-04-21&to=2027-05-07', [30, 14]],
  ['from=2027-04-21T12:00:00Z&to=2027-04-21T12:00:00Z', [30]],
  ['from=2028-01-01', []],
])('lists the reminders of `%s`', async (filter, days) => {
  expect(await reminderDays(`/v1/reminders?${filter}`)).toEqual(days);
});
