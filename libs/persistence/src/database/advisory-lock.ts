import { RecordUnavailable } from '@assent/application';
import { setTimeout as pause } from 'node:timers/promises';
import type { Prisma } from '../generated/client';
import type { Database } from './database';

/** In milliseconds: how long to try, and the longest pause between two attempts. */
const TIMEOUT_MS = 5_000;
const MAX_PAUSE = 40;

/** How long to wait for a connection, in milliseconds. */
const CONNECTING = { maxWait: 5_000 };

/**
 * Runs a transaction that excludes others under the same name. If the name is taken, it waits
 * without a connection, so that however many wait, everyone else still gets one.
 * @throws RecordUnavailable when another process has the name for more than five seconds
 */
export function inTurnOf<Value>(
  database: Database,
  name: string,
  run: (transaction: Prisma.TransactionClient) => Promise<Value>,
): Promise<Value> {
  const end = performance.now() + TIMEOUT_MS;
  return queued(database, name, async () => {
    for (;;) {
      const turn = await database.$transaction(
        async (transaction) =>
          (await takes(transaction, name)) ? { value: await run(transaction) } : null,
        CONNECTING,
      );
      if (turn) return turn.value;
      if (performance.now() > end) {
        throw new RecordUnavailable('another process writes the same at this moment');
      }
      await pause(Math.random() * MAX_PAUSE);
    }
  });
}

/**
 * Runs a transaction that excludes others under the same name.
 * @param timeout of the transaction, in milliseconds
 * @returns null, at once, if another has the name
 */
export function inTurnOrNot<Value>(
  database: Database,
  name: string,
  timeout: number,
  run: (transaction: Prisma.TransactionClient) => Promise<Value>,
): Promise<Value | null> {
  return database.$transaction(
    async (transaction) => ((await takes(transaction, name)) ? run(transaction) : null),
    { ...CONNECTING, timeout },
  );
}

/** Takes the name, if free, until the transaction ends. */
async function takes(transaction: Prisma.TransactionClient, name: string): Promise<boolean> {
  const [lock] = await transaction.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) AS taken`;
  return lock?.taken ?? false;
}

/** By name, the last in line in this process. */
const lines = new WeakMap<Database, Map<string, Promise<unknown>>>();

function queued<Value>(
  database: Database,
  name: string,
  run: () => Promise<Value>,
): Promise<Value> {
  const line = lines.get(database) ?? new Map<string, Promise<unknown>>();
  lines.set(database, line);
  const turn = (line.get(name) ?? Promise.resolve()).then(run, run);
  const leave = (): void => {
    if (line.get(name) === turn) line.delete(name);
  };
  line.set(name, turn);
  turn.then(leave, leave);
  return turn;
}
