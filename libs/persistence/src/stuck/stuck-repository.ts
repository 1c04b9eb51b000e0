import type { CaseBlocker, Findings, StuckGroup, StuckRepository } from '@assent/application';
import { heldUpIn, STUCK_CAUSES, type ReadableLines, type StuckCause } from '@assent/domain';
import { readable } from '../access/readable-lines';
import { HAS_A_DEADLINE, PAST_DUE_SINCE } from '../appeals/appeals';
import { WITH_STUCK } from '../case/case-repository';
import { reaching, type Database } from '../database/database';
import { toCase } from '../database/mappers';
import { BLOCKERS } from '../database/tables';
import { Prisma } from '../generated/client';
import { checkLease } from './check-lease';
import { observations, TAKES_NO_REVIEW } from './stuck-candidates';

/** Blockers in Postgres. */
export function stuckRecords(database: Database): StuckRepository {
  return {
    ...observations(database),
    ...checkLease(database),

    store: (findings, check) =>
      reaching(async () => {
        for (const { standing, gone } of portionsOf(findings)) {
          await database.$transaction([
            removeGone(database, gone),
            writeStanding(database, standing),
          ]);
        }
        if (!check) return;
        await database.reconciliation.update({
          where: { id: 1 },
          data: {
            checkedAt: check.at,
            temporalReachable: check.reachable,
            comparedUpTo: check.comparedUpTo,
            authorizationsComparedUpTo: check.authorizationsComparedUpTo,
          },
        });
      }),

    groups: (casesInEach, lines) =>
      reaching(async () => {
        const shown = await shownCases(database, casesInEach, lines);
        const rows = await database.case.findMany({
          where: { id: { in: shown.map(({ case_id }) => case_id) } },
          include: WITH_STUCK,
          omit: { facts: true },
        });
        const cases = new Map(rows.map((row) => [row.id, toCase(row)]));
        return STUCK_CAUSES.flatMap((cause) => {
          const own = shown.filter((each) => each.cause === cause);
          const [first] = own;
          if (!first) return [];
          const found = own.flatMap(({ case_id }) => cases.get(case_id) ?? []);
          return [{ cause, count: Number(first.count), oldestSince: first.since, cases: found }];
        });
      }),

    counts: () =>
      reaching(
        () => database.$queryRaw<Pick<StuckGroup, 'cause' | 'count'>[]>`
          SELECT cause, count(*)::int AS count FROM (${GRAVEST}) gravest GROUP BY cause`,
      ),

    lastCheck: () =>
      reaching(async () => {
        const row = await database.reconciliation.findFirst({ where: { id: 1 } });
        return { at: row?.checkedAt ?? null, reachable: row?.temporalReachable ?? true };
      }),
  };
}

/** So many blockers does one transaction write. */
const WRITTEN_AT_ONCE = 500;

/** The findings in the order of their cases, each case whole in one portion. */
function portionsOf({ standing, gone }: Findings): Findings[] {
  const byCase = new Map<string, { standing: CaseBlocker[]; gone: CaseBlocker[] }>();
  const ofCase = (caseId: string) => {
    const own = byCase.get(caseId) ?? { standing: [], gone: [] };
    byCase.set(caseId, own);
    return own;
  };
  for (const each of standing) ofCase(each.caseId).standing.push(each);
  for (const each of gone) ofCase(each.caseId).gone.push(each);
  const portions: { standing: CaseBlocker[]; gone: CaseBlocker[] }[] = [];
  let room = 0;
  for (const caseId of [...byCase.keys()].sort()) {
    const own = ofCase(caseId);
    if (room <= 0) {
      portions.push({ standing: [], gone: [] });
      room = WRITTEN_AT_ONCE;
    }
    portions.at(-1)?.standing.push(...own.standing);
    portions.at(-1)?.gone.push(...own.gone);
    room -= own.standing.length + own.gone.length;
  }
  return portions;
}

function removeGone(database: Database, gone: readonly CaseBlocker[]) {
  return database.$executeRaw`
    DELETE FROM stuck s USING jsonb_populate_recordset(NULL::stuck, ${rowsOf(gone)}::jsonb) gone
    WHERE s.case_id = gone.case_id AND s.cause = gone.cause`;
}

