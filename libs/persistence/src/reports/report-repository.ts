import type {
  ActivityFilter,
  AgentFact,
  ReportRepository,
  RenewalFilter,
  RenewalReminder,
} from '@assent/application';
import type { Actor, CaseStatus, CoverageType, LineOfBusiness } from '@assent/domain';
import { andReadable, inLines } from '../access/readable-lines';
import { detailsOf } from '../case/case-events';
import { NEXT_HAND_OVER, WAITING } from '../correspondence/notice-box';
import { cursorOf, pageOf, readCursor } from '../database/cursor';
import { QUERY_CANCELED, reaching, sqlState, type Database } from '../database/database';
import { toAuthorization, toCase, toEvent } from '../database/mappers';
import { forEveryLine } from '../database/reader';
import { JURISDICTION_OF_CASE } from '../database/tables';
import { Prisma, type Notice as NoticeRow } from '../generated/client';
import { members } from '../worklist/members';
import { determinationFigures } from './determination-figures';
import { dueClocks } from './due-clocks';
import { figuresOf } from './figures';

/** How many of the newest cases are searched for agents, and for how many names. */
const NEWEST_CASES = 1_000;
const MAX_NAMES = 20_000;
/** How many different agents to return, those named most often. */
const MAX_AGENTS = 500;

/** How many milliseconds a person who types waits for an answer. */
const TYPING_MS = 1_000;

const LINE = Prisma.sql`line_of_business`;

/** What a list of renewals says of the case that was approved. */
const RENEWED_CASE = {
  givenName: true,
  familyName: true,
  prescriberName: true,
  coverageType: true,
  jurisdiction: true,
} as const;

