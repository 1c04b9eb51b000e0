import { caseOf, databaseBefore, type DatabaseOfBefore } from './release-before';
import type { Sql } from './sql';

const RULE = '20261126000500_one_authorization';

let database: DatabaseOfBefore;
let sql: Sql;

/** An approved case of a member with its authorization, as the release before wrote them. */
async function authorized(
  number: string,
  { member = 'TM1', end = '2027-05-31', line = 'commercial', review = null as string | null },
): Promise<void> {
  const id = await caseOf(sql, number, { member, line, status: 'approved', type: 'initiation' });
  await sql.run(
    `INSERT INTO pa_authorization (number, version, status, case_id, member_id, drug,
       line_of_business, start_date, end_date, issued_at, dosing, warnings, continuation_case_id,
       next_step_at)
     VALUES ($1, 1, 'active', $2, $3, 'ixazomib', $4, $5::date - 181, $5, now(), '{}', '[]', $6,
       '2027-06-01')`,
    [number, id, member, line, end, review],
  );
  await sql.run(
    `INSERT INTO notice (id, kind, case_id, authorization_number, days_before, due_at)
     VALUES (gen_random_uuid(), 'renewal-reminder', $1, $2, 30, '2027-05-01')`,
    [id, number],
  );
}

const column = async (name: string, number: string) => {
  const [row] = await sql.run(`SELECT ${name} AS value FROM pa_authorization WHERE number = $1`, [
    number,
  ]);
  return row?.['value'] ?? null;
};
const remindersOf = async (number: string) =>
  (await sql.run(`SELECT FROM notice WHERE authorization_number = $1`, [number])).length;

beforeAll(async () => {
  database = await databaseBefore(RULE);
  ({ sql } = database);
  // Twins of the same days, of which one was renewed while their review was open.
  const shared = await caseOf(sql, 'SHARED');
  await authorized('AU-1', { review: shared });
  await authorized('AU-2', { review: shared });
  await authorized('AU-3', { end: '2027-11-29' });
  // One that waits in vain for the review of another line.
  const elsewhere = await caseOf(sql, 'ELSEWHERE', { member: 'TM2', line: 'medicare-advantage' });
  await authorized('AU-4', { member: 'TM2', review: elsewhere });
  await authorized('AU-5', { member: 'TM3' });
  await database.migrate();
});
afterAll(() => database.close());

it('keeps twins, marks all but the one that ends last, and applies the rule to all others', async () => {
  const marked = [];
  for (const number of ['AU-1', 'AU-2', 'AU-3', 'AU-4', 'AU-5']) {
    marked.push(await column('twin_of', number));
  }
  expect(marked).toEqual(['AU-2', null, null, null, null]);
});

it('joins a twin to the renewal of the other one, and sends no reminder of its end', async () => {
  const renewed = [await column('renewed_by', 'AU-1'), await column('renewed_by', 'AU-2')];
  expect(renewed).toEqual(['AU-3', 'AU-3']);
  expect([await remindersOf('AU-1'), await remindersOf('AU-2')]).toEqual([0, 0]);
  expect(await remindersOf('AU-3')).toBe(1);
});

it('gives an authorization its own review instead of that of another line of business', async () => {
  expect(await column('continuation_case_id', 'AU-4')).toBeNull();
  expect(await sql.run(`SELECT topic, subject FROM outbox`)).toEqual([
    { topic: 'authorization-restarted', subject: 'AU-4' },
  ]);
  expect(await column('version', 'AU-5')).toBe(1);
});

it('creates the member of each existing case once', async () => {
  const members = await sql.run(
    `SELECT member_id, family_name, search LIKE '% brandt%#tm1#' AS found FROM member ORDER BY member_id`,
  );
  expect(members).toEqual(
    ['TM1', 'TM2', 'TM3'].map((member) => ({
      member_id: member,
      family_name: 'Brandt',
      found: member === 'TM1',
    })),
  );
});
