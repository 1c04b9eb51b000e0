import { reconcile } from '@assent/application';
import { Client } from 'pg';
import { caseRecord, store } from '../record/records';
import { ALL_AT_REST } from '../support/all-at-rest';
import { openDesk, type Desk } from '../support/desk';

/** More than one statement looks at, or one transaction writes. */
const COPIES = 1_200;
const HOUR = 3_600_000;

let desk: Desk;
let check: () => Promise<unknown>;

beforeAll(async () => {
  desk = await openDesk();
  const { records, clock } = desk.ports;
  const now = await clock.now();
  const { id } = await store(
    records,
    caseRecord({
      receivedAt: new Date(now.getTime() - 72 * HOUR),
      dueAt: new Date(now.getTime() - HOUR),
    }),
  );
  await desk.records.database.$executeRaw`
    INSERT INTO pa_case SELECT copy.* FROM pa_case c, generate_series(1, ${COPIES}::int) place,
      jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(),
        'number', 'PA-COPY-' || place, 'member_id', 'COPY' || place)) copy
    WHERE c.id = ${id}::uuid`;
  check = reconcile({
    ...desk.ports,
    stuck: desk.records.stuck,
    workflows: ALL_AT_REST,
    looks: new Map(),
  });
});
afterAll(() => desk.close());

const late = () => desk.records.database.stuck.count({ where: { cause: 'deadline-missed' } });

async function writesOf(call: () => Promise<unknown>): Promise<number> {
  const query = jest.spyOn(Client.prototype, 'query');
  await call();
  const sent = query.mock.calls.map(([statement]) => JSON.stringify(statement));
  query.mockRestore();
  return sent.filter((each) => /INSERT INTO stuck|DELETE FROM stuck/.test(each)).length;
}

it('a check finds all late cases among many, and stores each blocker', async () => {
  await check();
  expect(await late()).toBe(COPIES + 1);
});

it('a check that finds the same as before writes no blocker', async () => {
  expect(await writesOf(check)).toBe(0);
});

it('a check rewrites what is stored differently', async () => {
  const { database } = desk.records;
  await database.$executeRaw`UPDATE stuck SET detail = 'It is late.' WHERE case_id IN (
    SELECT case_id FROM stuck ORDER BY case_id LIMIT 2)`;
  await check();
  expect(await database.stuck.count({ where: { detail: 'It is late.' } })).toBe(0);
});

it('a check removes everything that is gone', async () => {
  const { database, stuck } = desk.records;
  await database.$executeRaw`UPDATE pa_case SET due_at = due_at + interval '90 days'`;
  await check();
  expect(await late()).toBe(0);
  expect((await stuck.lastCheck()).at).toEqual(await desk.clock.now());
});
