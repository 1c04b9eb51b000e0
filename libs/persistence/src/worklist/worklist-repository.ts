import type {
  AuthorizationRecord,
  CaseFilter,
  Page,
  WorklistQuestion,
  WorklistRepository,
} from '@assent/application';
import { isOpen, type Queue } from '@assent/domain';
import { readable } from '../access/readable-lines';
import { cursorOf, pageOf, readCursor } from '../database/cursor';
import { reaching, type Database } from '../database/database';
import {
  toAuthorization,
  toWorklistRow,
  WORKLIST_COLUMNS,
  worklistColumns,
  type WorklistCase,
} from '../database/mappers';
import { readableAtOnce } from '../database/readable-at-once';
import { owedByPerson, owedByRole } from '../database/tables';
import { Prisma } from '../generated/client';
import { SEARCHED_CASES, saysAllOf } from './search';

/** A statement takes 65,535 parameters, and one question may add a thousand. */
const COUNTS_AT_ONCE = 30;

/** Worklists in Postgres. Each queue has its own index in its order. */
export function worklist(database: Database): WorklistRepository {
  return {
    page: (question, { limit, cursor }) =>
      reaching(async () => {
        const order = orderOf(question);
        const places = positionsStatement(conditionsOf(question), order, limit + 1, cursor);
        const rows = await database.$queryRaw<ShownRow[]>`
          SELECT place.closed, place.due, ${worklistColumns('c')},
            EXISTS (SELECT FROM stuck s WHERE s.case_id = c.id) AS "isStuck"
          FROM (${places}) AS place JOIN pa_case c ON c.id = place.id
          ORDER BY ${order === 'open-first' ? Prisma.sql`place.closed,` : Prisma.empty}
            coalesce(place.due, 'infinity'::timestamptz), place.id`;
        const stuckIds = rows.filter(({ isStuck }) => isStuck).map(({ id }) => id);
        const blockers =
          stuckIds.length === 0
            ? []
            : await database.stuck.findMany({ where: { caseId: { in: stuckIds } } });
        const blockersOf = (id: string) => blockers.filter(({ caseId }) => caseId === id);
        const { items, nextCursor } = pageOf(rows, limit, (row) => cursorAt(positionOf(row)));
        return {
          items: items.map((row) => toWorklistRow({ ...row, stuck: blockersOf(row.id) })),
          nextCursor,
        };
      }),

    counts: (questions, atMost) =>
      reaching(async () => {
        const counts: number[] = [];
        for (let from = 0; from < questions.length; from += COUNTS_AT_ONCE) {
          const some = questions
            .slice(from, from + COUNTS_AT_ONCE)
            .map((question) => Prisma.sql`(${countStatement(question, atMost)})`);
          const [row] = await database.$queryRaw<{ counts: number[] }[]>`
            SELECT ARRAY[${Prisma.join(some)}]::int[] AS counts`;
          counts.push(...(row?.counts ?? []));
        }
        return counts;
      }),

    openCasesOf: (memberId, drug) =>
      reaching(async () => {
        const rows = await database.case.findMany({
          where: { memberId, drug, closedAt: null },
          select: WORKLIST_COLUMNS,
          orderBy: { openedAt: 'asc' },
        });
        return rows.map(toWorklistRow);
      }),

    authorizationsOf: (memberId, drug) => authorizationsOf(database, memberId, drug),
  };
}

/** The authorizations of a member for a drug, by start date. */
export function authorizationsOf(
  database: Database,
  memberId: string,
  drug: string,
): Promise<readonly AuthorizationRecord[]> {
  return reaching(async () => {
    const rows = await database.authorization.findMany({
      where: { memberId, drug },
      orderBy: { startDate: 'asc' },
    });
    return rows.map(toAuthorization);
  });
}

/** A case's place in a list: the values that order the list. */
export interface Position {
  readonly id: string;
  readonly closed: boolean;
  readonly due: string;
}

/**
 * The cases of a list of everything, in worklist order. A page has fewer if their facts are too
 * large to be read at once.
 */
export async function positionsThatFit(
  database: Database,
  { q, status, stuck, dueBefore, assignee, lines, limit, cursor }: CaseFilter,
): Promise<Page<Position>> {
  const conditions = [
    ...narrowing({
      ...(q !== undefined && { q }),
      ...(status && { status }),
      ...(dueBefore && { dueBefore }),
      ...(assignee !== undefined && { assignee }),
      ...(lines && { lines }),
    }),
    ...(stuck === undefined ? [] : [stuck ? IS_STUCK : IS_NOT_STUCK]),
  ];
  const order = orderOf({ ...(status && { status }), ...(dueBefore && { dueBefore }) });
  const page = await positionsOf(database, conditions, order, {
    limit,
    ...(cursor !== undefined && { cursor }),
  });
  const { length } = await readableAtOnce(database, 'facts', page.items);
  return length < page.items.length ? pageOf(page.items, length, cursorAt) : page;
}

