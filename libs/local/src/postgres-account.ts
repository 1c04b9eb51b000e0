import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An account of this machine. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Postgres refuses to run as root. Root therefore lends it another account: the owner of an
 * existing data folder, else `postgres`, else `nobody`. All other users run it themselves.
 * @param dir the data folder, which need not exist.
 * @returns null when it runs as the current user.
 * @throws when root finds no account to lend.
 */
export async function lentAccount(dir: string): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const account = (await ownerOf(dir)) ?? (await idsOf('postgres')) ?? (await idsOf('nobody'));
  if (account !== undefined) return account;
  throw new Error(
    'Postgres does not run as root and this machine has neither an account `postgres` nor `nobody`; add one with `useradd postgres`, or run this as an ordinary user',
  );
}

async function ownerOf(dir: string): Promise<Account | undefined> {
  const found = await stat(dir).catch(() => undefined);
  return found === undefined || found.uid === 0 ? undefined : { uid: found.uid, gid: found.gid };
}

async function idsOf(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) };
  } catch {
    return undefined;
  }
}
