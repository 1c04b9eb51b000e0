import {
  hindranceOfNotice,
  type NoticeBox,
  type NoticeKind,
  type NoticeScope,
} from '@assent/application';
import { noticesOf } from './case-records';
import { reaching, type Database } from './database';
import { Prisma } from './generated/client';
import { toDueNotice } from './mappers';

/** How long a hand-over to the mail system may hold its row, in milliseconds. */
const DELIVERY = { timeout: 30_000, maxWait: 5_000 };

const BY_SOFTWARE = { actor: 'assent', role: 'software' };

/** The notices in Postgres that wait to be sent. */
export function noticeBox(database: Database): NoticeBox {
  return {
    deliverNext: async (scope, now, send) => {
      let failure: unknown = null;
      const deliver = async (transaction: Prisma.TransactionClient) => {
        const [next] = await transaction.$queryRaw<{ id: string }[]>`
          SELECT id FROM notice
          WHERE ${within(scope)} AND ${waitingAt(now)}
          ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;
        if (!next) return false;
        const row = await transaction.notice.findUniqueOrThrow({
          where: { id: next.id },
          include: { case: true, authorizationRecord: true },
        });
        const {
          to: recipient,
          subject,
          text,
        } = await send(toDueNotice(row)).catch((error: unknown) => {
          failure = error;
          throw error;
        });
        await transaction.notice.update({
          where: { id: row.id },
          data: {
            sentAt: now,
            recipient,
            subject,
            text,
            attempts: { increment: 1 },
            lastError: null,
          },
        });
        await transaction.caseEvent.create({
          data: {
            ...BY_SOFTWARE,
            caseId: row.caseId,
            at: now,
            type: 'notice-sent',
            details: {
              notice: row.id,
              kind: row.kind,
              ...(row.daysBefore !== null && { daysBefore: row.daysBefore }),
            },
          },
        });
        return true;
      };
      try {
        return await reaching(() => database.$transaction(deliver, DELIVERY));
      } catch (error) {
        if (failure !== null) await recordFailure(database, scope, now, failure);
        throw failure ?? error;
      }
    },

    markUndeliverable: (scope, now) =>
      reaching(() =>
        database.$transaction((transaction) => giveUp(transaction, scope, now), DELIVERY),
      ),
  };
}

interface GivenUp {
  readonly id: string;
  readonly case_id: string;
  readonly authorization_number: string | null;
  readonly kind: NoticeKind;
  readonly due_at: Date;
  readonly attempts: number;
  readonly last_error: string | null;
}

/**
 * The case is locked first, as a change of it does: a notice that such a change cancels, or that
 * somebody hands over at this moment, is not given up.
 */
async function giveUp(
  transaction: Prisma.TransactionClient,
  scope: NoticeScope,
  now: Date,
): Promise<void> {
  await transaction.$queryRaw`
    SELECT FROM pa_case WHERE id IN (SELECT case_id FROM notice WHERE ${within(scope)})
    FOR NO KEY UPDATE`;
  const notices = await transaction.$queryRaw<GivenUp[]>`
    UPDATE notice SET undeliverable_at = ${now}
    WHERE ${within(scope)} AND ${waitingAt(now)}
    RETURNING id, case_id, authorization_number, kind, due_at, attempts, last_error`;
  const [first] = notices;
  if (!first) return;
  await showStuck(transaction, first, now);
  await transaction.caseEvent.createMany({
    data: notices.map(({ id, case_id: caseId, kind }) => ({
      ...BY_SOFTWARE,
      caseId,
      at: now,
      type: 'notice-undeliverable',
      details: { notice: id, kind },
    })),
  });
}

/** At once, and as the next check would find it. */
async function showStuck(
  transaction: Prisma.TransactionClient,
  { case_id: caseId, authorization_number: authorization, kind, ...notice }: GivenUp,
  now: Date,
): Promise<void> {
  const { cause, ...hindrance } = hindranceOfNotice({
    caseId,
    authorization,
    kind,
    dueAt: notice.due_at,
    attempts: notice.attempts,
    lastError: notice.last_error,
    undeliverableAt: now,
  });
  await transaction.stuck.upsert({
    where: { caseId_cause: { caseId, cause } },
    create: { caseId, cause, ...hindrance },
    update: hindrance,
  });
}

/** All notices that are due wait for the same mail system, so the failure is that of each. */
async function recordFailure(
  database: Database,
  scope: NoticeScope,
  now: Date,
  failure: unknown,
): Promise<void> {
  const lastError = failure instanceof Error ? failure.message : 'the mail system refused';
  await reaching(() =>
    database.notice.updateMany({
      where: { ...noticesOf(scope), sentAt: null, undeliverableAt: null, dueAt: { lte: now } },
      data: { attempts: { increment: 1 }, lastError },
    }),
  );
}

/** The notices of a scope, as in `noticesOf`. */
function within(scope: NoticeScope): Prisma.Sql {
  return 'caseId' in scope
    ? Prisma.sql`case_id = ${scope.caseId}::uuid AND authorization_number IS NULL`
    : Prisma.sql`authorization_number = ${scope.authorization}`;
}

function waitingAt(now: Date): Prisma.Sql {
  return Prisma.sql`sent_at IS NULL AND undeliverable_at IS NULL AND due_at <= ${now}`;
}
