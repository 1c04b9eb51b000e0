import { until } from '@assent/local';
import { allowances, localIssuer, verificationKeys } from '@assent/api';
import { RecordUnavailable } from '@assent/application';
import { logger } from '@assent/platform';
import { createHash } from 'node:crypto';
import { openDesk, type Desk } from '../support/desk';
import { signingKey, startApi, type ApiServer } from './api-server';

const LIMITS = {
  requestsPerMinute: 6,
  badTokensPerMinute: 4,
  callsAtOnce: 1_000,
  callsInProgress: 10_000,
  streamsPerPerson: 100,
  bodySeconds: 30,
  answerSeconds: 30,
};
const key = signingKey();
const PARTIES = { issuer: 'urn:test:issuer', audience: 'assent' };
const tokens = {
  ...PARTIES,
  keys: verificationKeys({ kind: 'development', privateKey: key }),
};
const issue = localIssuer(key, PARTIES);

/** Behind a proxy that names the caller, so that a test can be anyone. */
const options = { tokens, limits: LIMITS, trustedProxies: ['127.0.0.1'] };

/** What the other process would allow by itself, and what it may if it hears of the first, with time to spare. */
const ALONE = 40;
const MOST = 30;
const ofOther = { ...LIMITS, requestsPerMinute: ALONE, badTokensPerMinute: ALONE };

let desk: Desk;
let apis: readonly [ApiServer, ApiServer];
beforeAll(async () => {
  desk = await openDesk();
  apis = [await startApi(options, desk), await startApi({ ...options, limits: ofOther }, desk)];
});
afterAll(async () => {
  await apis[1].close();
  await apis[0].stop();
});

type Headers = Readonly<Record<string, string>>;

async function statusAt(api: ApiServer, headers: Headers, path = '/v1/session') {
  const answer = await fetch(`${api.url}${path}`, { headers });
  await answer.body?.cancel();
  return answer.status;
}

async function as(subject: string): Promise<Headers> {
  return { authorization: `Bearer ${await issue(subject, 'intake')}` };
}

/** Calls until it is refused; an error if it never is. */
async function used(api: ApiServer, headers: Headers, path?: string): Promise<number> {
  for (let calls = 0; calls <= LIMITS.requestsPerMinute; calls += 1) {
    if ((await statusAt(api, headers, path)) === 429) return calls;
  }
  throw new Error('no call was refused');
}

/** When all processes can know that a caller has used up what they are allowed at the first. */
const isShared = (caller: string) =>
  until(
    async () => {
      const row = await rowOf(caller);
      return row !== null && row.usedUntil.getTime() - Date.now() > 40_000;
    },
    { timeoutMs: 30_000 },
  );

const rowOf = (caller: string) =>
  desk.records.database.usedAllowance.findFirst({
    where: { key: createHash('sha256').update(caller).digest('hex') },
  });

/** How many calls the other process accepts: the first one tells it what was used elsewhere. */
async function acceptedAtOther(caller: string, headers: Headers, path?: string): Promise<number> {
  expect(await isShared(caller)).toBe(true);
  const before = (await rowOf(caller))?.usedUntil.getTime() ?? 0;
  const isHeard = async () => ((await rowOf(caller))?.usedUntil.getTime() ?? 0) > before;
  for (let accepted = 0; accepted < ALONE; accepted += 1) {
    if ((await statusAt(apis[1], headers, path)) === 429) return accepted;
    if (accepted === 0) await until(isHeard, { timeoutMs: 30_000 });
  }
  return ALONE;
}

