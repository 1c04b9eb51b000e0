import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Postgres, startPostgres } from '@assent/local';
import { Client } from 'pg';

async function inDatabase(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('embedded Postgres', () => {
  let folder: string;
  let postgres: Postgres;
  const start = (): Promise<Postgres> =>
    startPostgres({ dir: join(folder, 'postgres'), persistent: true });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'assent-test-'));
    // A folder that other accounts may not enter, as root's own home is.
    chmodSync(folder, 0o700);
    postgres = await start();
  });
  afterAll(async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true });
  });

  it('works in UTC, as a role that is no superuser', async () => {
    const [row] = await inDatabase(
      postgres.url,
      `SELECT current_setting('timezone') AS zone, current_setting('is_superuser') AS superuser`,
    );
    expect(row).toEqual({ zone: 'UTC', superuser: 'off' });
  });

  it('runs as whoever starts it; for root, as another account that may not change its programs', () => {
    const pid = readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0];
    const { uid } = statSync(`/proc/${pid}`);
    const program = statSync(`/proc/${pid}/exe`);
    const starter = process.getuid?.();
    expect(uid === starter).toBe(starter !== 0);
    expect([program.uid, program.mode & 0o022]).toEqual([starter, 0]);
  });

  it('copies a template with its rows', async () => {
    const template = await postgres.createDatabase('test_template');
    await inDatabase(template, 'CREATE TABLE kept AS SELECT 7 AS number');
    const copy = await postgres.createDatabase('test_copy', 'test_template');
    expect(await inDatabase(copy, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
  });

  it('has after a crash what was committed before it', async () => {
    await inDatabase(postgres.url, 'CREATE TABLE survivor AS SELECT 1 AS number');
    await postgres.kill();
    postgres = await start();
    expect(await inDatabase(postgres.url, 'SELECT number FROM survivor')).toEqual([{ number: 1 }]);
  });

  it('takes over from a server that an earlier run left behind', async () => {
    const left = postgres;
    postgres = await start();
    expect(await left.exited).toBe(0);
    expect(await inDatabase(postgres.url, 'SELECT 1 AS number')).toEqual([{ number: 1 }]);
  });
});
