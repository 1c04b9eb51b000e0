import {
  MAX_SHOWN_CASES,
  type AccessEntry,
  type AccessFilter,
  type AccessLog,
  type FoundAccess,
} from '@assent/application';
import { cursorOf, pageOf, readCursor } from '../database/cursor';
import { reaching, type Database } from '../database/database';
import type { AccessEntry as AccessRow, Prisma } from '../generated/client';

/** Who read members' data, in Postgres. */
export function accessLog(database: Database): AccessLog {
  return {
    add: (entries) => reaching(() => add(database, entries)),

    list: (filter) =>
      reaching(async () => {
        const about = await whoseData(database, filter);
        if (!about) return null;
        const rows = await database.accessEntry.findMany({
          where: {
            ...(filter.person !== undefined && { actor: filter.person }),
            at: { ...(filter.from && { gte: filter.from }), ...(filter.to && { lte: filter.to }) },
            AND: [...about.map(anyOf), beyond(filter.cursor)],
          },
          orderBy: [{ at: 'desc' }, { id: 'desc' }],
          take: filter.limit + 1,
        });
        const { items, nextCursor } = pageOf(rows, filter.limit, ({ at, id }) =>
          cursorOf([at.toISOString(), id]),
        );
        const only = about.length > 0 ? new Set(about.flatMap(({ cases }) => cases)) : null;
        return { items: await withNumbers(database, items, only), nextCursor };
      }),
  };
}

/** Takes all of them as one value: a parameter for each column of each would cost more. */
async function add(database: Database, entries: readonly AccessEntry[]): Promise<void> {
  const rows = JSON.stringify(entries);
  await database.$executeRaw`
    INSERT INTO access_entry (id, at, actor, role, operation, outcome, purpose,
      cases, members, documents, letters, appeals, listed, address, agent)
    SELECT id, at, actor, role, operation, outcome, purpose,
      cases, members, documents, letters, appeals, listed, address, agent
    FROM json_populate_recordset(NULL::access_entry, ${rows}::json)
    ON CONFLICT (id) DO NOTHING`;
}

/** The ids by which entries name the data of a member or a case. */
interface Whose {
  readonly members: readonly string[];
  readonly cases: readonly string[];
  readonly letters: readonly string[];
  readonly appeals: readonly string[];
}

/** The member and the case of a filter, each with what belongs to it; null if there is no such member. */
async function whoseData(
  database: Database,
  { member, caseId }: AccessFilter,
): Promise<readonly Whose[] | null> {
  const ofCase = caseId === undefined ? [] : [await belongingTo(database, [caseId])];
  if (member === undefined) return ofCase;
  const known = await database.member.findFirst({ where: { id: member } });
  if (!known) return null;
  const cases = await database.case.findMany({
    where: { memberId: known.memberId },
    select: { id: true },
  });
  const ids = cases.map(({ id }) => id);
  return [...ofCase, { ...(await belongingTo(database, ids)), members: [member] }];
}

/** Letters and appeals stay with their case, so that entries of them need not name it. */
async function belongingTo(database: Database, cases: readonly string[]): Promise<Whose> {
  const query = { where: { caseId: { in: [...cases] } }, select: { id: true as const } };
  const [notices, memberLetters, appeals] = await Promise.all([
    database.notice.findMany(query),
    database.memberLetter.findMany(query),
    database.appeal.findMany(query),
  ]);
  return {
    members: [],
    cases,
    letters: [...notices, ...memberLetters].map(({ id }) => id),
    appeals: appeals.map(({ id }) => id),
  };
}

function anyOf({ members, cases, letters, appeals }: Whose): Prisma.AccessEntryWhereInput {
  return {
    OR: [
      { members: { hasSome: [...members] } },
      { cases: { hasSome: [...cases] } },
      { letters: { hasSome: [...letters] } },
      { appeals: { hasSome: [...appeals] } },
    ],
  };
}

function beyond(cursor: string | undefined): Prisma.AccessEntryWhereInput {
  const last = readCursor(cursor, ['instant', 'uuid']);
  if (!last) return {};
  const at = new Date(last[0]);
  return { OR: [{ at: { lt: at } }, { at, id: { lt: last[1] } }] };
}

/** With the numbers of its cases: of those in `only`, or of all. An id that is no case's has none. */
async function withNumbers(
  database: Database,
  rows: readonly AccessRow[],
  only: ReadonlySet<string> | null,
): Promise<readonly FoundAccess[]> {
  const shownOf = ({ cases }: AccessRow) =>
    cases.filter((id) => only?.has(id) ?? true).slice(0, MAX_SHOWN_CASES);
  const found = await database.case.findMany({
    where: { id: { in: [...new Set(rows.flatMap(shownOf))] } },
    select: { id: true, number: true },
  });
  const numbers = new Map(found.map(({ id, number }) => [id, number]));
  return rows.map((row) => ({
    ...row,
    role: row.role as FoundAccess['role'],
    outcome: row.outcome as FoundAccess['outcome'],
    purpose: row.purpose as FoundAccess['purpose'],
    cases: shownOf(row).flatMap((id) => {
      const number = numbers.get(id);
      return number === undefined ? [] : [{ id, number }];
    }),
    caseCount: row.cases.length,
  }));
}
