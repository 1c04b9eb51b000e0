import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';

/** How often a script tries to get its locks, and the pause after the first try in milliseconds. */
export interface LockPatience {
  readonly tries: number;
  readonly firstPauseMs: number;
}

/**
 * What a script waits for, everything that comes later to the same table waits behind: so it gives
 * way soon, and tries again.
 */
export const LOCK_TIMEOUT_SECONDS = 2;

/**
 * More than two minutes in all: longer than a statement of the programs may take, or one of their
 * transactions be idle.
 */
export const PATIENCE: LockPatience = { tries: 10, firstPauseMs: 1_000 };
const MAX_PAUSE_MS = 20_000;
const BETWEEN_LOOKS_MS = 100;

const LOCK_NOT_AVAILABLE = '55P03';
const DEADLOCK_DETECTED = '40P01';

/** A script did not get a lock in all its tries. */
class LockHeld extends Error {
  constructor(tries: number, waited: Waited | null, cause: unknown) {
    super(
      `it tried ${tries} times to get a lock, for up to ${LOCK_TIMEOUT_SECONDS} seconds each${waited === null ? '' : wordsOf(waited)}`,
      { cause },
    );
  }
}

/** What a script waits for, and who has it. */
interface Waited {
  readonly what: string;
  /** What takes it in the mode that the script needs; null for what can't be taken first. */
  readonly taking: string | null;
  readonly sessions: readonly { readonly pid: number; readonly who: string }[];
}

function wordsOf({ what, sessions }: Waited): string {
  const holders = sessions.map(({ pid, who }) => `session ${pid} of ${who}`).join(' and ');
  const ends = sessions.map(({ pid }) => `SELECT pg_terminate_backend(${pid})`).join('; ');
  return `, but ${what} was held by ${holders}: let it end, or end it with \`${ends}\``;
}

/**
 * Runs a script that is one transaction, and again after a pause if it did not get a lock in time
 * or ran into a deadlock. From then on it takes first what it waited for: a call may have that, and
 * wait for what the script took before it, and while calls go on, there is always such a call.
 * @param client runs the script
 * @param watch looks meanwhile at what the script waits for
 * @param script the script, after statements that take tables
 */
export async function givingWay(
  client: Client,
  watch: Client,
  script: (takenFirst: string) => string,
  { tries, firstPauseMs }: LockPatience,
): Promise<void> {
  let waited: Waited | null = null;
  const takenFirst = new Set<string>();
  for (let tried = 1; ; tried += 1) {
    const watching = watchWaits(watch, await sessionOf(client));
    try {
      await client.query(script([...takenFirst].join('')));
      return;
    } catch (error) {
      if (!isLockRefused(error)) throw error;
      waited = (await watching.stop()) ?? waited;
      if (waited?.taking != null) takenFirst.add(waited.taking);
      if (tried >= tries) throw new LockHeld(tries, waited, error);
    } finally {
      await watching.stop();
    }
    await pause(Math.min(firstPauseMs * 2 ** (tried - 1), MAX_PAUSE_MS));
  }
}

function isLockRefused(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === LOCK_NOT_AVAILABLE || code === DEADLOCK_DETECTED;
}

async function sessionOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid ?? 0;
}

/** Once a wait is over, the server no longer tells what it was for. */
function watchWaits(
  watch: Client,
  session: number,
): { readonly stop: () => Promise<Waited | null> } {
  const stopping = new AbortController();
  let last: Waited | null = null;
  const looking = (async () => {
    while (!stopping.signal.aborted) {
      last = (await waitOf(watch, session).catch(() => null)) ?? last;
      await pause(BETWEEN_LOOKS_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await looking;
      return last;
    },
  };
}

async function waitOf(watch: Client, session: number): Promise<Waited | null> {
  const { rows } = await watch.query<{
    what: string;
    table: string | null;
    mode: string;
    pid: number;
    who: string;
  }>(
    `SELECT w.mode,
       (SELECT oid::regclass::text FROM pg_class WHERE oid = w.relation AND relkind = 'r') AS table,
       coalesce('the table ' || w.relation::regclass, 'a row that it changes') AS what,
       a.pid, coalesce(a.usename, a.backend_type, 'another program') AS who
     FROM pg_locks w, unnest(pg_blocking_pids(w.pid)) AS blocking (pid)
     JOIN pg_stat_activity a ON a.pid = blocking.pid
     WHERE w.pid = $1 AND NOT w.granted ORDER BY a.pid`,
    [session],
  );
  const [first] = rows;
  if (!first) return null;
  const { what, table, mode } = first;
  return { what, sessions: rows, taking: table === null ? null : takes(table, mode) };
}

/** @param mode as `pg_locks` spells it: `ShareRowExclusiveLock` */
function takes(table: string, mode: string): string {
  const words = mode.replace(/Lock$/, '').replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  return `LOCK TABLE ${table} IN ${words.toUpperCase()} MODE;\n`;
}
