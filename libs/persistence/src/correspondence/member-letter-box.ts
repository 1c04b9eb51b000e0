import type { MemberLetterBox, TakenMemberLetter } from '@assent/application';
import { reaching, type Database } from '../database/database';
import { toDueNotice } from '../database/mappers';
import { Prisma } from '../generated/client';
import { keepForms } from './letter-forms';
import { BY_SOFTWARE, LEASE, NEXT_HAND_OVER, RECORDING } from './notice-box';

/** Letters to members that are not made yet, due or not; the queue's index matches it. */
export const UNMADE = Prisma.sql`made_at IS NULL`;

/** The queue of letters to members in Postgres. No transaction stays open while one is handed over. */
export function memberLetterBox(database: Database): MemberLetterBox {
  return {
    take: (now, limit) =>
      reaching(async () => {
        const taken = await database.$queryRaw<{ id: string }[]>`
          WITH due AS MATERIALIZED (
            SELECT id FROM member_letter
            WHERE ${UNMADE} AND ${NEXT_HAND_OVER} <= ${now}
              AND (leased_until IS NULL OR leased_until <= now())
            ORDER BY ${NEXT_HAND_OVER}, id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
          UPDATE member_letter SET leased_until = now() + ${LEASE} FROM due WHERE member_letter.id = due.id
          RETURNING member_letter.id`;
        if (taken.length === 0) return [];
        const rows = await database.memberLetter.findMany({
          where: { id: { in: taken.map(({ id }) => id) } },
          include: { case: true, authorizationRecord: true, appeal: true },
          orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
        });
        return rows.flatMap((row) => {
          const { leasedUntil, triedSince } = row;
          return leasedUntil === null ? [] : [{ ...toDueNotice(row), leasedUntil, triedSince }];
        });
      }),

    made: (taken, { to, subject, text, content, drawn }, at) =>
      reaching(() =>
        database.$transaction(async (transaction) => {
          const recorded = await transaction.$executeRaw`
            INSERT INTO member_letter AS l (id, kind, case_id, authorization_number, appeal_id,
              days_before, due_at, made_at, recipient, subject, text, content)
            VALUES (${taken.id}::uuid, ${taken.kind}, ${taken.caseId}::uuid, ${taken.authorization},
              ${taken.appealId ?? null}::uuid, ${taken.daysBefore}, ${taken.dueAt}, ${at}, ${to},
              ${subject}, ${text}, ${JSON.stringify(content)}::jsonb)
            ON CONFLICT (id) DO UPDATE SET made_at = excluded.made_at,
              recipient = excluded.recipient, subject = excluded.subject, text = excluded.text,
              content = excluded.content, next_attempt_at = NULL, leased_until = NULL,
              last_error = NULL
            WHERE l.made_at IS NULL`;
          if (recorded === 0) return;
          await keepForms(transaction, taken.id, drawn, at);
          await transaction.caseEvent.create({
            data: {
              ...BY_SOFTWARE,
              caseId: taken.caseId,
              at,
              type: to === null ? 'member-letter-to-print' : 'member-letter-sent',
              details: {
                letter: taken.id,
                kind: taken.kind,
                language: content.language,
                ...(taken.daysBefore !== null && { daysBefore: taken.daysBefore }),
              },
            },
          });
        }, RECORDING),
      ),

    putOff: (taken, until) =>
      reaching(async () => {
        await database.memberLetter.updateMany({
          where: held(taken),
          data: { nextAttemptAt: until, leasedUntil: null },
        });
      }),

    refused: (taken, triedSince, nextAttemptAt, unmade) =>
      reaching(async () => {
        await database.memberLetter.updateMany({
          where: held(taken),
          data: { triedSince, nextAttemptAt, leasedUntil: null, lastError: unmade },
        });
      }),
  };
}

/** A letter that its taker still holds, neither cancelled nor taken by another. */
function held({ id, leasedUntil }: TakenMemberLetter): Prisma.MemberLetterWhereInput {
  return { id, leasedUntil, madeAt: null };
}
