import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '@assent/local';
import { migrate } from '@assent/persistence';
import { testDatabase, type TestDatabase } from '../support/services';
import { openSql } from './sql';

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

describe('migrating', () => {
  it('applies every migration in order, and nothing when it is repeated', async () => {
    const url = await emptyDatabase();
    const runs = [await migrate(url), await migrate(url)];
    expect(runs).toEqual([{ applied: MIGRATIONS.sort() }, { applied: [] }]);
  });

  it('by two processes that start at once applies each migration once', async () => {
    const url = await emptyDatabase();
    const runs = await Promise.all([migrate(url), migrate(url)]);
    expect(runs.flatMap(({ applied }) => applied)).toEqual(MIGRATIONS.sort());
  });

  it('by the command in production needs TLS, as the API and the worker do', async () => {
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

  it('by the command names the variable of a database out of reach, and that nothing changed', () => {
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
