import { createHash, randomBytes } from 'node:crypto';
import {
  chown,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { type Child, startChild } from './child-process';
import { freePort, requireFree } from './free-port';
import { stopLeftover } from './leftover';
import { type Account, lentAccount } from './postgres-account';
import { type Archive, openArchive } from './postgres-archive';
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries';
import { untilServing } from './until';

/** The role that owns the databases; it is no superuser. */
const OWNER = 'assent';
/** The roles that the migrations grant something to, each with a password of its own. */
export const DATABASE_ROLES = [
  'assent_api',
  'assent_worker',
  'assent_reader',
  'assent_auditor',
] as const;
const EVERY_LINE = 'assent_every_line';

export type DatabaseRole = (typeof DATABASE_ROLES)[number];
const SUPERUSER = 'postgres';
const START_TIMEOUT_MS = 60_000;

/** How to run an embedded Postgres. */
export interface PostgresOptions {
  /** The data folder; made at the first start. Its password is kept in `<dir>.password`. */
  readonly dir: string;
  /** The port on 127.0.0.1; any free one when absent. */
  readonly port?: number;
  /** False removes the data folder at stop. */
  readonly persistent: boolean;
  /** True never makes a data folder: for a server that ran on it. */
  readonly mustExist?: boolean;
  /** Paths of data kept elsewhere: while any exists, no data folder is made. */
  readonly belongings?: () => Promise<readonly string[]>;
  /** The folder of its backups: it then keeps its log of changes there, for `restorePostgres`. */
  readonly backups?: string | undefined;
  /** Server settings beyond the defaults, such as `{ fsync: 'off' }` for a test. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly onOutput?: (line: string) => void;
  /** Cancels the start; a running server ignores it. */
  readonly signal?: AbortSignal;
}

/** A running Postgres that listens on 127.0.0.1 only. */
export interface Postgres {
  readonly port: number;
  /** The database `assent`, as the role that owns it; `databaseUrlOf` knows the others. */
  readonly url: string;
  /** The maintenance database, as the superuser. */
  readonly adminUrl: string;
  /** Settles when the server is gone, for any reason. */
  readonly exited: Promise<number | null>;
  /**
   * Makes an empty database, or a copy of `template` (which must not be in use), and returns its
   * URL. A database of that name is an error.
   */
  createDatabase(name: string, template?: string): Promise<string>;
  /** Removes a database, connections and all. A missing one is no error. */
  dropDatabase(name: string): Promise<void>;
  /** Stops it in an orderly way: open transactions roll back, everything else is on disk. */
  stop(): Promise<void>;
  /** Kills the server as a crash would; the data folder stays, to start again from. */
  kill(): Promise<void>;
}

/** Thrown when an earlier data folder is gone. Nothing was changed. */
export class DatabaseGone extends Error {
  constructor(dir: string, left: readonly string[]) {
    const are = left.length === 1 ? 'is' : 'are';
    const stillHere = left.length === 0 ? '' : `, but ${named(left)} of it ${are} still here`;
    super(
      `the database folder \`${dir}\` is gone${stillHere}. Nothing was changed; put the folder back, or ${RESET}`,
    );
    this.name = 'DatabaseGone';
  }
}

/**
 * Starts Postgres on its data folder, making the folder first if there never was one, and waits
 * until it answers. It first ends a server that an earlier run left on the folder.
 * @throws DatabaseGone when there is no folder now, but was.
 * @throws PortTaken when another program has its port.
 * @throws when it cannot run here, or does not answer within a minute; then nothing is left
 * running.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { dir } = options;
  const account = await lentAccount(dir);
  const binaries = await postgresBinaries(account);
  const password = await initialised(options, binaries, account);
  await stopLeftover(join(dir, 'postmaster.pid'), dir);

  const port = options.port ?? (await freePort()).port;
  const adminUrl = `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
  const archive =
    options.backups === undefined ? null : await openArchive(dir, options.backups, account);
  const server = await startServer(options, port, binaries, account, archive).finally(() =>
    archive?.close(),
  );
  try {
    await untilAnswering(server, options, port, adminUrl);
    await ensureRoles(adminUrl).catch((cause: unknown) => {
      const { message, hint } = cause as { message: string; hint?: string };
      const words = hint === undefined ? message : `${message}. ${hint}`;
      throw new Error(`the database in \`${dir}\` cannot be set up: ${words}`, { cause });
    });
  } catch (error) {
    // Nothing else knows it yet.
    await server.stop();
    throw error;
  }

  return {
    port,
    url: ownerUrl(adminUrl, OWNER),
    adminUrl,
    exited: server.exited,
    createDatabase: (name, template) => createDatabase(adminUrl, name, template),
    dropDatabase: (name) => dropDatabase(adminUrl, name),
    kill: () => server.kill(),
    stop: async () => {
      await server.stop();
      if (options.persistent) return;
      await rm(dir, { recursive: true, force: true });
      await rm(passwordFile(dir), { force: true });
    },
  };
}

/**
 * What a `Postgres` handle does, for another process that knows only its `adminUrl`.
 *
 * @returns the URL of the new database, as the role that owns it.
 */
export async function createDatabase(
  adminUrl: string,
  name: string,
  template = 'template0',
): Promise<string> {
  const [database, copied] = [name, template].map(escapeIdentifier);
  await query(adminUrl, `CREATE DATABASE ${database} OWNER ${OWNER} TEMPLATE ${copied}`);
  return ownerUrl(adminUrl, name);
}

/** The address of the owner's database for one of the roles that own nothing. */
export function databaseUrlOf(role: DatabaseRole, url: string): string {
  return signedInAs(role, url);
}

/**
 * The maintenance database of a running server, as the superuser.
 * @param url any address of it
 */
export async function adminUrlOf(dir: string, url: string): Promise<string> {
  const { host } = new URL(url);
  return `postgresql://${SUPERUSER}:${await keptPassword(dir)}@${host}/postgres`;
}

function ownerUrl(adminUrl: string, database: string): string {
  const url = new URL(signedInAs(OWNER, adminUrl));
  url.pathname = database;
  return url.href;
}

/**
 * The superuser's password opens the owner's account, and the owner's those of the roles, never the
 * other way around.
 */
function signedInAs(role: string, url: string): string {
  const own = new URL(url);
  own.password = createHash('sha256').update(`${own.password}:${role}`).digest('hex');
  own.username = role;
  return own.href;
}

/** What a `Postgres` handle does, for another process that knows only its `adminUrl`. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await query(adminUrl, `DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
}

/** Makes a missing data folder, whole or not at all; returns the password. */
async function initialised(
  options: PostgresOptions,
  binaries: PostgresBinaries,
  account: Account | null,
): Promise<string> {
  const { dir } = options;
  if (await isDataFolder(dir, binaries)) return keptPassword(dir);
  await requireNeverMade(options);

  const password = randomBytes(24).toString('hex');
  const fresh = unfinished(dir);
  await rm(fresh, { recursive: true, force: true });
  await mkdir(dirname(dir), { recursive: true });
  await mkdir(fresh, { mode: 0o700 });
  if (account !== null) await chown(fresh, account.uid, account.gid);
  await runInitdb(fresh, password, binaries, account, options.signal);
  await writeFile(passwordFile(dir), password, { mode: 0o600, flush: true });
  await rename(fresh, dir);
  return password;
}

/** @throws DatabaseGone */
async function requireNeverMade({ dir, mustExist, belongings }: PostgresOptions): Promise<void> {
  const left = [...((await belongings?.()) ?? [])];
  // Beside an unfinished folder, the password is from an interrupted first start.
  if (await isThere(passwordFile(dir))) {
    if (!(await isThere(unfinished(dir)))) left.unshift(passwordFile(dir));
  }
  if (mustExist === true || left.length > 0) throw new DatabaseGone(dir, left);
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: unknown) => (error as NodeJS.ErrnoException).code !== 'ENOENT',
  );
}

