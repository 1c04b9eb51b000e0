import {
  FOUND_IN_TEMPORAL,
  type CaseBlocker,
  type Comparable,
  type LateAppeal,
  type LateCall,
  type LateCase,
  type OverdueStep,
  type StuckRepository,
  type Turn,
  type UnansweredCase,
  type UnmadeLetter,
  type UnmailedLetter,
  type UnscannedDocument,
  type UnsentNotice,
  type WaitingMessage,
} from '@assent/application';
import { A_TENTH, MAY_DECIDE } from '@assent/domain';
import { HAS_A_DEADLINE, PAST_DUE_SINCE, TO_ESCALATE } from '../appeals/appeals';
import { reaching, type Database } from '../database/database';
import { TO_PRINT } from '../correspondence/listed-letters';
import { toBlocker, toMemberLetter } from '../database/mappers';
import { Prisma } from '../generated/client';
import { CALL_STEP_AT } from '../peer-to-peer/calls-owed';

/** A step or notice overdue for longer is late: work on it normally begins within a moment. */
const LATE = Prisma.sql`interval '60 seconds'`;

/** So many open cases, or subjects, does one statement look at. */
const AT_ONCE = 1_000;

/** What the record itself knows of possibly stuck cases. */
export function observations(database: Database): Pick<StuckRepository, 'observe'> {
  return {
    observe: (now, caseId, limit) =>
      reaching(async () => {
        // One after another: a check takes one connection of the pool, however long it runs.
        const ranges = caseId === null ? await rangesOfCases(database) : [caseId];
        const late = await inTurn(ranges, (range) => lateCases(database, now, range));
        const unanswered = await inTurn(ranges, (range) => unansweredCases(database, now, range));
        const lateAppeals = await appealsPastDue(database, now, caseId);
        const lateCalls = await callsPastDue(database, now, caseId);
        const unsent = [
          ...(await unsentNotices(database, now, caseId)),
          ...(await returnedNotices(database, now, caseId)),
        ];
        const unscanned = await unscannedDocuments(database, now, caseId);
        const unmade = await unmadeLetters(database, now, caseId);
        const unmailed = await unmailedLetters(database, now, caseId);
        const messages = await waitingMessages(database, now, caseId);
        const overdue = await overdueSteps(database, now, caseId);
        const standing = await inTurn(ranges, (range) => standingBlockers(database, range));
        const chosen = await chosenCases(database, caseId, limit);
        const turn = caseId === null ? await nextTurn(database) : NOBODYS_TURN;
        const compared = await comparables(database, now, caseId, {
          chosen: [...chosen, ...(await followedCases(database, caseId))],
          stuck: standing.filter(({ blocker: { cause } }) =>
            FOUND_IN_TEMPORAL.some((each) => each === cause),
          ),
          turn: turn.numbers,
        });
        return {
          late,
          unanswered,
          lateAppeals,
          lateCalls,
          unscanned,
          unsent,
          unmade,
          unmailed,
          messages,
          overdue,
          compared,
          standing,
          comparedUpTo: chosen.length === limit ? (chosen.at(-1) ?? null) : null,
          turn,
        };
      }),
  };
}

/** One case, or those with an id after the first up to the second; null is no bound. */
type Range = string | readonly [after: string | null, upTo: string | null];

/** The ids in ranges of as many open cases as one statement looks at. */
async function rangesOfCases(database: Database): Promise<Range[]> {
  const ends = await database.$queryRaw<{ id: string }[]>`
    SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS place
      FROM pa_case WHERE closed_at IS NULL) AS open_cases
    WHERE place % ${AT_ONCE}::int = 0 ORDER BY id`;
  const bounds = [null, ...ends.map(({ id }) => id), null];
  return bounds.slice(1).map((upTo, place) => [bounds[place] ?? null, upTo]);
}

async function inTurn<Part, Found>(
  parts: readonly Part[],
  look: (part: Part) => Promise<readonly Found[]>,
): Promise<Found[]> {
  const found: (readonly Found[])[] = [];
  for (const part of parts) found.push(await look(part));
  return found.flat();
}

