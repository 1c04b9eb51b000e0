import { caseOf, databaseBefore, type DatabaseOfBefore } from './release-before';
import type { Sql } from './sql';

const COUNTS = '20261127010100_counts_from_indexes';

let database: DatabaseOfBefore;
let sql: Sql;

async function renewal(number: string, member: string, columns: string): Promise<void> {
  const id = await caseOf(sql, number, { member, type: 'continuation' });
  await sql.run(`UPDATE pa_case SET ${columns} WHERE id = $1`, [id]);
}

beforeAll(async () => {
  database = await databaseBefore(COUNTS);
  ({ sql } = database);
  const approved = await caseOf(sql, 'ORIGIN', { status: 'approved', type: 'initiation' });
  await sql.run(
    `INSERT INTO pa_authorization (number, version, status, case_id, member_id, drug,
       line_of_business, start_date, end_date, issued_at, dosing, warnings)
     VALUES ('AU-1', 1, 'active', $1, 'TM1', 'ixazomib', 'commercial', '2026-12-01', '2027-05-31',
       now(), '{}', '[]')`,
    [approved],
  );
  await renewal('RUNNING', 'TM1', `renews = 'AU-1'`);
  await renewal('LAPSED', 'TM2', `without_cover_since = '2026-11-20'`);
  await renewal('ALONE', 'TM3', 'renews = NULL');
  await database.migrate();
});
afterAll(() => database.close());

it('an existing open renewal shows when coverage ends or ended', async () => {
  const rows = await sql.run(
    `SELECT number, cover_ends_on::text AS day FROM pa_case WHERE closed_at IS NULL ORDER BY number`,
  );
  expect(rows).toEqual([
    { number: 'PA-ALONE', day: null },
    { number: 'PA-LAPSED', day: '2026-11-19' },
    { number: 'PA-RUNNING', day: '2027-05-31' },
  ]);
});
