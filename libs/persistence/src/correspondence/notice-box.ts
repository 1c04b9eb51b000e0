import {
  blockerOfNotice,
  contentOfText,
  type FailedAttempt,
  type LetterAgain,
  type NoticeBox,
  type SentNotice,
  type TakenNotice,
} from '@assent/application';
import { AFTER_RECOVERY_MS } from '@assent/domain';
import { reaching, type Database } from '../database/database';
import { toDueNotice, toNoticeRecord } from '../database/mappers';
import { Prisma, type Notice as NoticeRow } from '../generated/client';
import { keepForms } from './letter-forms';

/**
 * How long a taker holds a notice, by the database's clock: longer than a hand-over may take, and
 * short enough that a letter does not wait long for a taker that died.
 */
export const LEASE = Prisma.sql`interval '20 seconds'`;

export const BY_SOFTWARE = { actor: 'assent', role: 'software' };

/** Unsent notices, and those that are sent again, due or not; the queue's index matches it. */
export const WAITING = Prisma.sql`(sent_at IS NULL OR resend = 'due') AND undeliverable_at IS NULL`;

/**
 * How long the record of a letter may wait for a connection, and then take, in milliseconds: one that is
 * handed over and not recorded is handed over again. Both together are no longer than the lease.
 */
export const RECORDING = { maxWait: 10_000, timeout: 10_000 };

/** When a waiting notice is next sent. */
export const NEXT_HAND_OVER = Prisma.sql`coalesce(next_attempt_at, due_at)`;

/** The queue of notices in Postgres. No transaction stays open while a letter is handed over. */
export function noticeBox(database: Database): NoticeBox {
  return {
    take: (now, limit) =>
      reaching(async () => {
        // Once, whatever the plan: a subquery that is run for each row takes more than the limit.
        const taken = await database.$queryRaw<{ id: string }[]>`
          WITH due AS MATERIALIZED (
            SELECT id FROM notice
            WHERE ${WAITING} AND ${NEXT_HAND_OVER} <= ${now}
              AND (leased_until IS NULL OR leased_until <= now())
            ORDER BY ${NEXT_HAND_OVER}, id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
          UPDATE notice SET leased_until = now() + ${LEASE} FROM due WHERE notice.id = due.id
          RETURNING notice.id`;
        if (taken.length === 0) return [];
        const rows = await database.notice.findMany({
          where: { id: { in: taken.map(({ id }) => id) } },
          include: { case: true, authorizationRecord: true, appeal: true },
          orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
        });
        return rows.flatMap((row) =>
          row.leasedUntil === null
            ? []
            : [
                {
                  ...toDueNotice(row),
                  leasedUntil: row.leasedUntil,
                  triedSince: row.triedSince,
                  atOnce: row.atOnce,
                  again: againOf(row),
                },
              ],
        );
      }),

    sent: (notice, letter, at) =>
      reaching(() =>
        database.$transaction((transaction) => send(transaction, notice, letter, at), RECORDING),
      ),

    putOff: (notice, until) =>
      reaching(async () => {
        await database.notice.updateMany({
          where: held(notice),
          data: { nextAttemptAt: until, leasedUntil: null },
        });
      }),

    refused: (notice, { at, error }, nextAttemptAt) =>
      reaching(() =>
        database.$transaction(async (transaction) => {
          if (await redirected(transaction, notice)) return;
          await transaction.notice.updateMany({
            where: held(notice),
            data: {
              attempts: { increment: 1 },
              lastError: error,
              triedSince: notice.triedSince ?? at,
              nextAttemptAt,
              leasedUntil: null,
              atOnce: false,
            },
          });
        }),
      ),

    giveUp: (notice, attempt) =>
      reaching(() => database.$transaction((transaction) => giveUp(transaction, notice, attempt))),
  };
}

/** A notice that its taker still holds, neither cancelled nor taken by another. */
function held({ again, id, leasedUntil }: TakenNotice): Prisma.NoticeWhereInput {
  const waits = again ? { resend: 'due' } : { sentAt: null };
  return { id, leasedUntil, ...waits, undeliverableAt: null };
}

/** The letter of a notice that came back; null if it was not sent yet. */
function againOf(row: NoticeRow): LetterAgain | null {
  const { content, sendings, sentAt, subject, text } = toNoticeRecord(row);
  if (sentAt === null || subject === null || text === null) return null;
  const sending = (sendings ?? 1) + 1;
  return { sending, subject, text, content: content ?? contentOfText(subject, text) };
}