/** Where a data folder is made before it is named. */
function unfinished(dir: string): string {
  return `${dir}.new`;
}

function named(paths: readonly string[]): string {
  return new Intl.ListFormat('en-US').format(paths.map((path) => `\`${path}\``));
}

/**
 * @returns false when there is no folder, or an empty one.
 * @throws when something else is there, or data of another version; nothing is changed then.
 */
async function isDataFolder(dir: string, { major }: PostgresBinaries): Promise<boolean> {
  const version = await readFile(join(dir, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
  if (version === null) {
    if (await isAbsentOrEmpty(dir)) return false;
    throw new Error(
      `\`${dir}\` is not a database folder: it has no file PG_VERSION that can be read. Nothing was changed; ${REMEDY}`,
    );
  }
  if (version === major) return true;
  throw new Error(
    `the database folder \`${dir}\` was made by Postgres ${version}, and this is Postgres ${major}; run the release of Assent that made it, or ${RESET}`,
  );
}

async function isAbsentOrEmpty(dir: string): Promise<boolean> {
  return readdir(dir).then(
    (content) => content.length === 0,
    (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT',
  );
}

const RESET = 'start with --reset, which deletes all data';
const REMEDY = `put a backup in its place, or ${RESET}`;

async function keptPassword(dir: string): Promise<string> {
  const password = await readFile(passwordFile(dir), 'utf8').catch((cause: unknown) => {
    throw new Error(
      `the database folder \`${dir}\` is there, but its password file cannot be read; put \`${passwordFile(dir)}\` back, or ${RESET}`,
      { cause },
    );
  });
  // The driver's error for an empty one does not look like a refusal.
  if (password === '') throw wrongPassword(dir);
  return password;
}

function wrongPassword(dir: string, cause?: unknown): Error {
  return new Error(
    `the password in \`${passwordFile(dir)}\` does not open the database in \`${dir}\`; put the right file back, or ${RESET}`,
    { cause },
  );
}

/** Where the password of the superuser is kept. */
export function passwordFile(dir: string): string {
  return `${dir}.password`;
}

/**
 * A process's name for the data folder that it started in. A lent account may not be allowed to
 * pass the folders above it, as below /root; Linux has a name that bypasses them.
 */
function nameFromWithin(dir: string, account: Account | null): string {
  return account !== null && process.platform === 'linux' ? '/proc/self/cwd' : dir;
}

async function runInitdb(
  dir: string,
  password: string,
  { initdb }: PostgresBinaries,
  account: Account | null,
  signal?: AbortSignal,
): Promise<void> {
  const handedOver = `${dir}.password`;
  await writeFile(handedOver, password, { mode: 0o600 });
  if (account !== null) await chown(handedOver, account.uid, account.gid);
  const file = await open(handedOver);
  await rm(handedOver);
  try {
    const child = await startChild({
      name: 'initdb',
      command: initdb,
      args: [
        `--pgdata=${nameFromWithin(dir, account)}`,
        `--username=${SUPERUSER}`,
        '--pwfile=/dev/stdin',
        '--auth=scram-sha-256',
        ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin'],
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
      ],
      account,
      stdin: file.fd,
      cwd: dir,
      stopSignal: 'SIGTERM',
    });
    const end = (): void => void child.kill();
    signal?.addEventListener('abort', end, { once: true });
    if (signal?.aborted) end();
    const code = await child.exited;
    signal?.removeEventListener('abort', end);
    if (code !== 0) {
      const reason = reasonIn(child.lastOutput());
      throw new Error(`the database cannot be made: ${reason}${roomFor(reason)}`);
    }
  } finally {
    await file.close();
  }
}

/** Keeps the values of rows out of the server's log when a statement fails. */
export const LOG_WITHOUT_VALUES = {
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
};

async function startServer(
  { dir, settings, onOutput }: PostgresOptions,
  port: number,
  { postgres }: PostgresBinaries,
  account: Account | null,
  archive: Archive | null,
): Promise<Child> {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '200',
    ...LOG_WITHOUT_VALUES,
    // A later run finds leftovers by this in the command line.
    'assent.data_folder': dir,
    ...archive?.settings,
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  await requireFree(port, 'Postgres');
  return startChild({
    name: 'Postgres',
    command: postgres,
    args: ['-D', nameFromWithin(dir, account), '-p', String(port), ...flags],
    account,
    ...(archive && { stdin: archive.fd }),
    cwd: dir,
    stopSignal: 'SIGINT',
    onOutput,
  });
}

/** Its codes for a password, or a role, that it refuses. */
const REFUSED = ['28P01', '28000'];

async function untilAnswering(
  server: Child,
  { dir, signal }: PostgresOptions,
  port: number,
  adminUrl: string,
): Promise<void> {
  const answers = async (): Promise<boolean> => {
    try {
      await query(adminUrl, 'SELECT 1');
      return true;
    } catch (error) {
      if (!REFUSED.includes((error as { code?: string }).code ?? '')) return false;
      throw wrongPassword(dir, error);
    }
  };
  if (await untilServing(server.exited, answers, { timeoutMs: START_TIMEOUT_MS, signal })) return;
  await server.stop();
  await requireFree(port, 'Postgres');
  throw new Error(whyNot(server.lastOutput(), dir));
}

/** How it reports files that it cannot start with. */
const DAMAGED = /pg_control|control file|checkpoint|incompatible|pg_wal/i;

function whyNot(output: string, dir: string): string {
  const reason = reasonIn(output);
  if (!DAMAGED.test(reason) || roomFor(reason) !== '') {
    return `Postgres did not start on \`${dir}\`: ${reason}${roomFor(reason)}`;
  }
  return `the database folder \`${dir}\` is damaged (${reason}); ${REMEDY}`;
}

function reasonIn(output: string): string {
  return /(?:FATAL|PANIC|error): +(.*)/.exec(output)?.[1] ?? output;
}

/** What to do when the reason is a full disk. */
function roomFor(reason: string): string {
  return /no space left/i.test(reason) ? '; free some space on its disk, and start again' : '';
}

/** The owner and its database, and the roles that own nothing, each with its password. */
async function ensureRoles(adminUrl: string): Promise<void> {
  const url = ownerUrl(adminUrl, OWNER);
  await ensureRole(adminUrl, OWNER, url, 'CREATEDB');
  for (const role of DATABASE_ROLES) await ensureRole(adminUrl, role, databaseUrlOf(role, url));
  await ensureEveryLine(adminUrl);
  const databases = await query(adminUrl, `SELECT 1 FROM pg_database WHERE datname = '${OWNER}'`);
  if (databases === 0) await createDatabase(adminUrl, OWNER);
}

/** The role that the API takes on for who reads all lines of business. */
async function ensureEveryLine(adminUrl: string): Promise<void> {
  const granted = await query(
    adminUrl,
    `SELECT 1 FROM pg_auth_members JOIN pg_roles ON pg_roles.oid = roleid WHERE rolname = '${EVERY_LINE}'`,
  );
  if (granted > 0) return;
  const roles = await query(adminUrl, `SELECT 1 FROM pg_roles WHERE rolname = '${EVERY_LINE}'`);
  if (roles === 0) await query(adminUrl, `CREATE ROLE ${EVERY_LINE}`);
  await query(adminUrl, `GRANT ${EVERY_LINE} TO assent_api WITH INHERIT FALSE, SET TRUE`);
}

/** Does nothing where the role signs in: a later start may find a database that takes no writes. */
async function ensureRole(adminUrl: string, role: string, url: string, more = ''): Promise<void> {
  const own = new URL(url);
  own.pathname = new URL(adminUrl).pathname;
  const signsIn = await query(own.href, 'SELECT 1').then(
    () => true,
    () => false,
  );
  if (signsIn) return;
  const roles = await query(adminUrl, `SELECT 1 FROM pg_roles WHERE rolname = '${role}'`);
  const verb = roles === 0 ? 'CREATE' : 'ALTER';
  await query(
    adminUrl,
    `${verb} ROLE ${role} LOGIN ${more} PASSWORD ${escapeLiteral(own.password)}`,
  );
}

/** How many rows a statement gives. */
async function query(url: string, sql: string): Promise<number> {
  return (await rowsOf(url, sql)).length;
}

/** Runs one statement on a connection of its own. */
export async function rowsOf<Row extends object>(
  url: string,
  sql: string,
): Promise<readonly Row[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
