import type { Database } from './database';
import type { Prisma } from './generated/client';

/** Does something in a transaction that no other under the same name runs beside. */
export function inTurnOf<Value>(
  database: Database,
  name: string,
  run: (transaction: Prisma.TransactionClient) => Promise<Value>,
): Promise<Value> {
  return database.$transaction(
    async (transaction) => {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
      return run(transaction);
    },
    { maxWait: 5_000 },
  );
}