/** Records every letter that went out, even if its notice was taken or cancelled meanwhile. */
async function send(
  transaction: Prisma.TransactionClient,
  notice: TakenNotice,
  { to, subject, text, content, drawn }: SentNotice,
  at: Date,
): Promise<void> {
  const recorded = notice.again
    ? await recordAgain(transaction, notice.id, notice.again, to, at)
    : await transaction.$executeRaw`
    INSERT INTO notice AS n (id, kind, case_id, authorization_number, appeal_id, days_before, due_at,
      sent_at, recipient, subject, text, content, attempts)
    VALUES (${notice.id}::uuid, ${notice.kind}, ${notice.caseId}::uuid, ${notice.authorization},
      ${notice.appealId ?? null}::uuid, ${notice.daysBefore}, ${notice.dueAt}, ${at}, ${to},
      ${subject}, ${text}, ${JSON.stringify(content)}::jsonb, 1)
    ON CONFLICT (id) DO UPDATE SET sent_at = excluded.sent_at, recipient = excluded.recipient,
      subject = excluded.subject, text = excluded.text, content = excluded.content,
      attempts = n.attempts + 1,
      last_error = NULL, undeliverable_at = NULL, next_attempt_at = NULL, leased_until = NULL
    WHERE n.sent_at IS NULL`;
  if (recorded === 0) return;
  if (drawn) await keepForms(transaction, notice.id, drawn, at);
  await transaction.caseEvent.create({
    data: {
      ...BY_SOFTWARE,
      caseId: notice.caseId,
      at,
      type: 'notice-sent',
      details: {
        notice: notice.id,
        kind: notice.kind,
        ...(notice.daysBefore !== null && { daysBefore: notice.daysBefore }),
        ...(notice.again && { sending: notice.again.sending }),
      },
    },
  });
  // The clock of its case may stop now.
  if (notice.kind === 'extension') {
    await transaction.outbox.create({ data: { topic: 'case-changed', subject: notice.caseId } });
  }
  const { npi, email } = notice.case.prescriber;
  if (to === email) {
    // An address that was corrected since is not offered again.
    await transaction.$executeRaw`
      UPDATE prescriber_seen SET email = ${email} WHERE npi = ${npi} AND email IS DISTINCT FROM ${email}
        AND EXISTS (SELECT FROM pa_case
          WHERE id = ${notice.caseId}::uuid AND prescriber_email = ${email})`;
  }
  const soon = new Date(at.getTime() + AFTER_RECOVERY_MS);
  await transaction.$executeRaw`
    UPDATE notice SET next_attempt_at = ${soon} WHERE id IN (
      SELECT id FROM notice WHERE ${WAITING} AND ${NEXT_HAND_OVER} > ${soon} AND last_error IS NOT NULL
      FOR UPDATE SKIP LOCKED)`;
}

/**
 * Another sending of a letter: it keeps when it was first sent, and what is known of the sending
 * before is no longer about it. Recorded even if it was meanwhile reported as delivered after all.
 */
function recordAgain(
  transaction: Prisma.TransactionClient,
  id: string,
  { sending }: LetterAgain,
  to: string,
  at: Date,
): Promise<number> {
  return transaction.$executeRaw`
    UPDATE notice SET recipient = ${to}, sendings = ${sending}::smallint, resent_at = ${at},
      resend = NULL, delivery_outcome = NULL, delivery_at = NULL, delivery_code = NULL,
      delivery_by = NULL, delivery_role = NULL, attempts = attempts + 1, last_error = NULL,
      undeliverable_at = NULL, next_attempt_at = NULL, leased_until = NULL
    WHERE id = ${id}::uuid AND coalesce(sendings, 1) = ${sending - 1}::int`;
}

/**
 * If the address was corrected during the attempt, retries with the new one at once. It locks the
 * case first, as a change of it does: a notice that such a change cancels is not given up.
 * @returns whether it was corrected
 */
async function redirected(
  transaction: Prisma.TransactionClient,
  notice: TakenNotice,
): Promise<boolean> {
  const [current] = await transaction.$queryRaw<{ email: string | null }[]>`
    SELECT prescriber_email AS email FROM pa_case WHERE id = ${notice.caseId}::uuid
    FOR NO KEY UPDATE`;
  if (current?.email === (notice.case.prescriber.email ?? null)) return false;
  await transaction.notice.updateMany({
    where: held(notice),
    data: {
      attempts: 0,
      lastError: null,
      triedSince: null,
      nextAttemptAt: null,
      leasedUntil: null,
      atOnce: true,
    },
  });
  return true;
}

async function giveUp(
  transaction: Prisma.TransactionClient,
  notice: TakenNotice,
  { at, error }: FailedAttempt,
): Promise<void> {
  const { caseId, kind } = notice;
  if (await redirected(transaction, notice)) return;
  const [given] = await transaction.notice.updateManyAndReturn({
    where: held(notice),
    data: {
      attempts: { increment: 1 },
      lastError: error,
      undeliverableAt: at,
      nextAttemptAt: null,
      leasedUntil: null,
    },
  });
  if (!given) return;
  const unsent = {
    caseId,
    authorization: notice.authorization,
    kind,
    dueAt: notice.dueAt,
    attempts: given.attempts,
    lastError: error,
    undeliverableAt: at,
    nextAttemptAt: null,
    bouncedAt: given.resend === null ? null : given.deliveryAt,
    bounceCode: given.deliveryCode,
    isResent: given.resend === 'due',
  };
  const { cause, ...blocker } = blockerOfNotice(unsent, at);
  await transaction.stuck.upsert({
    where: { caseId_cause: { caseId, cause } },
    create: { caseId, cause, ...blocker },
    update: blocker,
  });
  await transaction.caseEvent.create({
    data: {
      ...BY_SOFTWARE,
      caseId,
      at,
      type: 'notice-undeliverable',
      details: { notice: notice.id, kind },
    },
  });
}
