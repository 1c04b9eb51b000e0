import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
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

/** Changes a file for as long as `act` takes. */
async function withContent(path: string, content: string, act: () => Promise<void>): Promise<void> {
  const kept = readFileSync(path);
  writeFileSync(path, content);
  await act();
  writeFileSync(path, kept);
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
    // What a first start leaves that was killed.
    mkdirSync(join(folder, 'postgres.new'));
    writeFileSync(join(folder, 'postgres.new/PG_VERSION'), '18\n');
    writeFileSync(join(folder, 'postgres.password'), '');
    postgres = await start();
  });
  afterAll(async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true });
  });

  it('works in UTC, as a role that is not a superuser', async () => {
    const [row] = await inDatabase(
      postgres.url,
      `SELECT current_setting('timezone') AS zone, current_setting('is_superuser') AS superuser`,
    );
    expect(row).toEqual({ zone: 'UTC', superuser: 'off' });
  });

  it("runs as the user who starts it, or for root as another account that can't change its programs", () => {
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

  it('keeps after a crash what was committed before it', async () => {
    await inDatabase(postgres.url, 'CREATE TABLE survivor AS SELECT 1 AS number');
    await postgres.kill();
    postgres = await start();
    expect(await inDatabase(postgres.url, 'SELECT number FROM survivor')).toEqual([{ number: 1 }]);
  });

  it('takes over from a server that an earlier run left running', async () => {
    const left = postgres;
    postgres = await start();
    expect(await left.exited).toBe(0);
    expect(await inDatabase(postgres.url, 'SELECT 1 AS number')).toEqual([{ number: 1 }]);
  });

  it('says at once what is wrong with its files and what to do, changes nothing, and leaves nothing running', async () => {
    const dir = join(folder, 'postgres');
    const password = readFileSync(`${dir}.password`, 'utf8');
    const reset = 'start with --reset, which deletes all data';
    await postgres.stop();
    const began = performance.now();
    for (const wrong of ['', 'wrong']) {
      await withContent(`${dir}.password`, wrong, () =>
        expect(start()).rejects.toThrow(
          `the password in \`${dir}.password\` does not open the database in \`${dir}\`; put the right file back, or ${reset}`,
        ),
      );
    }
    expect(performance.now() - began).toBeLessThan(50_000);
    expect(existsSync(join(dir, 'postmaster.pid'))).toBe(false);
    await withContent(join(dir, 'PG_VERSION'), '12\n', () =>
      expect(start()).rejects.toThrow(
        `the database folder \`${dir}\` was made by Postgres 12, and this is Postgres 18; run the release of Assent that made it, or ${reset}`,
      ),
    );
    await withContent(join(dir, 'global/pg_control'), '', () =>
      expect(start()).rejects.toThrow(
        `the database folder \`${dir}\` is damaged (could not read file "global/pg_control": read 0 of 296); put a backup in its place, or ${reset}`,
      ),
    );
    const version = join(dir, 'PG_VERSION');
    renameSync(version, `${dir}.version`);
    await expect(start()).rejects.toThrow(
      `\`${dir}\` is not a database folder: it has no file PG_VERSION that can be read. Nothing was changed; put a backup in its place, or ${reset}`,
    );
    expect(readFileSync(`${dir}.password`, 'utf8')).toBe(password);
    renameSync(`${dir}.version`, version);
    postgres = await start();
  }, 120_000);

  it('creates no second database if its folder is gone: it says so, and changes nothing', async () => {
    const dir = join(folder, 'postgres');
    const password = readFileSync(`${dir}.password`, 'utf8');
    await postgres.stop();
    renameSync(dir, `${dir}.away`);
    const putBack =
      'Nothing was changed; put the folder back, or start with --reset, which deletes all data';
    const gone = `the database folder \`${dir}\` is gone, but \`${dir}.password\` of it is still here. ${putBack}`;
    await expect(start()).rejects.toThrow(gone);
    // As where a disk is not mounted.
    mkdirSync(dir);
    await expect(start()).rejects.toThrow(gone);
    expect(readdirSync(folder).sort()).toEqual(['postgres', 'postgres.away', 'postgres.password']);
    expect(readFileSync(`${dir}.password`, 'utf8')).toBe(password);
    rmSync(dir, { recursive: true });
    renameSync(`${dir}.away`, dir);
    postgres = await start();

    const other = { dir: join(folder, 'other/postgres'), persistent: true };
    const mail = join(folder, 'mail.jsonl');
    await expect(startPostgres({ ...other, mustExist: true })).rejects.toThrow(
      `the database folder \`${other.dir}\` is gone. ${putBack}`,
    );
    await expect(
      startPostgres({ ...other, belongings: () => Promise.resolve([mail]) }),
    ).rejects.toThrow(
      `the database folder \`${other.dir}\` is gone, but \`${mail}\` of it is still here. ${putBack}`,
    );
    expect(existsSync(join(folder, 'other'))).toBe(false);
  }, 60_000);

  it("stops a server whose database can't be created", async () => {
    await inDatabase(postgres.adminUrl, 'ALTER DATABASE assent RENAME TO elsewhere');
    await inDatabase(postgres.adminUrl, 'ALTER SYSTEM SET default_transaction_read_only = on');
    await postgres.stop();
    await expect(start()).rejects.toThrow(
      `the database in \`${join(folder, 'postgres')}\` cannot be set up: cannot execute CREATE DATABASE in a read-only transaction`,
    );
    expect(existsSync(join(folder, 'postgres/postmaster.pid'))).toBe(false);
    rmSync(join(folder, 'postgres/postgresql.auto.conf'));
    postgres = await start();
  });
});
