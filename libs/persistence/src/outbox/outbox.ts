import { MessageNotTaken, type DeliverableMessage, type Outbox } from '@assent/application';
import { reaching, type Database } from '../database/database';
import type { Prisma } from '../generated/client';
import { withinTrace } from './message-trace';

/** How long a batch may hold its rows. */
const BATCH_TIMEOUT_MS = 60_000;

type Row = DeliverableMessage & { readonly id: bigint; readonly traceparent: string | null };

/** The undelivered messages in Postgres. */
export function outbox(database: Database): Outbox {
  return {
    relayBatch: (limit, deliver) =>
      reaching(() =>
        database.$transaction(
          async (transaction) => {
            const rows = await transaction.$queryRaw<Row[]>`
              SELECT o.id, o.topic, o.subject, c.id AS "caseId", c.number AS "caseNumber",
                o.traceparent
              FROM outbox o
              LEFT JOIN pa_authorization a ON a.number = o.subject
              LEFT JOIN pa_case c ON c.id = coalesce(a.case_id,
                CASE WHEN pg_input_is_valid(o.subject, 'uuid') THEN o.subject::uuid END)
              WHERE o.next_attempt_at <= now()
              ORDER BY o.id LIMIT ${limit} FOR UPDATE OF o SKIP LOCKED`;
            const deliveries = await Promise.allSettled(
              rows.map(({ id: _, traceparent, ...message }) =>
                withinTrace(traceparent, () => deliver(message)),
              ),
            );
            const failures = deliveries.flatMap((delivery, position) => {
              const row = rows[position];
              return delivery.status === 'rejected' && row
                ? [{ id: row.id, error: wordsOf(delivery.reason) }]
                : [];
            });
            const failed = failures.map(({ id }) => id);
            await remove(transaction, rows, failed);
            if (failures.length > 0) await postpone(transaction, failures);
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

/** Retries after a pause that doubles, up to a minute. */
async function postpone(
  transaction: Prisma.TransactionClient,
  failures: readonly { readonly id: bigint; readonly error: string }[],
): Promise<void> {
  const ids = failures.map(({ id }) => id);
  const errors = failures.map(({ error }) => error);
  await transaction.$executeRaw`
    UPDATE outbox o SET attempts = o.attempts + 1, last_error = failed.error,
      next_attempt_at = now()
        + least(interval '1 minute', interval '1 second' * power(2, least(o.attempts, 6)))
    FROM unnest(${ids}::bigint[], ${errors}::text[]) AS failed (id, error)
    WHERE o.id = failed.id`;
}

/** Of any other error only the class: its message may hold more than ids. */
function wordsOf(reason: unknown): string {
  if (reason instanceof MessageNotTaken) return reason.message;
  return reason instanceof Error ? reason.name : 'unknown';
}
