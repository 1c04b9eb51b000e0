import { caseOf, databaseBefore, type DatabaseOfBefore } from './release-before';
import type { Sql } from './sql';

const TURNS = '20261126001300_member_turns';

let database: DatabaseOfBefore;
let sql: Sql;

/** A case whose name was taken over for the member, as the previous release always did. */
async function named(number: string, member: string, givenName: string, held = false) {
  const id = await caseOf(sql, number, { member, line: number });
  await sql.run(`UPDATE pa_case SET given_name = $2, holds = $3 WHERE id = $1`, [
    id,
    givenName,
    held ? '[{"id": "another-person"}]' : '[]',
  ]);
  await sql.run(`UPDATE member SET given_name = $2 WHERE member_id = $1`, [member, givenName]);
}

beforeAll(async () => {
  database = await databaseBefore(TURNS);
  ({ sql } = database);
  await named('1', 'TM1', 'Ana');
  await named('2', 'TM1', 'Zoe', true);
  await named('3', 'TM2', 'Ana');
  await named('4', 'TM2', 'Anna');
  await named('5', 'TM3', 'Zoe', true);
  await database.migrate();
});
afterAll(() => database.close());

it('members whose name came from a held request of another person get their own name back', async () => {
  expect(
    await sql.run(
      `SELECT member_id, given_name, search LIKE '% zoe%' AS as_zoe FROM member ORDER BY member_id`,
    ),
  ).toEqual([
    { member_id: 'TM1', given_name: 'Ana', as_zoe: false },
    { member_id: 'TM2', given_name: 'Anna', as_zoe: false },
    { member_id: 'TM3', given_name: 'Zoe', as_zoe: false },
  ]);
});