/** The items in the order of their places in a list. */
export function inOrder<Item extends { readonly id: string }>(
  places: readonly Position[],
  items: readonly Item[],
): Item[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  return places.flatMap(({ id }) => byId.get(id) ?? []);
}

type Condition = Prisma.Sql;

/** As indexed: cases without a deadline come last. */
const DUE = Prisma.sql`coalesce(c.due_at, 'infinity'::timestamptz)`;
const CLOSED = Prisma.sql`(c.closed_at IS NOT NULL)`;
const OPEN = Prisma.sql`c.closed_at IS NULL`;
/** As a list of ids: few cases are stuck; Postgres would rather scan all of a new table's cases. */
const IS_STUCK = Prisma.sql`c.id = ANY (ARRAY(SELECT s.case_id FROM stuck s))`;
const IS_NOT_STUCK = Prisma.sql`NOT EXISTS (SELECT FROM stuck s WHERE s.case_id = c.id)`;

/** The cases in each queue; defined only here. */
const QUEUE_CONDITIONS: Readonly<Record<Queue, (question: WorklistQuestion) => Condition[]>> = {
  mine: ({ viewer, now }) => [OPEN, Prisma.sql`c.assignee = ${viewer}`, awake(now)],
  unassigned: ({ viewerRole, now }) => [
    OPEN,
    Prisma.sql`c.assignee IS NULL`,
    // What was handed up is no pharmacist's next case.
    ...(viewerRole === 'pharmacist' ? [Prisma.sql`c.handed_up_at IS NULL`] : []),
    awake(now),
  ],
  waiting: ({ now }) => [Prisma.sql`c.status = 'pending-information'`, awake(now)],
  'in-review': ({ now }) => [Prisma.sql`c.status = 'in-review'`, awake(now)],
  'needs-physician': ({ now }) => [
    Prisma.sql`c.status = 'in-review'`,
    Prisma.sql`c.handed_up_at IS NOT NULL`,
    awake(now),
  ],
  opinions: ({ viewer, viewerRole }) => [
    OPEN,
    Prisma.sql`cardinality(c.opinions_owed_by) > 0`,
    Prisma.sql`c.opinions_owed_by && ${[
      owedByPerson(viewer),
      ...(viewerRole ? [owedByRole(viewerRole)] : []),
    ]}::text[]`,
  ],
  'due-soon': ({ now, dueSoonBy }) => [
    OPEN,
    Prisma.sql`${DUE} >= ${now} AND ${DUE} <= ${dueSoonBy}`,
    awake(now),
  ],
  overdue: ({ now }) => [OPEN, Prisma.sql`${DUE} < ${now}`],
  stuck: () => [IS_STUCK],
  'without-cover-soon': ({ now, coverageEndsSoonBy }) => [
    OPEN,
    Prisma.sql`c.request_type = 'continuation'`,
    Prisma.sql`c.cover_ends_on <= ${coverageEndsSoonBy}::date`,
    awake(now),
  ],
  all: () => [],
};

const MIXED_QUEUES: readonly (Queue | undefined)[] = ['all', 'stuck', undefined];

/** Not snoozed, or no longer. */
function awake(now: Date): Condition {
  return Prisma.sql`(c.snoozed_until IS NULL OR c.snoozed_until <= ${now})`;
}

function conditionsOf(question: WorklistQuestion): Condition[] {
  return [
    ...(question.queue ? QUEUE_CONDITIONS[question.queue](question) : []),
    ...narrowing(question),
  ];
}

type Narrowing = Omit<
  WorklistQuestion,
  'viewer' | 'viewerRole' | 'now' | 'dueSoonBy' | 'coverageEndsSoonBy'
>;

function narrowing(filter: Narrowing): Condition[] {
  const { status, q, requestType, urgency, lineOfBusiness, assignee, stuckCause, dueBefore } =
    filter;
  const conditions: (Condition | false | null | undefined)[] = [
    readable(Prisma.sql`c.line_of_business`, filter.lines),
    status && ofStatus(status),
    q !== undefined && saysAllOf(q, SEARCHED_CASES),
    requestType && Prisma.sql`c.request_type = ${requestType}`,
    urgency && Prisma.sql`c.urgency = ${urgency}`,
    lineOfBusiness && Prisma.sql`c.line_of_business = ${lineOfBusiness}`,
    assignee !== undefined && Prisma.sql`c.assignee = ${assignee}`,
    stuckCause &&
      Prisma.sql`c.id = ANY (ARRAY(SELECT s.case_id FROM stuck s WHERE s.cause = ${stuckCause}))`,
    dueBefore && Prisma.sql`${OPEN} AND ${DUE} < ${dueBefore}`,
  ];
  return conditions.filter((condition) => typeof condition === 'object' && condition !== null);
}

