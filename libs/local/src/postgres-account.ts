import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The account Postgres runs as, and what it takes to run as it. */
export interface PostgresAccount {
  readonly uid: number;
  readonly gid: number;
  /** Wraps a command so that it runs as the account. */
  readonly launch: (program: string, args: readonly string[]) => LaunchedCommand;
}

export interface LaunchedCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly account?: { readonly uid: number; readonly gid: number };
}

/**
 * Postgres refuses to run as root. Root therefore lends it another account: the owner of
 * an existing data folder, else `postgres`, else `nobody`. Everybody else runs it as
 * themselves.
 *
 * @param dir the data folder, which need not exist.
 * @param program the server, which the account must be able to reach.
 * @throws when no account of this machine can run it.
 */
export async function postgresAccount(dir: string, program: string): Promise<PostgresAccount> {
  const uid = process.getuid?.() ?? -1;
  const gid = process.getgid?.() ?? -1;
  if (uid !== 0) return { uid, gid, launch: (command, args) => ({ command, args }) };

  const account = (await ownerOf(dir)) ?? (await idsOf('postgres')) ?? (await idsOf('nobody'));
  if (account === undefined) {
    throw new Error(
      'Postgres does not run as root and this machine has neither an account `postgres` nor `nobody`; add one with `useradd postgres`, or run this as an ordinary user',
    );
  }
  if ((await canRun(program, account)) && (await canEnter(dirname(dir), account))) {
    return { ...account, launch: (command, args) => ({ command, args, account }) };
  }
  await requireSetpriv(account);
  return { ...account, launch: (command, args) => throughClosedFolders(command, args, account) };
}

type Ids = { readonly uid: number; readonly gid: number };

async function ownerOf(dir: string): Promise<Ids | undefined> {
  const found = await stat(dir).catch(() => undefined);
  return found === undefined || found.uid === 0 ? undefined : { uid: found.uid, gid: found.gid };
}

async function idsOf(name: string): Promise<Ids | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) };
  } catch {
    return undefined;
  }
}

function canRun(program: string, account: Ids): Promise<boolean> {
  return run(program, ['--version'], account).then(
    () => true,
    () => false,
  );
}

function canEnter(folder: string, account: Ids): Promise<boolean> {
  return run('test', ['-x', folder], account).then(
    () => true,
    () => false,
  );
}

/**
 * A folder above the project may be closed to other accounts (/root is). Linux lets root
 * hand on just the right to pass it.
 */
function throughClosedFolders(
  program: string,
  args: readonly string[],
  { uid, gid }: Ids,
): LaunchedCommand {
  const drop = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  const keep = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  return { command: 'setpriv', args: [...drop, ...keep, '--', program, ...args] };
}

async function requireSetpriv(account: Ids): Promise<void> {
  const attempt = throughClosedFolders('true', [], account);
  await run(attempt.command, [...attempt.args]).catch((cause: unknown) => {
    throw new Error(
      'Postgres does not run as root, and no other account may enter the folder of this project; move it to a folder everybody may enter, or run this as an ordinary user',
      { cause },
    );
  });
}