test('a person who has used up their calls at one process has none at another', async () => {
  const person = await as('ana');
  expect(await used(apis[0], person)).toBe(LIMITS.requestsPerMinute);
  expect(await acceptedAtOther('calls of ana', person)).toBeLessThan(MOST);
  const refused = await fetch(`${apis[1].url}/v1/session`, { headers: person });
  expect([refused.status, refused.headers.get('content-type')]).toEqual([
    429,
    'application/problem+json',
  ]);
  expect(await refused.json()).toMatchObject({ code: 'too-many-requests', status: 429 });
  const wait = Number(refused.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(120);
  expect(await statusAt(apis[1], await as('bo'))).toBe(200);
});

test('invalid tokens of an address are counted at all processes together', async () => {
  const bad = { authorization: 'Bearer x.y.z', 'x-forwarded-for': '203.0.113.7' };
  const statuses: number[] = [];
  for (let call = 0; call < 5; call += 1) statuses.push(await statusAt(apis[0], bad));
  expect(statuses).toEqual([401, 401, 401, 401, 429]);
  expect(await acceptedAtOther('bad tokens from 203.0.113.7', bad)).toBeLessThan(MOST);
  expect(await statusAt(apis[1], { ...bad, 'x-forwarded-for': '203.0.113.8' })).toBe(401);
  expect(await statusAt(apis[1], { ...(await as('cy')), 'x-forwarded-for': '203.0.113.7' })).toBe(
    200,
  );
});

test('calls without sign-in are counted by address, in IPv6 by network, and health never is', async () => {
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const PUBLIC = '/v1/sign-in';
  expect(await used(apis[0], from('2001:db8:1:2::1'), PUBLIC)).toBe(LIMITS.requestsPerMinute);
  expect(await statusAt(apis[0], from('2001:db8:1:2:ffff::9'), PUBLIC)).toBe(429);
  expect(await statusAt(apis[0], from('2001:db8:1:3::1'), PUBLIC)).toBe(200);
  const accepted = await acceptedAtOther(
    'calls from 2001:db8:1:2',
    from('2001:db8:1:2::1'),
    PUBLIC,
  );
  expect(accepted).toBeLessThan(MOST);
  for (let call = 0; call < 20; call += 1) {
    expect(await statusAt(apis[0], from('2001:db8:1:2::1'), '/healthz')).toBe(200);
  }
});

describe('while the database is away', () => {
  const away = {
    add: () => Promise.reject(new RecordUnavailable('the database cannot be reached')),
    sweep: () => Promise.resolve(0),
  };

  test('each process limits by itself, and no call fails because of it', async () => {
    const alone = allowances(
      { usedAllowances: away, log: logger('api', 'silent') },
      { interval: 1, sweep: 60_000 },
    );
    const api = await startApi({ ...options, allowances: alone }, desk);
    const person = await as('dee');
    expect(await used(api, person)).toBe(LIMITS.requestsPerMinute);
    await api.close();
  });

  test('what was used is added once it is back', async () => {
    let isAway = true;
    const { usedAllowances } = desk.records;
    const store = {
      ...usedAllowances,
      add: (given: Parameters<typeof usedAllowances.add>[0]) =>
        isAway ? away.add() : usedAllowances.add(given),
    };
    const log = logger('api', 'silent');
    const here = allowances({ usedAllowances: store, log }, { interval: 5, sweep: 60_000 });
    const there = allowances({ usedAllowances, log }, { interval: 5, sweep: 60_000 });
    expect([here.use('eli', 2), here.use('eli', 2)]).toEqual([0, 0]);
    expect(here.use('eli', 2)).toBeGreaterThan(0);
    isAway = false;
    expect(
      await until(() => Promise.resolve(there.use('eli', 100) > 0), { timeoutMs: 10_000 }),
    ).toBe(true);
    await Promise.all([here.stop(), there.stop()]);
  });
});

test('what processes add at the same time is all counted', async () => {
  const { usedAllowances, database } = desk.records;
  const keys = Array.from({ length: 20 }, (_, number) => String(number).padStart(64, '0'));
  const batch = keys.map((key) => ({ key, milliseconds: 10_000 }));
  const began = Date.now();
  await Promise.all(
    Array.from({ length: 10 }, (_, turn) =>
      usedAllowances.add(turn % 2 === 0 ? batch : [...batch].reverse()),
    ),
  );
  const rows = await database.usedAllowance.findMany({ where: { key: { in: keys } } });
  expect(rows).toHaveLength(keys.length);
  for (const { usedUntil } of rows) {
    expect(usedUntil.getTime() - began).toBeGreaterThanOrEqual(100_000);
  }
  await database.usedAllowance.updateMany({ data: { usedUntil: new Date(0) } });
  expect(await usedAllowances.sweep()).toBeGreaterThanOrEqual(keys.length);
  expect(await database.usedAllowance.count()).toBe(0);
});
