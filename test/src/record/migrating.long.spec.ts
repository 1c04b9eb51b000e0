import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { until } from '@assent/local';
import { migrate } from '@assent/persistence';
import { testDatabase, type TestDatabase } from '../support/services';
import { openSql, type Sql } from './sql';

const MIGRATIONS = readdirSync(join(__dirname, '../../../prisma/migrations'), {
  withFileTypes: true,
}).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

const MIGRATE = join(__dirname, '../../../tools/migrate.mjs');

const databases: TestDatabase[] = [];
afterAll(() => Promise.all(databases.map((database) => database.drop())));

async function emptyDatabase(): Promise<string> {
  const database = await testDatabase('template0');
  databases.push(database);
  return database.url;
}

/** The second of all. */
const DOCUMENTS = '20261123000100_documents';
const DEADLINE = { timeoutMs: 30_000 };

/** Has the script of `DOCUMENTS` wait until the transaction of `sql` is over; returns its session. */
async function untilHeldUp(sql: Sql): Promise<number> {
  let session = 0;
  const isHeldUp = async (): Promise<boolean> => {
    const [waiting] = await sql.run(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database()
       AND wait_event_type = 'Lock' AND query LIKE '%CREATE TABLE "document"%'`,
    );
    session = Number(waiting?.['pid'] ?? 0);
    return session > 0;
  };
  expect(await until(isHeldUp, DEADLINE)).toBe(true);
  return session;
}

describe('migrating', () => {
  it('applies every migration in order, and nothing when it is repeated', async () => {
    const url = await emptyDatabase();
    const runs = [await migrate(url), await migrate(url)];
    expect(runs).toEqual([{ applied: MIGRATIONS.sort() }, { applied: [] }]);
  });

  it('by two processes at once applies each migration once', async () => {
    const url = await emptyDatabase();
    const runs = await Promise.all([migrate(url), migrate(url)]);
    expect(runs.flatMap(({ applied }) => applied)).toEqual(MIGRATIONS.sort());
  });

  it('by the command requires TLS in production, as the API and the worker do', async () => {
    const url = await emptyDatabase();
    const run = (environment: string) =>
      spawnSync(process.execPath, [MIGRATE], {
        env: { PATH: process.env['PATH'], NODE_ENV: environment, DATABASE_URL: url },
        encoding: 'utf8',
      });
    const refused = run('production');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('DATABASE_URL must use TLS in production');
    expect(run('test').stderr).toContain(`applied ${MIGRATIONS.sort()[0]}`);
  });

  it('by the command names the variable of an unreachable database, and says that nothing changed', () => {
    const DATABASE_URL = 'postgresql://assent:assent@127.0.0.1:1/assent';
    const { status, stderr } = spawnSync(process.execPath, [MIGRATE], {
      env: { PATH: process.env['PATH'], NODE_ENV: 'test', DATABASE_URL },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toBe(
      'assent: the database that DATABASE_URL names cannot be reached, so nothing was changed: connect ECONNREFUSED 127.0.0.1:1\n',
    );
  });

  it.each([
    ['is over too', true],
    ['still runs', false],
  ])('continues after a kill in the middle of a script that %s', async (_, isOver) => {
    const url = await emptyDatabase();
    const [holder, sql] = [await openSql(url), await openSql(url)];
    await holder.run('BEGIN');
    await holder.run('CREATE TABLE "document" ()');
    const killed = spawn(process.execPath, [MIGRATE], {
      env: { PATH: process.env['PATH'], NODE_ENV: 'test', DATABASE_URL: url },
      stdio: 'ignore',
    });
    const session = await untilHeldUp(sql);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    if (isOver) await sql.run('SELECT pg_terminate_backend($1)', [session]);

    const again = migrate(url);
    if (!isOver) {
      const isWaiting = async () =>
        (
          await sql.run(
            `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database =
             (SELECT oid FROM pg_database WHERE datname = current_database())`,
          )
        ).length > 0;
      expect(await until(isWaiting, DEADLINE)).toBe(true);
    }
    await holder.run('ROLLBACK');
    // A script that still runs ends with its own mark, or without one when it waited too long.
    const rest = MIGRATIONS.sort();
    const ends = isOver ? [rest.slice(1)] : [rest.slice(1), rest.slice(2)];
    expect(ends).toContainEqual((await again).applied);
    await Promise.all([holder.close(), sql.close()]);
  });

  it('names the script that fails, leaves nothing of it, and continues once its cause is fixed', async () => {
    const url = await emptyDatabase();
    const sql = await openSql(url);
    await sql.run('CREATE TYPE "document" AS ()');
    const sentence = `the migration ${DOCUMENTS} did not finish: relation "document" already exists; fix this and run the same command again, which continues with this migration`;
    await expect(migrate(url)).rejects.toThrow(sentence);
    await expect(migrate(url)).rejects.toThrow(sentence);
    await sql.run('DROP TYPE "document"');
    expect(await migrate(url)).toEqual({ applied: MIGRATIONS.sort().slice(1) });
    await sql.close();
  });

  it('by the command reports what became of a migration whose connection was lost', async () => {
    const url = await emptyDatabase();
    const [holder, sql] = [await openSql(url), await openSql(url)];
    await holder.run('BEGIN');
    await holder.run('CREATE TABLE "document" ()');
    const running = spawn(process.execPath, [MIGRATE], {
      env: { PATH: process.env['PATH'], NODE_ENV: 'test', DATABASE_URL: url },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said = text(running.stderr);
    await sql.run('SELECT pg_terminate_backend($1)', [await untilHeldUp(sql)]);
    expect(await said).toMatch(
      /^assent: the migration 20261123000100_documents did not finish: .*\n$/,
    );
    await Promise.all([holder.close(), sql.close()]);
  });

  it('leaves no connection open', async () => {
    const url = await emptyDatabase();
    await migrate(url);
    const sql = await openSql(url);
    const others = () =>
      sql.run(
        `SELECT pid FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
    const alone = await until(async () => (await others()).length === 0, { timeoutMs: 10_000 });
    await sql.close();
    expect(alone).toBe(true);
  });
});
