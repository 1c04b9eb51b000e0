import type { FoundLetter, LetterFilter, ListedState, Page } from '@assent/application';
import { inLines } from '../access/readable-lines';
import { cursorOf, pageOf, readCursor } from '../database/cursor';
import type { Database } from '../database/database';
import { toMemberLetter, toNoticeRecord } from '../database/mappers';
import type { Prisma } from '../generated/client';

/** Letters to members and to provider offices are in tables of their own: a page is merged of both. */
export async function listedLetters(
  database: Database,
  filter: LetterFilter,
): Promise<Page<FoundLetter> & { total: number }> {
  const { cursor, limit, recipient } = filter;
  const after = readAfter(cursor);
  const none = { rows: [], count: 0 };
  const toMembers = recipient === 'prescriber' ? none : await memberPart(database, filter, after);
  const toOffices = recipient === 'member' ? none : await officePart(database, filter, after);
  const sign = isNewestFirst(filter.state) ? -1 : 1;
  const rows = [...toMembers.rows, ...toOffices.rows].sort(
    (a, b) => sign * (a.at.getTime() - b.at.getTime() || (a.letter.id < b.letter.id ? -1 : 1)),
  );
  return {
    ...pageOf(rows, limit, ({ at, letter: { id } }) => cursorOf([at.toISOString(), id])),
    total: toMembers.count + toOffices.count,
  };
}

interface After {
  readonly at: Date;
  readonly id: string;
}

interface Part {
  /** One more than a page, if there are so many. */
  readonly rows: readonly FoundLetter[];
  readonly count: number;
}

function readAfter(cursor: string | undefined): After | null {
  const after = readCursor(cursor, ['instant', 'uuid']);
  return after && { at: new Date(after[0]), id: after[1] };
}

/** What waits is listed by how long it waits. */
function isNewestFirst(state: ListedState): boolean {
  return state === 'sent' || state === 'delivered';
}

const WITH_NAMES = {
  case: { select: { number: true, givenName: true, familyName: true } },
} as const;

const nameOf = ({
  familyName,
  givenName,
  number,
}: {
  readonly familyName: string;
  readonly givenName: string;
  readonly number: string;
}) => ({ number, memberName: `${givenName} ${familyName}` });

async function memberPart(
  database: Database,
  { kind, language, lines, limit, state }: LetterFilter,
  after: After | null,
): Promise<Part> {
  const by = state === 'failed' ? 'dueAt' : 'madeAt';
  const where = {
    ...MEMBER_STATES[state],
    ...(kind && { kind }),
    ...(language &&
      (state === 'failed'
        ? { case: spoken(language) }
        : { content: { path: ['language'], equals: language } })),
    ...(lines && { AND: { case: inLines(lines) } }),
  } satisfies Prisma.MemberLetterWhereInput;
  const direction = isNewestFirst(state) ? 'desc' : 'asc';
  const found = await database.memberLetter.findMany({
    where: { AND: [where, beyond(by, state, after)] },
    orderBy: [{ [by]: direction }, { id: direction }],
    take: limit + 1,
    include: WITH_NAMES,
  });
  const rows = found.map(({ case: of, ...row }) => {
    const letter = toMemberLetter(row);
    return { letter, of: nameOf(of), at: letter.madeAt ?? letter.dueAt };
  });
  return { rows, count: await database.memberLetter.count({ where }) };
}

/** The member of a case; who named no language reads English. */
function spoken(language: string): Prisma.CaseWhereInput {
  return language === 'en'
    ? { OR: [{ memberLanguage: null }, { memberLanguage: language }] }
    : { memberLanguage: language };
}

async function officePart(
  database: Database,
  { kind, language = 'en', lines, limit, state }: LetterFilter,
  after: After | null,
): Promise<Part> {
  // Those are printed and mailed by others, and written in English.
  const states = OFFICE_STATES[state];
  if (!states || language !== 'en') return { rows: [], count: 0 };
  const by = state === 'failed' ? 'undeliverableAt' : 'sentAt';
  const where = {
    ...states,
    ...(kind && { kind }),
    ...(lines && { case: inLines(lines) }),
  } satisfies Prisma.NoticeWhereInput;
  const direction = isNewestFirst(state) ? 'desc' : 'asc';
  const found = await database.notice.findMany({
    where: { AND: [where, beyond(by, state, after)] },
    orderBy: [{ [by]: direction }, { id: direction }],
    take: limit + 1,
    include: WITH_NAMES,
  });
  const rows = found.map(({ case: of, ...row }) => {
    const letter = toNoticeRecord(row);
    return { letter, of: nameOf(of), at: row[by] ?? row.dueAt };
  });
  return { rows, count: await database.notice.count({ where }) };
}

/** The rows of a list after the last one of a page. */
function beyond(
  by: 'dueAt' | 'madeAt' | 'sentAt' | 'undeliverableAt',
  state: ListedState,
  after: After | null,
) {
  if (!after) return {};
  const { at, id } = after;
  const past = isNewestFirst(state) ? 'lt' : 'gt';
  return { OR: [{ [by]: { [past]: at } }, { [by]: at, id: { [past]: id } }] };
}

const MADE = { madeAt: { not: null } } as const;
const SENT = { sentAt: { not: null } } as const;

/** Letters to members that wait to be mailed. */
export const TO_PRINT = { ...MADE, recipient: null, mailedAt: null } as const;

const MEMBER_STATES: Readonly<Record<ListedState, Prisma.MemberLetterWhereInput>> = {
  'to-print': TO_PRINT,
  mailed: { ...MADE, recipient: null, mailedAt: { not: null } },
  sent: { ...MADE, recipient: { not: null }, deliveryOutcome: null },
  delivered: { ...MADE, deliveryOutcome: 'delivered' },
  bounced: { ...MADE, deliveryOutcome: 'bounced' },
  failed: { madeAt: null, lastError: { not: null } },
};

const OFFICE_STATES: Readonly<Partial<Record<ListedState, Prisma.NoticeWhereInput>>> = {
  sent: { ...SENT, deliveryOutcome: null },
  delivered: { ...SENT, deliveryOutcome: 'delivered' },
  bounced: { ...SENT, deliveryOutcome: 'bounced' },
  failed: { sentAt: null, undeliverableAt: { not: null } },
};
