import { setTimeout as pause } from 'node:timers/promises';
import { Prisma } from '../generated/client';

/** The transactions that write to a table now, and the highest visible id. */
export interface Look {
  readonly highest: bigint;
  readonly writers: readonly string[];
}

/** How long to wait between looks, in milliseconds. */
export const BETWEEN_LOOKS_MS = 20;

/**
 * Looks at a table whose ids rise. A writer locks the table before it gets an id and until it is over,
 * so no id up to the highest visible one can still appear once all writers of now are gone. In one
 * statement: it sees the rows as they were before it looks at the locks.
 */
export async function lookAt(
  client: Pick<Prisma.TransactionClient, '$queryRaw'>,
  table: 'audit_entry' | 'case_event',
): Promise<Look> {
  const [row] = await client.$queryRaw<Look[]>`
    SELECT coalesce((SELECT max(id) FROM ${Prisma.raw(table)}), 0) AS highest,
      ARRAY(SELECT virtualtransaction FROM pg_locks
        WHERE locktype = 'relation' AND relation = ${Prisma.raw(`'${table}'`)}::regclass
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND mode = 'RowExclusiveLock') AS writers`;
  return row ?? { highest: 0n, writers: [] };
}

/** The highest id that is visible now, once no lower one can appear any more. */
export async function settledId(
  client: Pick<Prisma.TransactionClient, '$queryRaw'>,
  table: 'audit_entry' | 'case_event',
): Promise<bigint> {
  const { highest, writers } = await lookAt(client, table);
  for (let left = writers; left.length > 0;) {
    await pause(BETWEEN_LOOKS_MS);
    const now = await lookAt(client, table);
    left = left.filter((writer) => now.writers.includes(writer));
  }
  return highest;
}
