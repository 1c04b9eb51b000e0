import { caseOf, databaseBefore, type DatabaseOfBefore } from './release-before';
import type { Sql } from './sql';

const SEARCH = '20261126000700_search';
const COMPOSED = 'N\u00FA\u00F1ez';
const DECOMPOSED = COMPOSED.normalize('NFD');

let database: DatabaseOfBefore;
let sql: Sql;

beforeAll(async () => {
  database = await databaseBefore(SEARCH);
  ({ sql } = database);
  await caseOf(sql, 'SIGNS', { member: 'TM\u200B1\u2060', familyName: `${DECOMPOSED}\u00AD` });
  await caseOf(sql, 'PLAIN', { member: 'TM2' });
  await caseOf(sql, 'TWIN', { member: 'TM\u200E2' });
  await caseOf(sql, 'BLANK', { member: 'TM3', familyName: '\u200B' });
  await database.migrate();
});
afterAll(() => database.close());

async function kept(number: string): Promise<unknown> {
  const [row] = await sql.run(`SELECT member_id, family_name FROM pa_case WHERE number = $1`, [
    `PA-${number}`,
  ]);
  return row;
}

it('removes invisible characters, and combines accents with their letters', async () => {
  expect(await kept('SIGNS')).toEqual({ member_id: 'TM1', family_name: COMPOSED });
  expect(await sql.run(`SELECT family_name FROM member WHERE member_id = 'TM1'`)).toEqual([
    { family_name: COMPOSED },
  ]);
});

it('leaves an open case unchanged if its member already has another one of the kind', async () => {
  expect(await kept('PLAIN')).toMatchObject({ member_id: 'TM2' });
  expect(await kept('TWIN')).toMatchObject({ member_id: 'TM\u200E2' });
});

it('keeps a name that consists of such characters, since a name is never empty', async () => {
  expect(await kept('BLANK')).toMatchObject({ family_name: '\u200B' });
});

it('makes every existing case searchable', async () => {
  const [row] = await sql.run(`SELECT search FROM pa_case WHERE number = 'PA-SIGNS'`);
  expect(row?.['search']).toMatch(/ nunez.*#tm1#/);
});
