import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseUrlOf, until } from '@assent/local';
import { migrate } from '@assent/persistence';
import { Pool } from 'pg';
import { adminUrlOf, testDatabase, type TestDatabase } from '../support/services';
import { openSql, type Sql } from './sql';

const MIGRATIONS = join(__dirname, '../../../prisma/migrations');
const NAMES = readdirSync(MIGRATIONS, { withFileTypes: true })
  .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  .sort();

/** The first of the newest: the ones before made the roles of the programs. */
const FIRST = '20261204000100_audit_chain';
const NEWEST = NAMES.filter((name) => name >= FIRST);
const CASES = 2_000;
const DEADLINE = { timeoutMs: 60_000 };

/** What the release before sent to `commit_change` when it opened a case. */
const [OPENING] = JSON.parse(
  readFileSync(join(__dirname, 'changes-of-release-before.json'), 'utf8'),
) as readonly { opened: object; audit: readonly object[] }[];

let database: TestDatabase;
let sql: Sql;
let api: Pool;

beforeEach(async () => {
  database = await testDatabase('template0');
  sql = await openSql(database.url);
  api = new Pool({ connectionString: databaseUrlOf('assent_api', database.url), max: 40 });
  await migrateTo(FIRST);
  for (let made = 0; made < CASES; made += 1) await open();
}, 120_000);
afterEach(async () => {
  await api.end();
  await sql.close();
  await database.drop();
});

