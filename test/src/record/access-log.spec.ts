import { randomUUID } from 'node:crypto';
import { openDesk, type Desk } from '../support/desk';
import { openSql, type Sql } from './sql';

let desk: Desk;
let sql: Sql;

beforeAll(async () => {
  desk = await openDesk();
  sql = await openSql(desk.databaseUrl);
});
afterAll(async () => {
  await sql.close();
  await desk.close();
});

const entry = (at = new Date()) => ({
  id: randomUUID(),
  at,
  actor: 'pia',
  role: 'pharmacist' as const,
  operation: 'viewCase',
  outcome: 'shown' as const,
  purpose: 'payment' as const,
  cases: [randomUUID()],
  members: [],
  documents: [],
  letters: [],
  appeals: [],
  listed: null,
  address: '2001:db8::7',
  agent: 'Firefox 128',
});

const stored = (id: string) => desk.records.database.accessEntry.findUnique({ where: { id } });

test('keeps every part of an entry, and one that is added again as it was', async () => {
  const one = entry();
  await desk.records.accesses.add([one]);
  expect(await stored(one.id)).toEqual(one);
  await desk.records.accesses.add([{ ...one, actor: 'eve' }, entry()]);
  expect(await stored(one.id)).toEqual(one);
});

test('adds all entries of a batch, or none', async () => {
  const [good, bad] = [entry(), { ...entry(), operation: 'born 1961-02-03' }];
  await expect(desk.records.accesses.add([good, bad])).rejects.toThrow();
  expect(await stored(good.id)).toBeNull();
});

test.each([
  ['operation', `'Ada Example'`],
  ['outcome', `'Ada'`],
  ['purpose', `'Ada Example'`],
  ['agent', `'Ada Example, 1961'`],
  ['address', `'Ada'`],
  ['cases', `'{Ada}'`],
])('%s takes no words of a person', async (column, value) => {
  const refusal = await sql.refusalOf(
    `INSERT INTO access_entry SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), '${column}', ${value}))).* FROM access_entry e LIMIT 1`,
  );
  expect(refusal?.code).toMatch(/^(23514|22P02)$/);
});

test.each([
  `UPDATE access_entry SET actor = 'eve'`,
  `UPDATE access_entry SET at = now() WHERE false`,
  `DELETE FROM access_entry`,
  `TRUNCATE access_entry`,
])('refuses %s, also to the owner', async (statement) => {
  await desk.records.accesses.add([entry()]);
  expect(await sql.refusalOf(statement)).toMatchObject({ code: 'AS001' });
});

test('lets the owner delete what is older than six years, and nothing else', async () => {
  const day = 86_400_000;
  const old = entry(new Date(Date.now() - 6 * 366 * day));
  const kept = entry(new Date(Date.now() - 5 * 365 * day));
  await desk.records.accesses.add([old, kept]);
  await sql.run(`DELETE FROM access_entry WHERE at < now() - interval '6 years'`);
  expect([await stored(old.id), await stored(kept.id)]).toEqual([null, kept]);
});