/** A single status is an equation, so that its index gives the order too. */
function ofStatus(status: NonNullable<Narrowing['status']>): Condition {
  const [only, ...others] = status;
  return others.length === 0
    ? Prisma.sql`c.status = ${only}`
    : Prisma.sql`c.status IN (${Prisma.join([...status])})`;
}

/** A list of open and closed cases begins with the open ones. */
function orderOf({ queue, status, dueBefore }: Pick<Narrowing, 'queue' | 'status' | 'dueBefore'>) {
  const isMixed =
    MIXED_QUEUES.includes(queue) &&
    !dueBefore &&
    !(status && (status.every(isOpen) || !status.some(isOpen)));
  return isMixed ? 'open-first' : 'by-deadline';
}

/** The query for a page of a worklist, as `EXPLAIN` takes it. */
export function pageStatement(question: WorklistQuestion, rows: number): Prisma.Sql {
  return positionsStatement(conditionsOf(question), orderOf(question), rows);
}

/** The query that counts a worklist, as `EXPLAIN` takes it. */
export function countStatement(question: WorklistQuestion, atMost: number): Prisma.Sql {
  const isAllThatIsStuck = question.queue === 'stuck' && narrowing(question).length === 0;
  const found = isAllThatIsStuck
    ? Prisma.sql`SELECT DISTINCT s.case_id FROM stuck s ORDER BY s.case_id`
    : Prisma.sql`SELECT FROM pa_case c
        WHERE ${all(conditionsOf(question))} ${countOrderOf(question.queue)}`;
  return Prisma.sql`SELECT count(*) FROM (${found} LIMIT ${atMost}) AS found`;
}

/** In this order, a queue is counted from its own index, and not past the last row that counts. */
function countOrderOf(queue: Queue | undefined): Prisma.Sql {
  if (MIXED_QUEUES.includes(queue)) return Prisma.empty;
  const order =
    queue === 'without-cover-soon' ? Prisma.sql`c.cover_ends_on` : Prisma.sql`${DUE}, c.id`;
  return Prisma.sql`ORDER BY ${order}`;
}

function positionsStatement(
  conditions: readonly Condition[],
  order: ReturnType<typeof orderOf>,
  rows: number,
  cursor?: string,
): Prisma.Sql {
  const keys = order === 'open-first' ? [CLOSED, DUE] : [DUE];
  return Prisma.sql`SELECT c.id, ${CLOSED} AS closed, c.due_at AS due FROM pa_case c
    WHERE ${all([...conditions, ...after(cursor, order, keys)])}
    ORDER BY ${Prisma.join(keys)}, c.id LIMIT ${rows}`;
}

async function positionsOf(
  database: Database,
  conditions: readonly Condition[],
  order: ReturnType<typeof orderOf>,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<Page<Position>> {
  const rows = await database.$queryRaw<Placed[]>(
    positionsStatement(conditions, order, limit + 1, cursor),
  );
  return pageOf(rows.map(positionOf), limit, cursorAt);
}

/** A place in a list as a statement tells it. */
interface Placed {
  readonly id: string;
  readonly closed: boolean;
  readonly due: Date | null;
}

function positionOf({ id, closed, due }: Placed): Position {
  return { id, closed, due: due?.toISOString() ?? 'infinity' };
}

/** A row of a page, in one statement with its place: a page is what staff wait for most often. */
type ShownRow = Placed & Omit<WorklistCase, 'stuck'> & { readonly isStuck: boolean };

function cursorAt({ id, closed, due }: Position): string {
  return cursorOf([String(closed), due, id]);
}

/** As one row comparison, which Postgres looks up in the index like a single value. */
function after(
  cursor: string | undefined,
  order: ReturnType<typeof orderOf>,
  keys: readonly Condition[],
): Condition[] {
  const last = readCursor(cursor, ['flag', 'deadline', 'uuid']);
  if (!last) return [];
  const [closed, due, id] = last;
  const place = [
    ...(order === 'open-first' ? [Prisma.sql`${closed === 'true'}`] : []),
    Prisma.sql`${due}::timestamptz`,
  ];
  return [Prisma.sql`(${Prisma.join([...keys])}, c.id) > (${Prisma.join(place)}, ${id}::uuid)`];
}

function all(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join([...conditions], ' AND ');
}