function within(range: Range): Prisma.Sql {
  if (typeof range === 'string') return only(ID, range);
  const [after, upTo] = range;
  return Prisma.sql`
    ${after === null ? Prisma.empty : Prisma.sql`AND c.id > ${after}::uuid`}
    ${upTo === null ? Prisma.empty : Prisma.sql`AND c.id <= ${upTo}::uuid`}`;
}

async function standingBlockers(database: Database, range: Range): Promise<CaseBlocker[]> {
  const rows = await database.stuck.findMany({ where: { caseId: idsIn(range) } });
  return rows.map((row) => ({ caseId: row.caseId, blocker: toBlocker(row) }));
}

function idsIn(range: Range): string | Prisma.UuidFilter<'Stuck'> {
  if (typeof range === 'string') return range;
  const [after, upTo] = range;
  return { ...(after !== null && { gt: after }), ...(upTo !== null && { lte: upTo }) };
}

/** Restricts a query to one case, if given. */
function only(column: Prisma.Sql, caseId: string | null): Prisma.Sql {
  return caseId === null ? Prisma.empty : Prisma.sql`AND ${column} = ${caseId}::uuid`;
}

const ID = Prisma.sql`c.id`;

/** A known `person` whose role takes no review. Nothing is known about people never seen. */
export const TAKES_NO_REVIEW = Prisma.sql`person.role <> ALL (${[...MAY_DECIDE.approve]}::text[])`;

/** Like `tenthOfTheClock` of the domain. */
const A_TENTH_OF_THE_CLOCK = Prisma.sql`greatest(c.due_at - c.received_at, interval '0') * ${A_TENTH}::float8`;

function lateCases(database: Database, now: Date, range: Range): Promise<LateCase[]> {
  return database.$queryRaw`
    SELECT c.id AS "caseId", c.status, c.prescriber_name AS prescriber, c.assignee,
      person.role AS "assigneeRole", c.received_at AS "receivedAt", c.due_at AS "dueAt", c.review_since AS "reviewSince"
    FROM pa_case c LEFT JOIN person_seen person ON person.subject = c.assignee
    WHERE c.closed_at IS NULL AND c.due_at IS NOT NULL ${within(range)}
      AND (c.due_at - ${A_TENTH_OF_THE_CLOCK} <= ${now}
        OR (c.status = 'in-review' AND ${TAKES_NO_REVIEW})
        OR (c.status = 'in-review' AND c.assignee IS NULL
          AND c.review_since + ${A_TENTH_OF_THE_CLOCK} <= ${now}))`;
}

/**
 * Open questions with two reminders since the last question to, or information from, the office. A
 * reminder at a person's wish gives the office a tenth of the clock. For a renewal review, the
 * reminders are those of the authorization that it renews.
 */
function unansweredCases(database: Database, now: Date, range: Range): Promise<UnansweredCase[]> {
  return database.$queryRaw`
    SELECT c.id AS "caseId", c.prescriber_name AS prescriber, told.asked_at AS "askedAt",
      sent.at[cardinality(sent.at)] AS "lastReminderAt",
      cardinality(sent.at) AS "remindersSent", sent.planned::int AS reminders
    FROM pa_case c
    CROSS JOIN LATERAL (
      SELECT max(e.at) FILTER (WHERE e.type IN ('information-requested', 'information-given'))
          AS asked_at,
        max(e.at) FILTER (WHERE e.type = 'reminded') AS reminded_at
      FROM case_event e WHERE e.case_id = c.id) told
    CROSS JOIN LATERAL (
      SELECT array_agg(n.sent_at ORDER BY n.sent_at) FILTER (WHERE n.sent_at IS NOT NULL) AS at,
        count(*) AS planned
      FROM (
        SELECT own.sent_at FROM notice own WHERE own.case_id = c.id
          AND own.kind = 'information-reminder' AND own.due_at > told.asked_at
        UNION ALL
        SELECT renewed.sent_at FROM notice renewed WHERE renewed.authorization_number = c.renews
          AND renewed.kind = 'renewal-reminder' AND renewed.due_at > told.asked_at) n) sent
    WHERE c.closed_at IS NULL AND c.status = 'pending-information' ${within(range)}
      AND cardinality(sent.at) >= 2
      AND (told.reminded_at IS NULL OR c.due_at IS NULL
        OR told.reminded_at + ${A_TENTH_OF_THE_CLOCK} <= ${now})`;
}

