import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecordUnavailable, type TakenNotice } from '@assent/application';
import { databaseUrlOf, signalProcess, startPostgres, until, type Postgres } from '@assent/local';
import { createRecords, migrate, plannedWork, type Records } from '@assent/persistence';
import { asApi } from '../support/both-programs';
import { testDatabase } from '../support/services';
import { caseRecord, change, noticeOf, store } from './records';
import { recordsOfBoth } from '../support/both-programs';
import { openSql } from './sql';

const NOW = new Date('2026-11-22T15:00:00Z');

const KIND = {
  memberId: 'TM1',
  drug: 'ixazomib',
  requestType: 'initiation',
  lineOfBusiness: 'commercial',
} as const;

/** Every way to reach the record. */
const calls: readonly [string, (records: Records) => Promise<unknown>][] = [
  ['commit', ({ records }) => records.commit(change({ opened: caseRecord() }))],
  ['case', ({ records }) => records.case(caseRecord().id)],
  ['shownCase', ({ records }) => records.shownCase(caseRecord().id)],
  ['events', ({ records }) => records.events(caseRecord().id)],
  ['openCase', ({ records }) => records.openCase(KIND)],
  ['openCasesOf', ({ records }) => records.openCasesOf('TM1', 'ixazomib')],
  ['deniedCases', ({ records }) => records.deniedCases(KIND.memberId, KIND.drug)],
  ['command', ({ records }) => records.command('key')],
  ['cases', ({ records }) => records.cases({ limit: 1 })],
  ['knownEmail', ({ records }) => records.knownEmail('1234567893')],
  ['appeal', ({ records }) => records.appeal(caseRecord().id)],
  ['appealsOfCase', ({ records }) => records.appealsOfCase(caseRecord().id)],
  ['appeals', ({ records }) => records.appeals({ limit: 1 })],
  ['authorization', ({ records }) => records.authorization('AU-1')],
  ['authorizationOfCase', ({ records }) => records.authorizationOfCase(caseRecord().id)],
  ['authorizationsNumbered', ({ records }) => records.authorizationsNumbered(['AU-1'])],
  ['authorizationsOfCases', ({ records }) => records.authorizationsOfCases([caseRecord().id])],
  ['authorizationsOf', ({ records }) => records.authorizationsOf('TM1', 'ixazomib')],
  ['authorizations', ({ records }) => records.authorizations({ limit: 1 })],
  ['reminders', ({ records }) => records.reminders({ limit: 1 })],
  ['hasNoticesDue', ({ records }) => records.hasNoticesDue(caseRecord().id, NOW)],
  ['take', ({ notices }) => notices.take(NOW, 1)],
  ['putOff', ({ notices }) => notices.putOff(takenNotice(), NOW)],
  ['refused', ({ notices }) => notices.refused(takenNotice(), { at: NOW, error: '451' }, NOW)],
  ['giveUp', ({ notices }) => notices.giveUp(takenNotice(), { at: NOW, error: '550' })],
  ['relayBatch', ({ outbox }) => outbox.relayBatch(1, () => Promise.resolve())],
  ['unfinishedBy', ({ database }) => plannedWork(database).unfinishedBy(NOW)],
  ['nextAfter', ({ database }) => plannedWork(database).nextAfter(NOW)],
  ['ping', (records) => records.ping()],
];

/** A notice that is in no database. */
function takenNotice(): TakenNotice {
  const record = caseRecord();
  const lease = { leasedUntil: NOW, triedSince: null, atOnce: false, again: null };
  return { ...noticeOf(record), case: record, authorizationRecord: null, ...lease };
}