/** Reads across the tables of Postgres. */
export function reportRepository(database: Database): ReportRepository {
  return {
    ...members(database),
    ...ofTheSystem(database),

    renewals: (filter) =>
      reaching(async () => {
        const rows = await database.authorization.findMany({
          where: { AND: [renewalsThatFit(filter), afterRenewal(filter.cursor)] },
          orderBy: [{ endDate: 'asc' }, { number: 'asc' }],
          take: filter.limit + 1,
          include: {
            case: { select: RENEWED_CASE },
            notices: { where: { kind: 'renewal-reminder' }, orderBy: { dueAt: 'asc' } },
          },
        });
        const { items, nextCursor } = pageOf(rows, filter.limit, ({ endDate, number }) =>
          cursorOf([endDate.toISOString(), number]),
        );
        const reviews = await database.case.findMany({
          where: { id: { in: items.flatMap(({ continuationCaseId: id }) => id ?? []) } },
          omit: { facts: true },
        });
        const byId = new Map(reviews.map((row) => [row.id, toCase(row)]));
        return {
          items: items.map((row) => ({
            authorization: toAuthorization(row),
            scope: {
              lineOfBusiness: row.lineOfBusiness as LineOfBusiness,
              coverageType: row.case.coverageType as CoverageType | null,
              jurisdiction: JURISDICTION_OF_CASE.read(row.case),
            },
            member: { givenName: row.case.givenName, familyName: row.case.familyName },
            prescriberName: row.case.prescriberName,
            review: byId.get(row.continuationCaseId ?? '') ?? null,
            reminders: row.notices.map(toReminder),
          })),
          nextCursor,
        };
      }),

    activity: (filter) =>
      reaching(async () => {
        const rows = await database.caseEvent.findMany({
          where: { AND: [eventsThatFit(filter), afterEvent(filter.cursor)] },
          orderBy: [{ at: 'asc' }, { id: 'asc' }],
          take: filter.limit + 1,
          include: {
            case: { select: { number: true, status: true, jurisdiction: true, underAppeal: true } },
          },
          omit: { details: true },
        });
        const { items, nextCursor } = pageOf(rows, filter.limit, ({ at, id }) =>
          cursorOf([at.toISOString(), String(id)]),
        );
        const told = await detailsOf(
          database,
          items.map(({ id }) => id),
        );
        return {
          items: items.map((row) => ({
            event: toEvent({ ...row, details: told.get(row.id) ?? null }),
            caseNumber: row.case.number,
            of: {
              status: row.case.status as CaseStatus,
              jurisdiction: JURISDICTION_OF_CASE.read(row.case),
              ...(row.case.underAppeal !== null && { underAppeal: row.case.underAppeal }),
            },
          })),
          nextCursor,
        };
      }),

    prescribers: (beginnings, limit) =>
      whileTyping(database, (transaction) => {
        const fitting =
          beginnings.length === 0
            ? Prisma.empty
            : Prisma.sql`WHERE words @@ to_tsquery('simple',
                replace(btrim(search_words(${beginnings.join(' ')})), ' ', ':* & ') || ':*')`;
        return transaction.$queryRaw<PrescriberRow[]>`
          SELECT npi, name, phone, email FROM prescriber_seen ${fitting}
          ORDER BY seen_at DESC, npi LIMIT ${limit}`;
      }).then((rows) =>
        rows.map(({ npi, name, phone, email }) => ({
          npi,
          name,
          ...(phone !== null && { phone }),
          ...(email !== null && { email }),
        })),
      ),

    people: (beginning, limit) =>
      whileTyping(
        database,
        (transaction) => transaction.$queryRaw<Actor[]>`
          SELECT subject, role FROM person_seen
          WHERE starts_with(search_words(subject), search_words(${beginning}))
          ORDER BY lower(subject), subject LIMIT ${limit}`,
      ),

    openDeadlines: (now, lines) =>
      reaching(async () => {
        const [row] = await database.$queryRaw<{ running: number; overdue: number }[]>`
          SELECT count(*) FILTER (WHERE due_at >= ${now})::int AS running,
            count(*) FILTER (WHERE due_at < ${now})::int AS overdue
          FROM pa_case WHERE closed_at IS NULL ${andReadable(LINE, lines)}`;
        return row ?? { running: 0, overdue: 0 };
      }),

    determinations: (from, until, lines) =>
      reaching(() => determinationFigures(database, from, until, lines)),

    dueClocks: (from, until, now, lines) =>
      reaching(() => dueClocks(database, from, until, now, lines)),

    figures: (dayStarts, hours, lines) =>
      reaching(() => figuresOf(database, dayStarts, hours, lines)),
  };
}

/** What is not divided by line of business: the numbers of the system, and names of drugs. */
function ofTheSystem(
  database: Database,
): Pick<ReportRepository, 'agentsSeen' | 'backlog' | 'reconciliation'> {
  return forEveryLine({
    agentsSeen: (facts) => agentsSeen(database, facts.map(pathOf)),

    backlog: (now) =>
      reaching(async () => {
        const [row] = await database.$queryRaw<BacklogRow[]>`
          SELECT * FROM
            (SELECT count(*)::int AS waiting, count(*) FILTER (WHERE attempts > 0)::int AS failing,
              min(written_at) AS "oldestSince" FROM outbox) messages,
            (SELECT count(*)::int AS due FROM notice
              WHERE ${WAITING} AND ${NEXT_HAND_OVER} <= ${now}) unsent,
            (SELECT (SELECT count(*) FROM notice
                WHERE sent_at IS NULL AND undeliverable_at IS NOT NULL)::int
              + (SELECT count(*) FROM notice WHERE resend IS NOT NULL
                AND (resend = 'owed' OR undeliverable_at IS NOT NULL))::int
              AS undeliverable) given_up`;
        const {
          waiting = 0,
          failing = 0,
          oldestSince = null,
          due = 0,
          undeliverable = 0,
        } = row ?? {};
        return { outbox: { waiting, failing, oldestSince }, notices: { due, undeliverable } };
      }),

    reconciliation: () =>
      reaching(async () => {
        const [row] = await database.$queryRaw<{ checkedAt: Date | null; stuck: number }[]>`
          SELECT (SELECT checked_at FROM reconciliation) AS "checkedAt",
            (SELECT count(DISTINCT case_id)::int FROM stuck) AS stuck`;
        return row ?? { checkedAt: null, stuck: 0 };
      }),
  });
}