function appealsPastDue(
  database: Database,
  now: Date,
  caseId: string | null,
): Promise<LateAppeal[]> {
  return database.$queryRaw`
    SELECT case_id AS "caseId", number AS appeal, ${PAST_DUE_SINCE} AS "dueAt",
      CASE WHEN status = 'forwarded' THEN 'outcome' WHEN decision IS NULL THEN 'decision'
        ELSE 'forwarding' END AS owed,
      CASE WHEN decision IS NULL AND clocks #>> '{-1,kind}' = 'forwarding' THEN owed_by END
        AS "forwardBy"
    FROM appeal WHERE ${HAS_A_DEADLINE} AND ${PAST_DUE_SINCE} <= ${now}
      ${only(Prisma.sql`case_id`, caseId)}
    ORDER BY due_at, id`;
}

function callsPastDue(database: Database, now: Date, caseId: string | null): Promise<LateCall[]> {
  return database.$queryRaw`
    SELECT c.id AS "caseId", c.prescriber_name AS prescriber, c.call_owed_by AS "dueAt"
    FROM pa_case c WHERE c.call_owed_by <= ${now} ${only(Prisma.sql`c.id`, caseId)}
    ORDER BY c.call_owed_by, c.id`;
}

/** A scan begins within a moment, and one that fails is tried again: some failures are no news. */
const SCANS_TRIED = 3;
const SCAN_IS_LATE = 5 * 60_000;

async function unscannedDocuments(
  database: Database,
  now: Date,
  caseId: string | null,
): Promise<UnscannedDocument[]> {
  const late = new Date(now.getTime() - SCAN_IS_LATE);
  const rows = await database.documentScan.findMany({
    where: {
      state: 'waiting',
      OR: [
        { attempts: { gte: SCANS_TRIED }, lastError: { not: null } },
        { document: { uploadedAt: { lte: late } } },
      ],
      ...(caseId !== null && { document: { caseId } }),
    },
    include: { document: { select: { caseId: true, uploadedAt: true } } },
    orderBy: [{ document: { uploadedAt: 'asc' } }, { documentId: 'asc' }],
  });
  return rows.map(({ document, attempts, lastError, nextAttemptAt }) => ({
    caseId: document.caseId,
    addedAt: document.uploadedAt,
    attempts,
    lastError,
    nextTryAt: lastError === null ? null : nextAttemptAt,
  }));
}

/**
 * What a worker has at this moment is neither late nor untried. Each of the three kinds is looked up
 * in an index of its own: most letters that are not sent wait for their day. With one bound alone,
 * Postgres expects a third of them, and reads them all.
 */
function unsentNotices(
  database: Database,
  now: Date,
  caseId: string | null,
): Promise<UnsentNotice[]> {
  return database.$queryRaw`
    SELECT ${unsentColumns(now)}
    FROM notice n
    WHERE n.sent_at IS NULL ${only(Prisma.sql`n.case_id`, caseId)}
      AND (n.undeliverable_at IS NOT NULL OR n.last_error IS NOT NULL
        OR (n.undeliverable_at IS NULL
          AND coalesce(n.next_attempt_at, n.due_at)
            BETWEEN '-infinity' AND ${now}::timestamptz - ${LATE}
          AND (n.leased_until IS NULL OR n.leased_until <= now())))
    ORDER BY n.due_at, n.id`;
}

/** Those that came back. One that is sent again is late like any other, counted from the report. */
function returnedNotices(
  database: Database,
  now: Date,
  caseId: string | null,
): Promise<UnsentNotice[]> {
  return database.$queryRaw`
    SELECT ${unsentColumns(now)}
    FROM notice n
    WHERE n.resend IS NOT NULL ${only(Prisma.sql`n.case_id`, caseId)}
      AND (n.resend = 'owed' OR n.undeliverable_at IS NOT NULL OR n.last_error IS NOT NULL
        OR (coalesce(n.next_attempt_at, n.delivery_at) <= ${now}::timestamptz - ${LATE}
          AND (n.leased_until IS NULL OR n.leased_until <= now())))
    ORDER BY n.due_at, n.id`;
}

