import type {
  AuthorizationFilter,
  CaseRepository,
  Change,
  Opening,
  ReminderFilter,
} from '@assent/application';
import type { Role } from '@assent/domain';
import { accessRecords } from '../access/case-access';
import { inLines } from '../access/readable-lines';
import { appealRecords } from '../appeals/appeals';
import { letterFormRecords } from '../correspondence/letter-forms';
import { UNMADE } from '../correspondence/member-letter-box';
import { NEXT_HAND_OVER, WAITING } from '../correspondence/notice-box';
import { cursorOf, isUuid, pageOf, readCursor } from '../database/cursor';
import {
  EXCLUSION_VIOLATION,
  reaching,
  sqlState,
  STALE,
  UNIQUE_VIOLATION,
  type Database,
} from '../database/database';
import { DETAILS } from '../database/json-columns';
import { toAuthorization, toCase, toMemberLetter, toNoticeRecord } from '../database/mappers';
import { forEveryLine } from '../database/reader';
import { CASES } from '../database/tables';
import { printedLetterRecords } from '../correspondence/printed-letters';
import { documentRecords } from '../documents/documents';
import { letterSettingRecords } from '../letter-templates/letter-settings';
import { Prisma, type Case as CaseRow } from '../generated/client';
import { knownMember } from '../worklist/members';
import { authorizationsOf, inOrder, positionsThatFit } from '../worklist/worklist-repository';
import { caseEvents } from './case-events';
import { changeRows } from './change-rows';

