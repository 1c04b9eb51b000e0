import type { KnownMember, ReportRepository } from '@assent/application';
import type { LineOfBusiness, ReadableLines } from '@assent/domain';
import { inLines, readable } from '../access/readable-lines';
import { cursorOf, pageOf, readCursor } from '../database/cursor';
import { reaching, type Database } from '../database/database';
import { toAuthorization, toWorklistRow, WORKLIST_COLUMNS } from '../database/mappers';
import { calendarDate } from '../database/table';
import { Prisma } from '../generated/client';
import { saysAllOf, SEARCHED_MEMBERS } from './search';

/** Members in Postgres, each with their open cases and authorizations. */
export function members(database: Database): Pick<ReportRepository, 'members' | 'member'> {
  return {
    members: (typed, { lines, limit, cursor }) =>
      reaching(async () => {
        const rows = await database.$queryRaw<{ id: string; seenAt: Date }[]>(
          memberStatement(typed, limit + 1, cursor, lines),
        );
        const { items, nextCursor } = pageOf(rows, limit, ({ id, seenAt }) =>
          cursorOf([seenAt.toISOString(), id]),
        );
        return {
          items: await read(
            items.map(({ id }) => id),
            lines,
          ),
          nextCursor,
        };
      }),

    member: (id, lines) =>
      reaching(async () => {
        const [member] = await read([id], lines);
        return member ?? null;
      }),
  };

  /** Those that exist and have a case in the lines of business, in the order of their ids. */
  async function read(ids: readonly string[], lines: ReadableLines = null) {
    const found = await database.member.findMany({ where: { id: { in: [...ids] } } });
    const rows = lines ? await withCaseIn(lines, found) : found;
    const inThem = lines ? inLines(lines) : {};
    const memberId = { in: rows.map((row) => row.memberId) };
    const [open, authorizations] = await Promise.all([
      database.case.findMany({
        where: { memberId, closedAt: null, ...inThem },
        select: WORKLIST_COLUMNS,
        orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
      }),
      database.authorization.findMany({
        where: { memberId, ...inThem },
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

  async function withCaseIn<Row extends { readonly memberId: string }>(
    lines: readonly LineOfBusiness[],
    rows: readonly Row[],
  ): Promise<readonly Row[]> {
    const seen = await database.case.findMany({
      where: { memberId: { in: rows.map(({ memberId }) => memberId) }, ...inLines(lines) },
      distinct: ['memberId'],
      select: { memberId: true },
    });
    const numbers = new Set(seen.map(({ memberId }) => memberId));
    return rows.filter(({ memberId }) => numbers.has(memberId));
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

/** Members that match everything typed and have a case in the lines of business, last seen first. */
export function memberStatement(
  typed: string,
  rows: number,
  cursor?: string,
  lines?: ReadableLines,
): Prisma.Sql {
  const isReadable = readable(Prisma.sql`c.line_of_business`, lines);
  const hasCase = isReadable
    ? Prisma.sql`AND EXISTS (SELECT FROM pa_case c
        WHERE c.member_id = m.member_id AND ${isReadable})`
    : Prisma.empty;
  return Prisma.sql`
    SELECT m.id, m.seen_at AS "seenAt" FROM member m
    WHERE ${saysAllOf(typed, SEARCHED_MEMBERS)} AND ${after(cursor)} ${hasCase}
    ORDER BY m.seen_at DESC, m.id DESC LIMIT ${rows}`;
}

function after(cursor: string | undefined): Prisma.Sql {
  const last = readCursor(cursor, ['instant', 'uuid']);
  if (!last) return Prisma.sql`true`;
  const [seenAt, id] = last;
  return Prisma.sql`(m.seen_at, m.id) < (${seenAt}::timestamptz, ${id}::uuid)`;
}
