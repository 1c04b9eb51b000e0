import type { EventFeed } from '@assent/application';
import { createRecords, type Records } from '@assent/persistence';
import { asApi } from '../support/both-programs';
import { caseRecord, store } from '../record/records';
import { openSql, type Sql } from '../record/sql';
import { testDatabase, type TestDatabase } from '../support/services';

let database: TestDatabase;
let records: Records;
let first: Sql;
let second: Sql;
let caseId: string;
let feed: EventFeed;
let told: bigint;

beforeEach(async () => {
  database = await testDatabase();
  records = createRecords({ ...asApi(database.url), poolSize: 5 });
  [first, second] = await Promise.all([openSql(database.url), openSql(database.url)]);
  caseId = (await store(records.records, caseRecord())).id;
  feed = records.events;
  told = (await feed.progress()).settled;
});
afterEach(async () => {
  await Promise.all([first.close(), second.close(), records.close()]);
  await database.drop();
});

async function write(sql: Sql, type: string): Promise<void> {
  await sql.run(
    `INSERT INTO case_event (case_id, at, type, actor, role)
     VALUES ($1, '2026-11-22T15:00:00Z', $2, 'ivy', 'intake')`,
    [caseId, type],
  );
}

/** The types of what has come since it was asked last. */
async function news(): Promise<readonly string[]> {
  const { settled } = await feed.progress();
  const events = await feed.between(told, settled, 1_000);
  told = settled;
  return events.map(({ type }) => type);
}

test('reports events once, in order', async () => {
  await write(first, 'assigned');
  await write(second, 'released');
  expect(await news()).toEqual(['assigned', 'released']);
  expect(await news()).toEqual([]);
});

test('holds back an event while one with a lower id is not committed yet', async () => {
  await first.run('BEGIN');
  await write(first, 'assigned');
  await write(second, 'released');
  expect(await news()).toEqual([]);
  await first.run('COMMIT');
  expect(await news()).toEqual(['assigned', 'released']);
});

test('skips no event whose transaction started after that of a higher id', async () => {
  await second.run('BEGIN');
  await second.run('SELECT pg_current_xact_id()');
  await first.run('BEGIN');
  await write(first, 'assigned');
  await write(second, 'released');
  await second.run('COMMIT');
  expect(await news()).toEqual([]);
  await first.run('COMMIT');
  expect(await news()).toEqual(['assigned', 'released']);
});

test('continues past an event that was rolled back', async () => {
  await first.run('BEGIN');
  await write(first, 'assigned');
  await write(second, 'released');
  expect(await news()).toEqual([]);
  await first.run('ROLLBACK');
  expect(await news()).toEqual(['released']);
});

test('reports what is settled while others keep writing', async () => {
  await first.run('BEGIN');
  await write(first, 'assigned');
  expect(await news()).toEqual([]);
  await second.run('BEGIN');
  await write(second, 'released');
  await first.run('COMMIT');
  await news();
  await first.run('BEGIN');
  await write(first, 'snoozed');
  await second.run('COMMIT');
  expect(await news()).toEqual(['assigned']);
  await first.run('COMMIT');
  expect(await news()).toEqual(['released', 'snoozed']);
});

test('starts where no event can appear any more', async () => {
  await first.run('BEGIN');
  await write(first, 'assigned');
  await write(second, 'released');
  const other = createRecords({
    ...asApi(database.url),
    poolSize: 2,
  });
  const beginning = other.events.progress();
  await first.run('COMMIT');
  const { settled, highest } = await beginning;
  await other.close();
  expect(settled).toBe(highest);
});

test('misses nothing from many writers', async () => {
  const writers = await Promise.all(Array.from({ length: 8 }, () => openSql(database.url)));
  const heard: string[] = [];
  const progress: { isOver: boolean } = { isOver: false };
  const writing = Promise.all(
    writers.map(async (sql, writer) => {
      for (let turn = 0; turn < 25; turn += 1) {
        await sql.run('BEGIN');
        await write(sql, `${writer}-${turn}-a`);
        await write(sql, `${writer}-${turn}-b`);
        await sql.run(turn % 5 === 4 ? 'ROLLBACK' : 'COMMIT');
      }
    }),
  ).then(() => {
    progress.isOver = true;
  });
  while (!progress.isOver) heard.push(...(await news()));
  await writing;
  heard.push(...(await news()), ...(await news()));
  await Promise.all(writers.map((sql) => sql.close()));
  const kept = await first.run(`SELECT type FROM case_event WHERE type ~ '^\\d' ORDER BY id`);
  expect(heard).toEqual(kept.map(({ type }) => type));
  expect(kept).toHaveLength(8 * 20 * 2);
});
