import { createHash } from 'node:crypto';
import {
  access,
  chown,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Client } from 'pg';
import { z } from 'zod';
import { type Postgres, passwordFile, type PostgresOptions, startPostgres } from './postgres';
import { lentAccount } from './postgres-account';
import { claimBackups, logIn } from './postgres-archive';
import { until } from './until';
import { writeWhole } from './write-whole';

const manifest = z.strictObject({
  /** When the copy was whole: it can be restored to this moment and to later ones. */
  at: z.iso.datetime(),
  postgres: z.string(),
  /** The first segment of the log that a restore needs. */
  firstSegment: z.string(),
  /** SHA-256 by path. */
  files: z.record(z.string(), z.string()),
});

/** A base backup: a copy of a data folder, with the log that makes it consistent. */
export interface BaseBackup {
  readonly folder: string;
  readonly at: Date;
}

/** Contents that a server makes anew, or that are copied apart; their folders stay. */
const MADE_ANEW = [
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_wal',
];
const NOT_COPIED =
  /^(postmaster\.(pid|opts)|backup_label(\.old)?|tablespace_map|recovery\.signal)$/;
const TEMPORARY = /(^|\/)(pgsql_tmp|t\d+_\d+|pg_internal\.init)/;
const SEGMENT = /^[0-9A-F]{24}$/;
const HISTORY = /^[0-9A-F]{8}\.history$/;
const CONTROL = 'global/pg_control';

/**
 * Copies the data folder of a running server. Everything that was committed before this was called
 * is in the copy.
 * @param adminUrl the maintenance database, as the superuser
 * @param dir the data folder
 * @param backups the folder of its backups
 * @throws when that has backups of another database
 */
export async function takeBaseBackup(
  adminUrl: string,
  dir: string,
  backups: string,
): Promise<BaseBackup> {
  await claimBackups(dir, backups);
  const folder = basesIn(backups);
  const client = new Client({ connectionString: adminUrl });
  client.on('error', () => undefined);
  await client.connect();
  const began = new Date();
  const unfinished = join(folder, `${nameOf(began)}.new`);
  try {
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    // The server keeps its log while this session lasts.
    await ask(client, `SELECT pg_create_physical_replication_slot('assent_backup', true, true)`);
    const [{ first }] = await ask<{ first: string }>(
      client,
      `SELECT pg_walfile_name(pg_backup_start('assent', fast => true)) AS first`,
    );
    const copy = join(unfinished, 'postgres');
    await copyFolder(dir, copy);
    const [{ last, label, postgres }] = await ask<Record<'last' | 'label' | 'postgres', string>>(
      client,
      `SELECT pg_walfile_name(lsn) AS last, labelfile AS label,
         current_setting('server_version') AS postgres
       FROM pg_backup_stop(wait_for_archive => false)`,
    );
    await writeFile(join(copy, 'backup_label'), label, { mode: 0o600 });
    await copyLog(dir, copy, first, last);
    await copyFile(passwordFile(dir), passwordFile(copy));
    const [{ at }] = await ask<{ at: Date }>(client, 'SELECT now() AS at');
    const told: z.infer<typeof manifest> = {
      at: at.toISOString(),
      postgres,
      firstSegment: first,
      files: await digestsOf(copy),
    };
    writeWhole(join(unfinished, 'manifest.json'), `${JSON.stringify(told, null, 1)}\n`);
    const whole = join(folder, nameOf(at));
    await rename(unfinished, whole);
    return { folder: whole, at };
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  } finally {
    await client.end();
  }
}

function basesIn(backups: string): string {
  return join(backups, 'base');
}

/** The whole base backups in a folder of backups, the newest first. */
export async function baseBackups(backups: string): Promise<readonly BaseBackup[]> {
  const folder = basesIn(backups);
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names
      .filter((name) => !name.endsWith('.new'))
      .map(async (name) => {
        const { at } = await manifestOf(join(folder, name));
        return { folder: join(folder, name), at: new Date(at) };
      }),
  );
  return found.sort((one, other) => other.at.getTime() - one.at.getTime());
}

/** What a data folder is restored from. */
export interface Restoring {
  readonly backups: string;
  readonly base: BaseBackup;
  /** Up to when; null for everything that was kept. */
  readonly to: Date | null;
}

/** A restored database that runs, and the last change in it. */
export interface Restored {
  readonly postgres: Postgres;
  /** Null if there was none after the base backup. */
  readonly lastChangeAt: Date | null;
}

const RECOVERY = { timeoutMs: 3_600_000, everyMs: 200 };

/**
 * Makes a data folder from a base backup and the log of changes, and starts a server on it, which
 * then takes writes.
 * @param options of the server; its data folder must not exist
 * @throws when a file of the backup is not what was written, or the log ends before `to`
 */