/** Writes only differences. A case that has moved meanwhile is not held up by its earlier state. */
function writeStanding(database: Database, standing: readonly CaseBlocker[]) {
  return database.$executeRaw`
    INSERT INTO stuck SELECT found.*
    FROM jsonb_array_elements(${rowsOf(standing)}::jsonb) given
    CROSS JOIN jsonb_populate_record(NULL::stuck, given) found
    JOIN pa_case c ON c.id = found.case_id
    WHERE (given -> 'status' = 'null' OR given -> 'status' ? c.status)
      AND (given -> 'is_assigned' = 'null' OR given -> 'is_assigned' = to_jsonb(c.assignee IS NOT NULL))
      AND (found.cause <> 'reassign-needed' OR EXISTS (SELECT FROM person_seen person
        WHERE person.subject = c.assignee AND ${TAKES_NO_REVIEW}))
      AND (found.cause <> 'appeal-overdue' OR EXISTS (SELECT FROM appeal
        WHERE case_id = c.id AND ${HAS_A_DEADLINE} AND ${PAST_DUE_SINCE} = found.since))
      AND (found.cause <> 'peer-to-peer-overdue' OR c.call_owed_by = found.since)
      AND (found.cause <> 'letter-unmailed' OR EXISTS (SELECT FROM member_letter
        WHERE case_id = c.id AND made_at IS NOT NULL AND recipient IS NULL AND mailed_at IS NULL))
      AND (found.cause NOT IN ('workflow-missing', 'workflow-closed')
        OR CASE WHEN found.authorization_number IS NULL THEN c.closed_at IS NULL
            OR c.call_owed_by IS NOT NULL
            OR EXISTS (SELECT FROM appeal WHERE case_id = c.id AND owed_by IS NOT NULL)
          ELSE EXISTS (SELECT FROM pa_authorization a WHERE a.number = found.authorization_number
            AND a.next_step_at IS NOT NULL) END)
    ORDER BY found.case_id, found.cause
    ON CONFLICT (case_id, cause) DO UPDATE SET
      (since, waits_for, detail, last_error, attempt, next_try_at, repair, authorization_number)
      = (EXCLUDED.since, EXCLUDED.waits_for, EXCLUDED.detail, EXCLUDED.last_error,
        EXCLUDED.attempt, EXCLUDED.next_try_at, EXCLUDED.repair, EXCLUDED.authorization_number)
    WHERE stuck IS DISTINCT FROM EXCLUDED`;
}

interface Shown {
  readonly case_id: string;
  readonly cause: StuckCause;
  readonly since: Date;
  readonly count: bigint;
}

/** Each stuck case under its gravest cause. */
const GRAVEST = Prisma.sql`
  SELECT DISTINCT ON (case_id) case_id, cause, since FROM stuck
  ORDER BY case_id, array_position(${[...STUCK_CAUSES]}::text[], cause)`;

/** The same, the first few of each cause. */
function shownCases(
  database: Database,
  inEach: number,
  lines: ReadableLines | undefined,
): Promise<Shown[]> {
  return database.$queryRaw<Shown[]>`
    WITH placed AS (
      SELECT case_id, cause, since, count(*) OVER (PARTITION BY cause) AS count,
        row_number() OVER (PARTITION BY cause ORDER BY since, case_id) AS place
      FROM (${GRAVEST}) gravest${ofReadable(lines)})
    SELECT case_id, cause, since, count FROM placed WHERE place <= ${inEach}
    ORDER BY since, case_id`;
}

function ofReadable(lines: ReadableLines | undefined): Prisma.Sql {
  const isReadable = readable(Prisma.sql`c.line_of_business`, lines);
  return isReadable
    ? Prisma.sql` WHERE EXISTS (SELECT FROM pa_case c WHERE c.id = case_id AND ${isReadable})`
    : Prisma.empty;
}

/** The rows of blockers, each with the case states in which it can last. */
function rowsOf(blockers: readonly CaseBlocker[]): string {
  return JSON.stringify(
    blockers.map(({ caseId, blocker }) => {
      const states = heldUpIn(blocker.cause);
      return {
        ...BLOCKERS.row({ caseId, ...blocker }),
        status: states?.status ?? null,
        is_assigned: states?.isAssigned ?? null,
      };
    }),
  );
}
