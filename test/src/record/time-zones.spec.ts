import { databaseUrlOf } from '@assent/local';
import { createRecords, type Records } from '@assent/persistence';
import { recordsOfBoth } from '../support/both-programs';
import { testDatabase, type TestDatabase } from '../support/services';
import { caseRecord, change, noticeOf, store } from './records';
import { openSql, type Sql } from './sql';

/** Around the clock changes of New York, and through the hours in which its date lags behind UTC. */
const INSTANTS = [
  '2026-03-08T06:59:59.999Z',
  '2026-03-08T07:00:00.000Z',
  '2026-11-01T05:30:00.000Z',
  '2026-11-01T06:30:00.000Z',
  '2026-11-22T03:04:05.678Z',
  '1958-03-09T00:00:00.001Z',
].map((text) => new Date(text));

let database: TestDatabase;
let sql: Sql;
let records: Records;

beforeAll(async () => {
  database = await testDatabase();
  sql = await openSql(database.url);
  await sql.run(
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone = %L',
       current_database(), 'America/New_York'); END $$`,
  );
  records = recordsOfBoth(database.url, 2);
});
afterAll(async () => {
  await Promise.all([sql.close(), records.close()]);
  await database.drop();
});

describe('on a server whose sessions start in New York', () => {
  it('a session of the database is in UTC', async () => {
    const [row] = await records.database.$queryRaw<{ zone: string }[]>`
      SELECT current_setting('timezone') AS zone`;
    expect(row).toEqual({ zone: 'UTC' });
  });

  it('a session of the database is in UTC even if its address has options of its own', async () => {
    const databaseUrl = `${databaseUrlOf('assent_api', database.url)}?options=-c%20search_path%3Dpublic`;
    const other = createRecords({ databaseUrl, poolSize: 1 });
    const [row] = await other.database.$queryRaw<{ zone: string }[]>`
      SELECT current_setting('timezone') AS zone`;
    await other.close();
    expect(row).toEqual({ zone: 'UTC' });
  });

  it.each(INSTANTS)('%p is stored as that instant, and read back unchanged', async (instant) => {
    const record = caseRecord({ receivedAt: instant, dueAt: instant });
    await store(records.records, record);
    const [row] = await sql.run(
      'SELECT extract(epoch FROM due_at)::float * 1000 AS ms FROM pa_case WHERE id = $1',
      [record.id],
    );
    expect(Math.round(Number(row?.['ms']))).toBe(instant.getTime());
    expect(await records.records.case(record.id)).toEqual(record);
  });

  it.each(INSTANTS)('%p limits the worklist to the millisecond', async (instant) => {
    const assignee = instant.toISOString();
    await store(records.records, caseRecord({ dueAt: instant, assignee }));
    const until = async (dueBefore: Date) =>
      (await records.records.cases({ assignee, dueBefore, limit: 2 })).items.length;
    expect([await until(instant), await until(new Date(instant.getTime() + 1))]).toEqual([0, 1]);
  });

  it.each(INSTANTS)('a letter due at %p is sent at that instant', async (dueAt) => {
    const record = caseRecord();
    await store(records.records, record, { notices: [noticeOf(record, { dueAt })] });
    const takenBy = async (instant: Date) =>
      (await records.notices.take(instant, 100)).some(({ caseId }) => caseId === record.id);
    const early = new Date(dueAt.getTime() - 1);
    expect([await takenBy(early), await takenBy(dueAt)]).toEqual([false, true]);
  });

  it('calendar dates stay unchanged', async () => {
    const record = caseRecord({ asOf: '2026-11-01', requestedStart: '2026-03-08' });
    await store(records.records, record);
    const withoutCoverSince = '2027-03-14';
    await records.records.commit(change({ changed: { ...record, version: 2, withoutCoverSince } }));
    expect(await records.records.case(record.id)).toEqual({
      ...record,
      version: 2,
      withoutCoverSince,
    });
  });
});
