import { EVERY_LINE, type Reader } from '@assent/application';
import { accessTo, rolesFor } from '@assent/contracts';
import { createRecords, currentReader, readAs, type Records } from '@assent/persistence';
import { startApi, type ApiServer } from '../api/api-server';
import { asApi } from '../support/both-programs';
import { openDesk, type Desk } from '../support/desk';
import { TOO_MANY_CAPSULES } from '../support/facts';
import { opened } from '../support/requests';
import { APART, countsIn, listed, LISTS, OF_ONE_CASE, sendAbout, type AskedMember } from './calls';
import { ME, NOT_MINE, sceneOf, type Scene } from './scene';

/*
 * The API lets everyone through: the tokens name no lines of business, so neither the guard of cases
 * nor a filter of a list leaves anything out. Only Postgres is told that the reader has some.
 */

let desk: Desk;
let records: Records;
let api: ApiServer;
let foreign: Scene;
let ajar: Scene;
let member: AskedMember;
let secrets: readonly string[];
/** Who Postgres is told. */
let limited: Reader;

beforeAll(async () => {
  desk = await openDesk();
  foreign = await sceneOf(desk, 'own-line');
  ajar = await sceneOf(desk, 'opened-with-reason');
  const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
  const { memberId } = record.member;
  const { id } = await desk.records.database.member.findUniqueOrThrow({ where: { memberId } });
  member = { id, memberId };
  secrets = [...foreign.secrets, ...foreign.caseIds, record.id, record.number];
  // As the API opens it: what does not say who reads is an error.
  records = createRecords({ ...asApi(desk.databaseUrl), poolSize: 10, reader: currentReader });
  limited = { lines: NOT_MINE, person: 'omar', at: await desk.clock.now() };
  api = await startApi(
    { readAs: (reader, run) => readAs(reader === EVERY_LINE ? limited : reader, run) },
    { ...desk, records, ports: { ...desk.ports, records: records.records } },
  );
}, 180_000);
afterAll(async () => {
  await api.close();
  await records.close();
  await desk.close();
});

const tokenIn = (role: string) => api.authorization(role);

const foundIn = (text: string, sought = secrets) => sought.filter((each) => text.includes(each));

describe('a case of another line of business', () => {
  test.each(OF_ONE_CASE.map((operation) => [operation.id, operation] as const))(
    'is not there for %s',
    async (_, operation) => {
      for (const role of rolesFor(accessTo(operation))) {
        const answer = await sendAbout(api, operation, foreign, await tokenIn(role));
        const text = await answer.text();
        const asked = Object.values(foreign.ids);
        const others = secrets.filter((secret) => !asked.includes(secret));
        expect([role, answer.status, foundIn(text, others)]).toEqual([
          role,
          expect.any(Number),
          [],
        ]);
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
        if (operation.method === 'GET') expect(answer.status).toBe(404);
      }
    },
  );

  test.each(LISTS.filter(({ id }) => !APART.includes(id)).map((each) => [each.id, each] as const))(
    'is neither shown nor counted by %s',
    async (_, operation) => {
      const text = await listed(api, operation, member, tokenIn);
      expect(foundIn(text, [...secrets, member.memberId])).toEqual([]);
      expect(countsIn(text).filter((count) => count > 0)).toEqual([]);
    },
  );

  test('is not the next one', async () => {
    const answer = await api.call('POST', '/v1/cases/next', { role: 'medical-director', body: {} });
    expect(answer.problem.code).toBe('no-case-waits');
  });

  test('is in no calendar', async () => {
    const { body } = await api.call('POST', '/v1/calendar-feed');
    const answer = await fetch(`${api.url}${(body as { path: string }).path}`);
    const text = await answer.text();
    expect(text).toContain('BEGIN:VCALENDAR');
    expect(text).not.toContain('BEGIN:VEVENT');
  });

  test('takes no step in a batch, and no letter of it is printed', async () => {
    const body = { ids: foreign.caseIds, action: 'release', preview: false };
    const batch = await api.call('POST', '/v1/cases/batch', { body });
    const notThere = { number: null, ok: false, code: 'case-not-found' };
    expect(batch.body).toMatchObject({ items: foreign.caseIds.map(() => notThere) });
    const letters = await api.call('GET', `/v1/letters/pdf?ids=${foreign.ids.letter}`);
    expect(letters.status).toBe(404);
  });
});

describe('a case that was opened with a reason', () => {
  beforeAll(async () => {
    limited = { lines: NOT_MINE, person: ME, at: await desk.clock.now() };
  });

  /** The scene has no document, and its letter was not written yet. */
  const NOT_THERE = ['downloadDocument', 'readLetter'];
  const READS = OF_ONE_CASE.filter(({ id, method }) => method === 'GET' && !NOT_THERE.includes(id));

  test.each(READS.map((operation) => [operation.id, operation] as const))(
    'is there for %s',
    async (_, operation) => {
      const [role = ''] = rolesFor(accessTo(operation));
      const answer = await sendAbout(api, operation, ajar, await tokenIn(role));
      await answer.body?.cancel();
      expect(answer.status).not.toBe(404);
      expect(answer.status).toBeLessThan(500);
    },
  );

  test('takes commands', async () => {
    const path = `/v1/cases/${ajar.ids.case}/peer-to-peer`;
    expect((await api.call('GET', path, { role: 'pharmacist' })).status).toBe(200);
    const claimed = await api.call('POST', `/v1/cases/${ajar.ids.case}/claim`, {
      role: 'pharmacist',
      body: {},
    });
    expect(claimed.problem.code).toBe('case-closed');
  });
});