export async function restorePostgres(
  options: Pick<PostgresOptions, 'dir' | 'onOutput'>,
  { backups, base, to }: Restoring,
): Promise<Restored> {
  const { dir } = options;
  const copy = join(base.folder, 'postgres');
  await requireWhole(base);
  const unfinished = `${dir}.new`;
  await rm(unfinished, { recursive: true, force: true });
  const account = await lentAccount(copy);
  await copyFolder(copy, unfinished, { isWhole: true });
  await writeFile(join(unfinished, 'recovery.signal'), '', { mode: 0o600 });
  if (account !== null) await giveTo(unfinished, account.uid, account.gid);
  await copyFile(passwordFile(copy), passwordFile(dir));
  await rename(unfinished, dir);

  const hasLog = await access(logIn(backups)).then(
    () => true,
    () => false,
  );
  const printed: string[] = [];
  const postgres = await startPostgres({
    ...options,
    onOutput: (line) => {
      printed.push(line);
      options.onOutput?.(line);
    },
    persistent: true,
    mustExist: true,
    ...(hasLog && { backups }),
    settings: {
      ...(!hasLog && { restore_command: 'false' }),
      ...(to !== null && { recovery_target_time: asPostgresReads(to) }),
      recovery_target_action: 'promote',
    },
  }).catch((error: unknown) => {
    throw inWords(error, printed, to);
  });
  try {
    const lastChangeAt = await untilWritable(postgres, printed, to);
    return { postgres, lastChangeAt };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** While it starts, it knows no names of zones, not even `Z`. */
function asPostgresReads(to: Date): string {
  return to.toISOString().replace('Z', '+00');
}

async function untilWritable(
  postgres: Postgres,
  printed: readonly string[],
  to: Date | null,
): Promise<Date | null> {
  const client = new Client({ connectionString: postgres.adminUrl });
  client.on('error', () => undefined);
  try {
    await client.connect();
    let last: Date | null = null;
    const isWritable = async (): Promise<boolean> => {
      const [{ recovers, at }] = await ask<{ recovers: boolean; at: Date | null }>(
        client,
        'SELECT pg_is_in_recovery() AS recovers, pg_last_xact_replay_timestamp() AS at',
      );
      last = at ?? last;
      return !recovers;
    };
    if (await until(isWritable, RECOVERY)) return last;
    throw new Error('the log of changes could not be read within an hour');
  } catch (error) {
    throw inWords(error, printed, to);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function inWords(error: unknown, printed: readonly string[], to: Date | null): unknown {
  const isShort = printed.some((line) => line.includes('before configured recovery target'));
  if (!isShort || to === null) return error;
  return new Error(
    `the log of changes ends before ${to.toISOString()}; name an earlier time, or none for everything that was kept`,
    { cause: error },
  );
}

async function requireWhole({ folder }: BaseBackup): Promise<void> {
  const { files } = await manifestOf(folder);
  const found = await digestsOf(join(folder, 'postgres'));
  const damaged = [...new Set([...Object.keys(files), ...Object.keys(found)])].filter(
    (path) => files[path] !== found[path],
  );
  const [first] = damaged;
  if (first === undefined) return;
  throw new Error(
    `the backup \`${folder}\` is damaged: \`${first}\` and ${damaged.length - 1} other files are not what was written`,
  );
}

async function manifestOf(folder: string): Promise<z.infer<typeof manifest>> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8');
  return manifest.parse(JSON.parse(text));
}

/** A name for a moment that sorts by time and suits every disk. */
function nameOf(at: Date): string {
  return at.toISOString().replaceAll(':', '-');
}

/** The file that says which state the others are in comes last. */
async function copyFolder(from: string, to: string, { isWhole = false } = {}): Promise<void> {
  await mkdir(to, { mode: 0o700 });
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => ({
    path: relative(from, join(entry.parentPath, entry.name)),
    isFolder: entry.isDirectory(),
  }));
  const wanted = paths.filter(({ path }) => isWhole || isCopied(path));
  for (const { path, isFolder } of wanted) {
    if (isFolder) await mkdir(join(to, path), { recursive: true, mode: 0o700 });
  }
  const files = wanted.flatMap(({ path, isFolder }) => (isFolder || path === CONTROL ? [] : path));
  for (const path of [...files, CONTROL]) {
    await mkdir(dirname(join(to, path)), { recursive: true, mode: 0o700 });
    await copyFile(join(from, path), join(to, path)).catch(unlessGone);
  }
}

function isCopied(path: string): boolean {
  const [top = ''] = path.split('/');
  return !(
    NOT_COPIED.test(path) ||
    TEMPORARY.test(path) ||
    (MADE_ANEW.includes(top) && path !== top)
  );
}

/** A table may be removed while the folder is copied. */
function unlessGone(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

/** The segments that were written meanwhile, and the history of the log. */
async function copyLog(dir: string, copy: string, first: string, last: string): Promise<void> {
  const names = (await readdir(join(dir, 'pg_wal'))).filter(
    (name) => HISTORY.test(name) || (SEGMENT.test(name) && name >= first && name <= last),
  );
  for (const name of names) await copyFile(join(dir, 'pg_wal', name), join(copy, 'pg_wal', name));
}

async function digestsOf(folder: string): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    digests[relative(folder, path)] = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  }
  return digests;
}

async function giveTo(folder: string, uid: number, gid: number): Promise<void> {
  await chown(folder, uid, gid);
  for (const name of await readdir(folder, { recursive: true })) {
    await chown(join(folder, name), uid, gid);
  }
}

async function ask<Row extends object>(client: Client, statement: string): Promise<[Row]> {
  const { rows } = await client.query<Row>(statement);
  const [row] = rows;
  if (row === undefined) throw new Error('the server gave no answer');
  return [row];
}
