import { chown, mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './postgres-account';

/** The kept log of changes, open for one server. */
export interface Archive {
  /** The folder, which the server gets as its standard input. */
  readonly fd: number;
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The longest time for which a change is in the data folder alone, in seconds. */
const ARCHIVE_TIMEOUT = '60';

/** Where the log is in a folder of backups. */
export function logIn(backups: string): string {
  return join(backups, 'wal');
}

/**
 * Opens the log for the server of a data folder, and makes it at the first time.
 * @throws when the folder has backups of another database
 */
export async function openArchive(
  dir: string,
  backups: string,
  account: Account | null,
): Promise<Archive> {
  await claimBackups(dir, backups);
  const folder = logIn(backups);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (account !== null) await chown(folder, account.uid, account.gid);
  const handle = await open(folder);
  const path = nameFor(folder, account);
  return {
    fd: handle.fd,
    settings: {
      archive_mode: 'on',
      archive_timeout: ARCHIVE_TIMEOUT,
      // Whole or not at all. The output comes first: the input takes the folder's place.
      archive_command: `gzip -c >${path}/%f.new <"%p" && mv ${path}/%f.new ${path}/%f.gz`,
      restore_command: `gzip -dc <${path}/%f.gz >"%p"`,
    },
    close: () => handle.close(),
  };
}

/** A lent account may not be allowed to pass the folders above it; Linux has a name without them. */
function nameFor(folder: string, account: Account | null): string {
  if (account !== null && process.platform === 'linux') return '/proc/self/fd/0';
  return `'${folder.replaceAll("'", `'\\\\''`).replaceAll('%', '%%')}'`;
}

/** The number that Postgres gave a database when it was made; its copies keep it. */
async function databaseIdOf(dir: string): Promise<string> {
  const control = await readFile(join(dir, 'global/pg_control'));
  return String(control.readBigUInt64LE(0));
}

/**
 * Takes a folder of backups for one database: those of another would be overwritten.
 * @throws when it has backups of another one
 */
export async function claimBackups(dir: string, backups: string): Promise<void> {
  const id = await databaseIdOf(dir);
  await mkdir(backups, { recursive: true, mode: 0o700 });
  const file = join(backups, 'database-id');
  await writeFile(file, `${id}\n`, { flag: 'wx' }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
  if ((await readFile(file, 'utf8')).trim() === id) return;
  throw new Error(`\`${backups}\` has backups of another database; name a new folder`);
}