/** Leaves the database as the release before did, with the marks of its migrations. */
async function migrateTo(next: string): Promise<void> {
  await sql.run(`CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY,
    checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL,
    logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0)`);
  for (const name of NAMES.filter((each) => each < next)) {
    const script = readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8');
    await sql.run(script);
    await sql.run(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES ($1, $2, now(), $3, 1)`,
      [randomUUID(), createHash('sha256').update(script).digest('hex'), name],
    );
  }
}

/** Opens a case as the release before does. */
async function open(): Promise<void> {
  const id = randomUUID();
  const tail = id.slice(0, 13);
  await api.query('SELECT is_stale FROM commit_change($1::jsonb)', [
    {
      ...OPENING,
      opened: { ...OPENING?.opened, id, number: `PA-${tail}`, member_id: tail },
      audit: OPENING?.audit.map((entry) => ({ ...entry, case_id: id })),
    },
  ]);
}

const READS = [
  `SELECT c.id, c.number, c.status, e.type FROM pa_case c
   LEFT JOIN case_event e ON e.case_id = c.id ORDER BY c.due_at LIMIT 20`,
  `SELECT c.id, n.kind, d.name FROM pa_case c LEFT JOIN notice n ON n.case_id = c.id
   LEFT JOIN document d ON d.case_id = c.id LEFT JOIN appeal a ON a.case_id = c.id LIMIT 20`,
];

/** Calls of the release before, fifty begun in a second, until they are stopped. */
function callsInProgress() {
  const failures: string[] = [];
  let begun = 0;
  let answered = 0;
  const running = new Set<Promise<void>>();
  const timer = setInterval(() => {
    const read = READS[begun % 4];
    begun += 1;
    const call: Promise<void> = (
      read === undefined ? open() : api.query(read).then(() => undefined)
    )
      .then(
        () => void (answered += 1),
        (error: unknown) => void failures.push(String(error)),
      )
      .finally(() => running.delete(call));
    running.add(call);
  }, 20);
  return {
    begun: () => begun,
    answered: () => answered,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(running);
      return { begun, answered, failures };
    },
  };
}

/** Whether a script of a migration waits for a lock at this moment. */
async function isWaiting(): Promise<boolean> {
  const waiting = await sql.run(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
     AND query LIKE 'SELECT pg_advisory_xact_lock%'`,
  );
  return waiting.length > 0;
}

describe('migrating while fifty calls a second run', () => {
  it('fails no call', async () => {
    const calls = callsInProgress();
    expect(await until(() => calls.answered() > 100, DEADLINE)).toBe(true);
    const { applied } = await migrate(database.url);
    const during = calls.begun();
    expect(await until(() => calls.begun() > during + 50, DEADLINE)).toBe(true);
    const { begun, answered, failures } = await calls.stop();
    expect(failures).toEqual([]);
    expect(answered).toBe(begun);
    expect(applied).toEqual(NEWEST);
    const [kept] = await sql.run('SELECT count(*)::int AS cases FROM pa_case');
    const opened = Array.from({ length: begun }, (_, place) => place % 4 > 1).filter(Boolean);
    expect(kept).toEqual({ cases: CASES + opened.length });
  }, 180_000);

  it('waits for a long transaction, and lets calls go first between its tries', async () => {
    const holder = await openSql(database.url);
    await holder.run('BEGIN');
    await holder.run('LOCK TABLE audit_entry, pa_case IN ACCESS SHARE MODE');
    const calls = callsInProgress();
    const migrating = migrate(database.url);

    for (const _try of [1, 2]) {
      expect(await until(isWaiting, DEADLINE)).toBe(true);
      const behind = calls.begun();
      expect(await until(async () => !(await isWaiting()), DEADLINE)).toBe(true);
      // Every call from before the migration gave way has its answer while the holder goes on.
      expect(await until(() => calls.answered() > behind, DEADLINE)).toBe(true);
    }
    await holder.run('COMMIT');
    expect(await migrating).toEqual({ applied: NEWEST });
    const { begun, answered, failures } = await calls.stop();
    expect(failures).toEqual([]);
    expect(answered).toBe(begun);
    await holder.close();
  }, 180_000);

  it('takes first what it waited for, if calls have that and wait for what it has', async () => {
    const progress = { isOver: false };
    /** A call that has letters, and needs the audit once the migration has it. */
    async function callAgainAndAgain(): Promise<void> {
      const caller = await openSql(adminUrlOf(database.url));
      // Of the two that wait for each other, the migration is the one that gives up.
      await caller.run(`SET deadlock_timeout = '1min'`);
      while (!progress.isOver) {
        await caller.run('BEGIN');
        await caller.run('LOCK TABLE notice IN ROW EXCLUSIVE MODE');
        await until(async () => progress.isOver || (await isWaiting()), DEADLINE);
        await caller.run('LOCK TABLE audit_entry IN ROW EXCLUSIVE MODE');
        await caller.run('COMMIT');
      }
      await caller.close();
    }
    const calls = Promise.all([callAgainAndAgain(), callAgainAndAgain()]);
    const migrating = migrate(database.url, { tries: 3, firstPauseMs: 10 });
    await migrating.catch(() => undefined);
    progress.isOver = true;
    await calls;
    expect(await migrating).toEqual({ applied: NEWEST });
  }, 180_000);

  it('gives up after so many tries, says who held which table, and continues later', async () => {
    const holder = await openSql(database.url);
    const [session] = await holder.run('SELECT pg_backend_pid() AS pid');
    await holder.run('BEGIN');
    await holder.run('LOCK TABLE audit_entry IN ACCESS SHARE MODE');
    const calls = callsInProgress();
    await expect(migrate(database.url, { tries: 2, firstPauseMs: 10 })).rejects.toThrow(
      `the migration ${FIRST} did not finish: it tried 2 times to get a lock, for up to 2 seconds each, but the table audit_entry was held by session ${String(session?.['pid'])} of assent: let it end, or end it with \`SELECT pg_terminate_backend(${String(session?.['pid'])})\`; fix this and run the same command again, which continues with this migration`,
    );
    await holder.run('ROLLBACK');
    expect(await migrate(database.url)).toEqual({ applied: NEWEST });
    expect((await calls.stop()).failures).toEqual([]);
    await holder.close();
  }, 180_000);
});