function unsentColumns(now: Date): Prisma.Sql {
  return Prisma.sql`n.case_id AS "caseId", n.authorization_number AS "authorization", n.kind,
    n.due_at AS "dueAt", n.attempts, n.last_error AS "lastError",
    n.undeliverable_at AS "undeliverableAt",
    CASE WHEN n.leased_until > now() THEN ${now}::timestamptz ELSE n.next_attempt_at END
      AS "nextAttemptAt",
    CASE WHEN n.resend IS NOT NULL THEN n.delivery_at END AS "bouncedAt",
    n.delivery_code AS "bounceCode", coalesce(n.resend = 'due', false) AS "isResent"`;
}

/** As with letters to provider offices: those that were tried have an index of their own. */
function unmadeLetters(
  database: Database,
  now: Date,
  caseId: string | null,
): Promise<UnmadeLetter[]> {
  return database.$queryRaw`
    SELECT l.case_id AS "caseId", l.authorization_number AS "authorization", l.kind,
      l.due_at AS "dueAt", l.tried_since AS "triedSince", l.last_error AS "lastError",
      CASE WHEN l.leased_until > now() THEN ${now}::timestamptz ELSE l.next_attempt_at END
        AS "nextAttemptAt"
    FROM member_letter l
    WHERE l.made_at IS NULL ${only(Prisma.sql`l.case_id`, caseId)}
      AND (l.tried_since IS NOT NULL
        OR (coalesce(l.next_attempt_at, l.due_at)
            BETWEEN '-infinity' AND ${now}::timestamptz - ${LATE}
          AND (l.leased_until IS NULL OR l.leased_until <= now())))
    ORDER BY l.due_at, l.id`;
}

/**
 * Letters to members that came back, or wait since at least a day; the first to wait comes first. What a
 * member is told of a question, or of an extension, is owed only while the case waits.
 */