/** The record in Postgres. Each change is one call of the function `commit_change`. */
export function caseRepository(database: Database): CaseRepository {
  const events = caseEvents(database);
  return {
    ...documentRecords(database),
    ...appealRecords(database),
    ...letterFormRecords(database),
    ...letterSettingRecords(database),
    ...printedLetterRecords(database),
    ...accessRecords(database),
    ...whatDecides(database),

    commit: async (change) => (await written(database, change)).outcome,

    open: (change) => written(database, change),

    case: (id) =>
      reaching(async () => {
        const row = isUuid(id)
          ? await database.case.findFirst({ where: { id }, include: WITH_STUCK })
          : null;
        return row && toCase(row);
      }),

    ...events,

    caseOfPeerToPeer: (id) =>
      reaching(async () => {
        const [row] = await database.$queryRaw<{ id: string }[]>`
          SELECT id FROM pa_case WHERE peer_to_peer @> ${JSON.stringify([{ id }])}::jsonb`;
        return row?.id ?? null;
      }),

    shownCase: (id) =>
      reaching(async () => {
        if (!isUuid(id)) return null;
        const [[row], tellings] = await Promise.all([
          database.$queryRaw<ShownRow[]>`
            SELECT ${CASES.select('c')}, (${knownEmailOf(Prisma.sql`c.npi`)}) AS "knownEmail",
              ARRAY(SELECT encode(d.sha256, 'hex') FROM document d WHERE d.case_id = c.id)
                AS "contents",
              EXISTS (SELECT FROM stuck s WHERE s.case_id = c.id) AS "isStuck",
              EXISTS (SELECT FROM pa_authorization a WHERE a.case_id = c.id) AS "isIssued"
            FROM pa_case c WHERE c.id = ${id}::uuid`,
          events.tellings(id),
        ]);
        if (!row) return null;
        const { knownEmail, contents, isStuck, isIssued, ...columns } = row;
        const [stuck, authorization] = await Promise.all([
          isStuck ? database.stuck.findMany({ where: { caseId: id } }) : [],
          isIssued ? newestOf(database, id) : null,
        ]);
        return {
          record: toCase({ ...columns, stuck }),
          authorization: authorization && toAuthorization(authorization),
          tellings,
          knownEmail,
          documents: contents.map((sha256) => ({ sha256 })),
        };
      }),

    cases: (filter) =>
      reaching(async () => {
        const { items: positions, nextCursor } = await positionsThatFit(database, filter);
        const rows = await database.case.findMany({
          where: { id: { in: positions.map(({ id }) => id) } },
          include: WITH_STUCK,
        });
        return { items: inOrder(positions, rows.map(toCase)), nextCursor };
      }),

    roleOf: (person) =>
      reaching(async () => {
        const row = await database.personSeen.findFirst({ where: { subject: person } });
        return row && (row.role as Role);
      }),

    // Each page of the web app asks who is signed in: what is known is written once a day.
    meet: (person, role, at) =>
      reaching(async () => {
        await database.$executeRaw`
          INSERT INTO person_seen (subject, role, seen_at) VALUES (${person}, ${role}, ${at})
          ON CONFLICT (subject) DO UPDATE SET role = excluded.role, seen_at = excluded.seen_at
          WHERE person_seen.role <> excluded.role
            OR person_seen.seen_at < excluded.seen_at - interval '1 day'`;
      }),

    knownEmail: (npi) =>
      reaching(async () => {
        const [row] = await database.$queryRaw<{ email: string | null }[]>(
          knownEmailOf(Prisma.sql`${npi}`),
        );
        return row?.email ?? null;
      }),

    authorization: (number) =>
      reaching(async () => {
        const row = await database.authorization.findFirst({ where: { number } });
        return row && toAuthorization(row);
      }),

    authorizationsNumbered: (numbers) =>
      reaching(async () => {
        if (numbers.length === 0) return [];
        const rows = await database.authorization.findMany({
          where: { number: { in: [...numbers] } },
        });
        return rows.map(toAuthorization);
      }),

    authorizationOfCase: (caseId) =>
      reaching(async () => {
        const row = await newestOf(database, caseId);
        return row && toAuthorization(row);
      }),

    authorizationsOfCases: (caseIds) =>
      reaching(async () => {
        if (caseIds.length === 0) return [];
        const rows = await database.authorization.findMany({
          where: { caseId: { in: [...caseIds] }, continues: null },
          orderBy: [{ issuedAt: 'asc' }, { startDate: 'asc' }],
        });
        return rows.map(toAuthorization);
      }),

    authorizations: (filter) =>
      reaching(async () => {
        const member = filter.memberId && (await knownMember(database, filter.memberId));
        const asked = member ? { ...filter, memberId: member.memberId } : filter;
        const rows = await database.authorization.findMany({
          where: { AND: [authorizationsThatFit(asked), afterAuthorization(filter.cursor)] },
          orderBy: [{ endDate: 'asc' }, { number: 'asc' }],
          take: filter.limit + 1,
        });
        return pageOf(rows.map(toAuthorization), filter.limit, ({ period, number }) =>
          cursorOf([period.end, number]),
        );
      }),

    reminders: (filter) =>
      reaching(async () => {
        const rows = await database.notice.findMany({
          where: { AND: [remindersThatFit(filter), afterNotice(filter.cursor)] },
          orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
          take: filter.limit + 1,
        });
        const { items, nextCursor } = pageOf(rows, filter.limit, ({ dueAt, id }) =>
          cursorOf([dueAt.toISOString(), id]),
        );
        return {
          items: items.map(({ authorization, daysBefore, dueAt, sentAt }) => ({
            authorization: authorization ?? '',
            daysBefore: daysBefore ?? 0,
            dueAt,
            sentAt,
          })),
          nextCursor,
        };
      }),

    notices: (caseId) =>
      reaching(async () => {
        const rows = await database.notice.findMany({
          where: { caseId },
          orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
        });
        return rows.map(toNoticeRecord);
      }),

    notice: (id) =>
      reaching(async () => {
        const row = isUuid(id) ? await database.notice.findFirst({ where: { id } }) : null;
        return row && toNoticeRecord(row);
      }),

    memberLetters: (caseId) =>
      reaching(async () => {
        const rows = await database.memberLetter.findMany({
          where: { caseId },
          orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
        });
        return rows.map(toMemberLetter);
      }),

    memberLetter: (id) =>
      reaching(async () => {
        const row = isUuid(id) ? await database.memberLetter.findFirst({ where: { id } }) : null;
        return row && toMemberLetter(row);
      }),

    hasNoticesDue: (caseId, now) =>
      reaching(async () => {
        if (!isUuid(caseId)) return false;
        const [row] = await database.$queryRaw<{ due: boolean }[]>`
          SELECT EXISTS (SELECT FROM notice WHERE case_id = ${caseId}::uuid
            AND ${WAITING} AND ${NEXT_HAND_OVER} <= ${now})
          OR EXISTS (SELECT FROM member_letter WHERE case_id = ${caseId}::uuid
            AND ${UNMADE} AND ${NEXT_HAND_OVER} <= ${now}) AS due`;
        return row?.due ?? false;
      }),

    makeMemberLettersAgain: (caseId) =>
      reaching(async () => {
        await database.memberLetter.updateMany({
          where: { caseId, madeAt: null, triedSince: { not: null } },
          data: { triedSince: null, nextAttemptAt: null, lastError: null },
        });
      }),
  };
}

/**
 * What a decision depends on, whoever makes it: all coverage of the member, and what a command did
 * before. It is not shown as it is.
 */
function whatDecides(
  database: Database,
): Pick<
  CaseRepository,
  'command' | 'knownMember' | 'openCase' | 'openCasesOf' | 'deniedCases' | 'authorizationsOf'
