import { openDesk, type Desk } from '../support/desk';
import { MET } from '../support/facts';
import { opened } from '../support/requests';
import { openSql, type Sql } from './sql';

let desk: Desk;
let sql: Sql;

beforeAll(async () => {
  desk = await openDesk();
  sql = await openSql(desk.databaseUrl);
  await opened(desk.ports, { facts: MET });
});
afterAll(async () => {
  await sql.close();
  await desk.close();
});

const count = async (table: string): Promise<unknown> =>
  (await sql.run(`SELECT count(*)::int AS rows FROM ${table}`))[0]?.['rows'];

describe.each(['case_event', 'audit_entry'])('%s', (table) => {
  it.each([
    `UPDATE ${table} SET actor = 'nobody'`,
    `UPDATE ${table} SET at = now() WHERE false`,
    `DELETE FROM ${table}`,
    `DELETE FROM ${table} WHERE id = (SELECT min(id) FROM ${table})`,
    `TRUNCATE ${table}`,
    `TRUNCATE ${table} RESTART IDENTITY CASCADE`,
    `INSERT INTO ${table} SELECT * FROM ${table} ON CONFLICT (id) DO UPDATE SET actor = 'nobody'`,
  ])('refuses %s', async (statement) => {
    const before = await count(table);
    expect(await sql.refusalOf(statement)).toMatchObject({ code: 'AS001' });
    expect(await count(table)).toBe(before);
  });
});

it('keeps the timeline even if the cases are truncated with CASCADE', async () => {
  const before = await count('case_event');
  expect(await sql.refusalOf('TRUNCATE pa_case CASCADE')).toMatchObject({ code: 'AS001' });
  expect([before, await count('case_event')]).toEqual([expect.any(Number), before]);
});
