import type { Outbox, OutboxMessage } from '@assent/application';
import { reaching, type Database } from './database';
import type { Prisma } from './generated/client';

/** How long one batch may hold its rows. */
const BATCH_TIMEOUT_MS = 60_000;

interface Row {
  readonly id: bigint;
  readonly topic: OutboxMessage['topic'];
  readonly subject: string;
}

/** The messages in Postgres that wait to be delivered. */
export function outbox(database: Database): Outbox {
  return {
    relayBatch: (limit, deliver) =>
      reaching(() =>
        database.$transaction(
          async (transaction) => {
            const rows = await transaction.$queryRaw<Row[]>`
              SELECT id, topic, subject FROM outbox WHERE next_attempt_at <= now()
              ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
            const deliveries = await Promise.allSettled(
              rows.map(({ topic, subject }) => deliver({ topic, subject })),
            );
            const failed = deliveries.flatMap(({ status }, position) => {
              const row = rows[position];
              return status === 'rejected' && row ? [row.id] : [];
            });
            await remove(transaction, rows, failed);
            if (failed.length > 0) await postpone(transaction, failed);
            return { delivered: rows.length - failed.length, failed: failed.length };
          },
          { timeout: BATCH_TIMEOUT_MS, maxWait: 5_000 },
        ),
      ),
  };
}

async function remove(
  transaction: Prisma.TransactionClient,
  rows: readonly Row[],
  failed: readonly bigint[],
): Promise<void> {
  const delivered = rows.map(({ id }) => id).filter((id) => !failed.includes(id));
  if (delivered.length === 0) return;
  await transaction.$executeRaw`DELETE FROM outbox WHERE id = ANY(${delivered})`;
}

/** Tries again after a while that doubles, up to a minute. */
async function postpone(
  transaction: Prisma.TransactionClient,
  failed: readonly bigint[],
): Promise<void> {
  await transaction.$executeRaw`
    UPDATE outbox SET attempts = attempts + 1,
      next_attempt_at = now() + least(interval '1 minute', interval '1 second' * power(2, least(attempts, 6)))
    WHERE id = ANY(${failed as bigint[]})`;
}