/** A search while a person types: empty if it takes so long that the next key comes first. */
function whileTyping<Row>(
  database: Database,
  query: (transaction: Pick<Database, '$queryRaw'>) => Prisma.PrismaPromise<Row[]>,
): Promise<Row[]> {
  return reaching(async () => {
    try {
      const limit = database.$executeRaw`SELECT set_config('statement_timeout', ${String(TYPING_MS)}, true)`;
      const [, rows] = await database.$transaction([limit, query(database)]);
      return rows;
    } catch (error) {
      if (sqlState(error) === QUERY_CANCELED) return [];
      throw error;
    }
  });
}

/** Different agents in the newest cases, ignoring capitals. */
async function agentsSeen(database: Database, paths: readonly string[]): Promise<string[]> {
  const rows = await whileTyping(
    database,
    (transaction) => transaction.$queryRaw<{ name: string }[]>`
      SELECT min(name) AS name FROM (
        SELECT agent #>> '{}' AS name
        FROM (SELECT facts FROM pa_case ORDER BY opened_at DESC LIMIT ${NEWEST_CASES}) newest,
          unnest(${paths}::text[]) path,
          LATERAL jsonb_path_query(newest.facts, path::jsonpath) agent
        LIMIT ${MAX_NAMES}) named
      WHERE name IS NOT NULL
      GROUP BY lower(name)
      ORDER BY count(*) DESC, lower(name) LIMIT ${MAX_AGENTS}`,
  );
  return rows.map(({ name }) => name);
}

interface PrescriberRow {
  readonly npi: string;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
}

interface BacklogRow {
  readonly waiting: number;
  readonly failing: number;
  readonly oldestSince: Date | null;
  readonly due: number;
  readonly undeliverable: number;
}

function toReminder({ authorization, daysBefore, dueAt, sentAt }: NoticeRow): RenewalReminder {
  return { authorization: authorization ?? '', daysBefore: daysBefore ?? 0, dueAt, sentAt };
}

/** Where a fact has the names of agents, as an SQL/JSON path. */
function pathOf({ path, type }: AgentFact): string {
  switch (type) {
    case 'agents':
      return `$.${path}[*]`;
    case 'agent':
      return `$.${path}`;
    case 'therapies':
      return `$.${path}[*].agents[*]`;
  }
}

function renewalsThatFit({ from, to, lines }: RenewalFilter): Prisma.AuthorizationWhereInput {
  return {
    status: { not: 'ended' },
    continues: null,
    ...(lines && inLines(lines)),
    endDate: {
      ...(from !== undefined && { gte: new Date(from) }),
      ...(to !== undefined && { lte: new Date(to) }),
    },
  };
}

function afterRenewal(cursor: string | undefined): Prisma.AuthorizationWhereInput {
  const after = readCursor(cursor, ['instant', 'authorization']);
  if (!after) return {};
  const [end, number] = after;
  const endDate = new Date(end);
  return { OR: [{ endDate: { gt: endDate } }, { endDate, number: { gt: number } }] };
}

function eventsThatFit({ after, upTo, lines }: ActivityFilter): Prisma.CaseEventWhereInput {
  return {
    at: { gt: after, ...(upTo && { lte: upTo }) },
    ...(lines && { case: inLines(lines) }),
  };
}

function afterEvent(cursor: string | undefined): Prisma.CaseEventWhereInput {
  const after = readCursor(cursor, ['instant', 'event']);
  if (!after) return {};
  const [instant, id] = after;
  const at = new Date(instant);
  return { OR: [{ at: { gt: at } }, { at, id: { gt: BigInt(id) } }] };
}
