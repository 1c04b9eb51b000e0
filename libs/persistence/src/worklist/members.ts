import type { KnownMember, ReportRepository } from '@assent/application';
import { cursorOf, pageOf, readCursor } from '../database/cursor';
import { reaching, type Database } from '../database/database';
import { toAuthorization, toWorklistRow, WORKLIST_COLUMNS } from '../database/mappers';
import { calendarDate } from '../database/table';
import { Prisma } from '../generated/client';
import { saysAllOf, SEARCHED_MEMBERS } from './search';

/** Members in Postgres, each with their open cases and authorizations. */
export function members(database: Database): Pick<ReportRepository, 'members' | 'member'> {
  return {
    members: (typed, { limit, cursor }) =>
      reaching(async () => {
        const rows = await database.$queryRaw<{ id: string; seenAt: Date }[]>(
          memberStatement(typed, limit + 1, cursor),
        );
        const { items, nextCursor } = pageOf(rows, limit, ({ id, seenAt }) =>
          cursorOf([seenAt.toISOString(), id]),
        );
        return { items: await read(items.map(({ id }) => id)), nextCursor };
      }),

    member: (id) => reaching(async () => (await read([id]))[0] ?? null),
  };

  /** Those that exist, in the order of their ids. */
  async function read(ids: readonly string[]) {
    const rows = await database.member.findMany({ where: { id: { in: [...ids] } } });
    const memberId = { in: rows.map((row) => row.memberId) };
    const [open, authorizations] = await Promise.all([
      database.case.findMany({
        where: { memberId, closedAt: null },
        select: WORKLIST_COLUMNS,
        orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
      }),
      database.authorization.findMany({
        where: { memberId },
        orderBy: [{ endDate: 'desc' }, { number: 'asc' }],
      }),
    ]);
    const known = rows.map(({ id, memberId: number, givenName, familyName, birthDate }) => ({
      id,
      memberId: number,
      givenName,
      familyName,
      birthDate: calendarDate(birthDate),
      openCases: open.filter((row) => row.memberId === number).map(toWorklistRow),
      authorizations: authorizations.filter((row) => row.memberId === number).map(toAuthorization),
    }));
    return ids.flatMap((id) => known.filter((each) => each.id === id));
  }
}

/** The member of a number, however it is written. */
export async function knownMember(
  database: Database,
  memberId: string,
): Promise<KnownMember | null> {
  const [row] = await database.$queryRaw<KnownMember[]>`
    SELECT member_id AS "memberId", given_name AS "givenName", family_name AS "familyName",
      birth_date::text AS "birthDate", version,
      NOT EXISTS (SELECT FROM pa_case c
        WHERE c.member_id = member.member_id AND c.status <> 'routed') AS "isRoutedOnly"
    FROM member WHERE member_key(member_id) = member_key(${memberId})`;
  return row ?? null;
}

/** Members that match everything typed, last seen first. */
export function memberStatement(typed: string, rows: number, cursor?: string): Prisma.Sql {
  return Prisma.sql`
    SELECT m.id, m.seen_at AS "seenAt" FROM member m
    WHERE ${saysAllOf(typed, SEARCHED_MEMBERS)} AND ${after(cursor)}
    ORDER BY m.seen_at DESC, m.id DESC LIMIT ${rows}`;
}

function after(cursor: string | undefined): Prisma.Sql {
  const last = readCursor(cursor, ['instant', 'uuid']);
  if (!last) return Prisma.sql`true`;
  const [seenAt, id] = last;
  return Prisma.sql`(m.seen_at, m.id) < (${seenAt}::timestamptz, ${id}::uuid)`;
}