describe('while the server is gone', () => {
  let folder: string;
  let postgres: Postgres;
  let records: Records;

  const start = (port?: number) =>
    startPostgres({
      dir: join(folder, 'postgres'),
      persistent: true,
      settings: { fsync: 'off' },
      ...(port !== undefined && { port }),
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assent-test-'));
    postgres = await start();
    await migrate(postgres.url);
    records = recordsOfBoth(postgres.url, 4);
    await Promise.all(calls.map(([, call]) => call(records)));
    await postgres.stop();
  });
  afterAll(async () => {
    await records.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(calls)('%s reports that the record is unavailable', async (_, call) => {
    await expect(call(records)).rejects.toThrow(RecordUnavailable);
  });

  it('nothing has to be restarted once the server is back', async () => {
    postgres = await start(postgres.port);
    const answers = () =>
      records.ping().then(
        () => true,
        () => false,
      );
    expect(await until(answers, { timeoutMs: 20_000 })).toBe(true);
  });
});

it('reports that the record is unavailable while the server does not respond', async () => {
  const database = await testDatabase();
  const silenceMs = 500;
  const records = createRecords({
    ...asApi(database.url),
    poolSize: 1,
    silenceMs,
  });
  const [session] = await records.database.$queryRaw<
    { pid: number }[]
  >`SELECT pg_backend_pid() AS pid`;
  signalProcess(session!.pid, 'SIGSTOP');
  try {
    await expect(records.records.case(caseRecord().id)).rejects.toThrow(RecordUnavailable);
  } finally {
    signalProcess(session!.pid, 'SIGCONT');
  }
  expect(await records.records.case(caseRecord().id)).toBeNull();
  await records.close();
  await database.drop();
});

it('reports that the record is unavailable while the server refuses writes, and still reads', async () => {
  const database = await testDatabase();
  const databaseUrl = new URL(databaseUrlOf('assent_api', database.url));
  databaseUrl.searchParams.set('options', '-c default_transaction_read_only=on');
  const records = createRecords({
    ...asApi(database.url),
    databaseUrl: databaseUrl.href,
    poolSize: 1,
  });
  const opened = change({ opened: caseRecord() });
  await expect(records.records.commit(opened)).rejects.toThrow(RecordUnavailable);
  await expect(records.ping()).rejects.toThrow('the database takes no writes');
  expect(await records.records.case(caseRecord().id)).toBeNull();
  await records.close();
  await database.drop();
});

it('reports that the record is unavailable while the server refuses the password', async () => {
  const database = await testDatabase();
  const databaseUrl = new URL(databaseUrlOf('assent_api', database.url));
  databaseUrl.username = 'nobody-by-this-name';
  const records = createRecords({
    ...asApi(database.url),
    databaseUrl: databaseUrl.href,
    poolSize: 1,
  });
  await expect(records.records.case(caseRecord().id)).rejects.toThrow(RecordUnavailable);
  await records.close();
  await database.drop();
});

it('distinguishes a statement that asks for too much from a server that is gone', async () => {
  const database = await testDatabase();
  const records = createRecords({
    ...asApi(database.url),
    poolSize: 1,
  });
  const status = Array<'approved'>(70_000).fill('approved');
  const failed = await records.records.cases({ status, limit: 1 }).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(Error);
  expect(failed).not.toBeInstanceOf(RecordUnavailable);
  expect(await records.records.cases({ limit: 1 })).toEqual({ items: [], nextCursor: null });
  await records.close();
  await database.drop();
});

it('counts more worklists than fit in one statement', async () => {
  const database = await testDatabase();
  const records = createRecords({
    ...asApi(database.url),
    poolSize: 1,
  });
  const question = { viewer: 'ivy', now: NOW, dueSoonBy: NOW, coverageEndsSoonBy: '2026-12-01' };
  const q = 'ab1 '.repeat(50).trim();
  const counts = await records.worklist.counts(Array(300).fill({ ...question, q }), 1);
  expect(counts).toEqual(Array(300).fill(0));
  await records.close();
  await database.drop();
});

it('reports that the record is unavailable if the connection breaks during a commit', async () => {
  const database = await testDatabase();
  const records = createRecords({
    ...asApi(database.url),
    poolSize: 2,
  });
  const [holder, killer] = [await openSql(database.url), await openSql(database.url)];
  const record = await store(records.records, caseRecord());
  await holder.run('BEGIN');
  await holder.run('SELECT FROM pa_case WHERE id = $1 FOR UPDATE', [record.id]);

  const commit = records.records.commit(change({ changed: { ...record, version: 2 } }));
  const outcome = commit.catch((error: unknown) => error);
  const cut = () =>
    killer.run(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
  await until(async () => (await cut()).length > 0, { timeoutMs: 20_000 });
  expect(await outcome).toBeInstanceOf(RecordUnavailable);
  await holder.run('ROLLBACK');
  expect(await records.records.case(record.id)).toEqual(record);

  await Promise.all([holder.close(), killer.close(), records.close()]);
  await database.drop();
});
