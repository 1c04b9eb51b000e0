import type { NoticeBox, NoticeScope } from '@assent/application';
import { noticesOf } from './case-records';
import { reaching, type Database } from './database';
import { Prisma } from './generated/client';
import { toDueNotice } from './mappers';

/** How long a hand-over to the mail system may hold its row. */
const DELIVERY_TIMEOUT_MS = 30_000;

/** The notices in Postgres that wait to be sent. */
export function noticeBox(database: Database): NoticeBox {
  return {
    deliverNext: async (scope, now, send) => {
      let failure: unknown = null;
      const deliver = async (transaction: Prisma.TransactionClient) => {
        const [next] = await transaction.$queryRaw<{ id: string }[]>`
          SELECT id FROM notice
          WHERE ${'caseId' in scope ? ofCase(scope.caseId) : ofAuthorization(scope.authorization)}
            AND sent_at IS NULL AND undeliverable_at IS NULL AND due_at <= ${now}
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
            caseId: row.caseId,
            at: now,
            type: 'notice-sent',
            actor: 'assent',
            role: 'software',
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
        return await reaching(() =>
          database.$transaction(deliver, { timeout: DELIVERY_TIMEOUT_MS, maxWait: 5_000 }),
        );
      } catch (error) {
        if (failure !== null) await recordFailure(database, scope, now, failure);
        throw failure ?? error;
      }
    },

    markUndeliverable: (scope, now) =>
      reaching(async () => {
        await database.$transaction(async (transaction) => {
          const due = await transaction.notice.findMany({
            where: {
              ...noticesOf(scope),
              sentAt: null,
              undeliverableAt: null,
              dueAt: { lte: now },
            },
          });
          for (const { id, caseId, kind, lastError } of due) {
            await transaction.notice.update({ where: { id }, data: { undeliverableAt: now } });
            await transaction.case.update({
              where: { id: caseId },
              data: {
                version: { increment: 1 },
                stuckCause: 'notice-undeliverable',
                stuckSince: now,
                stuckDetail: `the ${kind} notice could not be sent: ${lastError ?? 'no reason given'}`,
              },
            });
            await transaction.caseEvent.create({
              data: {
                caseId,
                at: now,
                type: 'notice-undeliverable',
                actor: 'assent',
                role: 'software',
                details: { notice: id, kind },
              },
            });
          }
        });
      }),
  };
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

function ofCase(caseId: string): Prisma.Sql {
  return Prisma.sql`case_id = ${caseId}::uuid AND authorization_number IS NULL`;
}

function ofAuthorization(number: string): Prisma.Sql {
  return Prisma.sql`authorization_number = ${number}`;
}