> {
  return forEveryLine({
    command: (key) =>
      reaching(async () => {
        const row = await database.caseEvent.findFirst({
          where: { commandKey: key },
          select: { caseId: true, actor: true, commandDigest: true, details: true },
        });
        return (
          row && {
            caseId: row.caseId,
            by: row.actor,
            digest: Buffer.from(row.commandDigest ?? []).toString('hex'),
            appealId: appealIn(row.details),
          }
        );
      }),

    knownMember: (memberId) => reaching(() => knownMember(database, memberId)),

    openCase: ({ memberId, drug, requestType, lineOfBusiness }) =>
      reaching(async () => {
        const row = await database.case.findFirst({
          where: { memberId, drug, requestType, lineOfBusiness, closedAt: null },
          include: WITH_STUCK,
        });
        return row && toCase(row);
      }),

    openCasesOf: (memberId, drug) =>
      reaching(async () => {
        const rows = await database.case.findMany({
          where: { memberId, drug, closedAt: null },
          include: WITH_STUCK,
          orderBy: { id: 'asc' },
        });
        return rows.map(toCase);
      }),

    deniedCases: (memberId, drug) =>
      reaching(async () => {
        const rows = await database.case.findMany({
          where: { memberId, drug, status: 'denied' },
          orderBy: { closedAt: 'desc' },
          take: 20,
          include: WITH_STUCK,
        });
        return rows.map(toCase).reverse();
      }),

    authorizationsOf: (memberId, drug) => authorizationsOf(database, memberId, drug),
  });
}

function written(database: Database, change: Change): Promise<Opening> {
  return reaching(async () => {
    const rows = JSON.stringify(changeRows(change));
    try {
      const [told] = await database.$queryRaw<{ isStale: boolean; knownEmail: string | null }[]>`
        SELECT is_stale AS "isStale", known_email AS "knownEmail"
        FROM commit_change(${rows}::jsonb)`;
      const { isStale = false, knownEmail = null } = told ?? {};
      return { outcome: isStale ? 'stale' : 'committed', knownEmail };
    } catch (error) {
      const state = sqlState(error);
      if (state === STALE) return { outcome: 'stale', knownEmail: null };
      if (state === UNIQUE_VIOLATION || state === EXCLUSION_VIOLATION) {
        return { outcome: 'taken', knownEmail: null };
      }
      throw error;
    }
  });
}

/**
 * What people see of a case, read in one statement where nothing is issued or stuck: each statement
 * costs more than all that it reads.
 */
type ShownRow = CaseRow & {
  readonly knownEmail: string | null;
  readonly contents: readonly string[];
  readonly isStuck: boolean;
  readonly isIssued: boolean;
};

/** The authorization of a case that was issued last. */
function newestOf(database: Database, caseId: string) {
  return database.authorization.findFirst({
    where: { caseId, continues: null },
    orderBy: [{ issuedAt: 'desc' }, { startDate: 'desc' }],
  });
}

/** The id of the appeal that an event is about; null for another. */
function appealIn(details: Prisma.JsonValue): string | null {
  const { appealId } = DETAILS.parse(details ?? {});
  return typeof appealId === 'string' ? appealId : null;
}

function knownEmailOf(npi: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT email FROM prescriber_seen WHERE npi = ${npi}`;
}

/** A case is read with its blockers. */
export const WITH_STUCK = { stuck: true } satisfies Prisma.CaseInclude;

function authorizationsThatFit(filter: AuthorizationFilter): Prisma.AuthorizationWhereInput {
  return {
    ...(filter.memberId !== undefined && { memberId: filter.memberId }),
    ...(filter.lines && inLines(filter.lines)),
    ...(filter.status && { status: filter.status }),
    ...(filter.expiringBefore && {
      endDate: { lt: midnight(filter.expiringBefore) },
      ...(filter.status ? {} : { status: 'active' }),
    }),
  };
}

function remindersThatFit({ from, to, lines }: ReminderFilter): Prisma.NoticeWhereInput {
  return {
    kind: 'renewal-reminder',
    ...(lines && { case: inLines(lines) }),
    dueAt: { ...(from && { gte: from }), ...(to && { lte: to }) },
  };
}

function afterAuthorization(cursor: string | undefined): Prisma.AuthorizationWhereInput {
  const after = readCursor(cursor, ['date', 'authorization']);
  if (!after) return {};
  const [end, number] = after;
  const endDate = midnight(end);
  return { OR: [{ endDate: { gt: endDate } }, { endDate, number: { gt: number } }] };
}

function afterNotice(cursor: string | undefined): Prisma.NoticeWhereInput {
  const after = readCursor(cursor, ['instant', 'uuid']);
  if (!after) return {};
  const [due, id] = after;
  const dueAt = new Date(due);
  return { OR: [{ dueAt: { gt: dueAt } }, { dueAt, id: { gt: id } }] };
}

/** Prisma takes midnight UTC for a date column. */
function midnight(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}