async function unmailedLetters(
  database: Database,
  now: Date,
  caseId: string | null,
): Promise<UnmailedLetter[]> {
  const rows = await database.memberLetter.findMany({
    where: {
      ...TO_PRINT,
      ...(caseId !== null && { caseId }),
      AND: [
        {
          OR: [
            { returnedFrom: { not: null } },
            { madeAt: { lte: new Date(now.getTime() - A_DAY) } },
          ],
        },
        {
          OR: [
            { kind: { notIn: ['information-request', 'extension'] } },
            { kind: 'information-request', case: { status: 'pending-information' } },
            { kind: 'extension', case: { closedAt: null } },
          ],
        },
      ],
    },
    orderBy: [{ madeAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toMemberLetter).flatMap((letter) => {
    const { authorization, delivery, kind, madeAt, returnedFrom } = letter;
    if (madeAt === null) return [];
    return [{ caseId: letter.caseId, authorization, delivery, kind, madeAt, returnedFrom }];
  });
}

/** In milliseconds. No letter is to be mailed sooner. */
const A_DAY = 24 * 3_600_000;

/** Messages are delivered by the database's clock, which is real time. */
function waitingMessages(
  database: Database,
  now: Date,
  caseId: string | null,
): Promise<WaitingMessage[]> {
  return database.$queryRaw`
    SELECT coalesce(a.case_id, c.id) AS "caseId", a.number AS "authorization",
      (extract(epoch FROM now() - o.written_at) * 1000)::double precision AS waited,
      o.attempts, o.last_error AS "lastError",
      ${now}::timestamptz + greatest(o.next_attempt_at - now(), interval '0') AS "nextTryAt"
    FROM outbox o
    LEFT JOIN pa_authorization a ON a.number = o.subject
    LEFT JOIN pa_case c ON c.id = CASE WHEN o.topic LIKE 'case-%' THEN o.subject::uuid END
    WHERE coalesce(a.case_id, c.id) IS NOT NULL
      ${only(Prisma.sql`coalesce(a.case_id, c.id)`, caseId)}
    ORDER BY o.id`;
}

/** Steps of open cases, of authorizations, of appeals, and of calls. */
function overdueSteps(
  database: Database,
  now: Date,
  caseId: string | null,
): Promise<OverdueStep[]> {
  return database.$queryRaw`
    SELECT "caseId", "authorization", min("dueAt") AS "dueAt" FROM (
      SELECT c.id AS "caseId", NULL::text AS "authorization", c.next_step_at AS "dueAt"
        FROM pa_case c
        WHERE c.next_step_at <= ${now}::timestamptz - ${LATE} AND c.closed_at IS NULL
          ${only(ID, caseId)}
      UNION ALL
      SELECT a.case_id, a.number, a.next_step_at FROM pa_authorization a
        WHERE a.next_step_at <= ${now}::timestamptz - ${LATE}
          ${only(Prisma.sql`a.case_id`, caseId)}
      UNION ALL
      SELECT a.case_id, NULL, a.owed_by FROM appeal a
        WHERE a.owed_by <= ${now}::timestamptz - ${LATE} AND ${TO_ESCALATE}
          ${only(Prisma.sql`a.case_id`, caseId)}
      UNION ALL
      SELECT c.id, NULL, ${CALL_STEP_AT} FROM pa_case c
        WHERE c.call_owed_by IS NOT NULL AND ${CALL_STEP_AT} <= ${now}::timestamptz - ${LATE}
          ${only(ID, caseId)}
    ) steps GROUP BY "caseId", "authorization"`;
}

/** The open cases whose turn it is to be compared with their workflows. */
async function chosenCases(
  database: Database,
  caseId: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM pa_case c
    WHERE c.closed_at IS NULL ${only(ID, caseId)}
      ${
        caseId === null
          ? Prisma.sql`AND c.id > coalesce((SELECT compared_up_to FROM reconciliation),
              '00000000-0000-0000-0000-000000000000')`
          : Prisma.empty
      }
    ORDER BY c.id LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** The closed cases on which the plan owes a call or something on an appeal. */
async function followedCases(database: Database, caseId: string | null): Promise<string[]> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT a.case_id AS id FROM appeal a
    WHERE a.owed_by IS NOT NULL ${only(Prisma.sql`a.case_id`, caseId)}
    UNION
    SELECT c.id FROM pa_case c
    WHERE c.call_owed_by IS NOT NULL AND c.closed_at IS NOT NULL ${only(ID, caseId)}`;
  return rows.map(({ id }) => id);
}

const NOBODYS_TURN: Turn = { after: null, numbers: [], isLast: true };

/** The least number of authorizations per check; of many, one in a hundred. */
const LEAST_OF_A_TURN = 500;
const TURNS = 100;

/** The authorizations whose turn it is: all within an hour if checks are at most 30 s apart. */
async function nextTurn(database: Database): Promise<Turn> {
  const [progress] = await database.$queryRaw<{ after: string | null; followed: bigint }[]>`
    SELECT authorizations_compared_up_to AS after,
      (SELECT count(*) FROM pa_authorization WHERE next_step_at IS NOT NULL) AS followed
    FROM reconciliation WHERE id = 1`;
  const after = progress?.after ?? null;
  const limit = Math.max(LEAST_OF_A_TURN, Math.ceil(Number(progress?.followed ?? 0) / TURNS));
  const rows = await database.$queryRaw<{ number: string }[]>`
    SELECT number FROM pa_authorization
    WHERE next_step_at IS NOT NULL AND number > ${after ?? ''} ORDER BY number LIMIT ${limit}`;
  return { after, numbers: rows.map(({ number }) => number), isLast: rows.length < limit };
}

/** What a check compares besides everything that has something due. */
interface Chosen {
  readonly chosen: readonly string[];
  /** Earlier findings of Temporal. */
  readonly stuck: readonly CaseBlocker[];
  /** The authorizations whose turn it is. */
  readonly turn: readonly string[];
}

/**
 * Besides those chosen and those whose turn it is: whatever has something due, authorizations with a
 * step within the next day, and whatever was stuck before. A message is written with its case and
 * removed once its workflow has started, so without one, a workflow runs if all is well.
 */
async function comparables(
  database: Database,
  now: Date,
  caseId: string | null,
  { chosen, stuck, turn }: Chosen,
): Promise<Comparable[]> {
  const soon = await authorizationsWithStep(database, now, caseId);
  const stuckCases = stuck.filter(({ blocker }) => blocker.authorization === null);
  const cases = new Set([...chosen, ...stuckCases.map((each) => each.caseId)]);
  const numbers = new Set([
    ...soon,
    ...stuck.flatMap(({ blocker }) => blocker.authorization ?? []),
  ]);
  const others = turn.filter((number) => !numbers.has(number));
  return [
    ...(await inTurn(portionsOf([...cases]), (ids) => comparableCases(database, now, ids))),
    ...(await inTurn(portionsOf([...numbers]), (some) =>
      comparableAuthorizations(database, now, some, false),
    )),
    ...(await inTurn(portionsOf(others), (some) =>
      comparableAuthorizations(database, now, some, true),
    )),
  ];
}

/** Those with a step within the next day; of one case, with any. */
async function authorizationsWithStep(
  database: Database,
  now: Date,
  caseId: string | null,
): Promise<string[]> {
  const soon =
    caseId === null
      ? Prisma.sql`next_step_at <= ${now}::timestamptz + interval '1 day'`
      : Prisma.sql`next_step_at IS NOT NULL AND case_id = ${caseId}::uuid`;
  const rows = await database.$queryRaw<{ number: string }[]>`
    SELECT number FROM pa_authorization WHERE ${soon}`;
  return rows.map(({ number }) => number);
}

function comparableCases(
  database: Database,
  now: Date,
  ids: readonly string[],
): Promise<Comparable[]> {
  return database.$queryRaw`
    SELECT c.id AS "caseId", NULL AS "authorization", false AS "inTurn",
      c.version AS "caseVersion", step.at AS "stepAt",
      CASE WHEN coalesce(step.at > ${now}, true)
        THEN concat_ws(' ', c.version, step.at) END AS outlook,
      c.closed_at IS NULL OR follow_up.is_owed AS needed,
      c.closed_at IS NOT NULL AND follow_up.is_owed AS "isFollowed"
    FROM pa_case c
    CROSS JOIN LATERAL (
      SELECT count(*) > 0 AS are_owed, min(owed_by) FILTER (WHERE ${TO_ESCALATE}) AS step_at
      FROM appeal WHERE case_id = c.id AND owed_by IS NOT NULL) appeals
    CROSS JOIN LATERAL (
      SELECT appeals.are_owed OR c.call_owed_by IS NOT NULL AS is_owed) follow_up
    CROSS JOIN LATERAL (
      SELECT least(c.next_step_at, appeals.step_at, ${CALL_STEP_AT}) AS at) step
    WHERE c.id = ANY(${[...ids]}::uuid[])
      AND NOT EXISTS (SELECT FROM outbox o WHERE o.subject = c.id::text)`;
}

function comparableAuthorizations(
  database: Database,
  now: Date,
  numbers: readonly string[],
  areInTurn: boolean,
): Promise<Comparable[]> {
  return database.$queryRaw`
    SELECT a.case_id AS "caseId", a.number AS "authorization", ${areInTurn} AS "inTurn",
      c.version AS "caseVersion", a.next_step_at AS "stepAt",
      CASE WHEN a.next_step_at > ${now} THEN concat_ws(' ', a.version, a.next_step_at) END AS outlook,
      a.next_step_at IS NOT NULL AS needed, false AS "isFollowed"
    FROM pa_authorization a JOIN pa_case c ON c.id = a.case_id
    WHERE a.number = ANY(${[...numbers]}::text[])
      AND NOT EXISTS (SELECT FROM outbox o WHERE o.subject = a.number)`;
}

function portionsOf(all: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, portion) =>
    all.slice(portion * AT_ONCE, (portion + 1) * AT_ONCE),
  );
}
