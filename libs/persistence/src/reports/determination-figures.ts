import {
  NOTHING_CLOSED,
  type DeterminationFigures,
  type DeterminationRow,
  type ReportGroup,
} from '@assent/application';
import {
  benefitKindOf,
  COVERAGE_TYPES,
  COVERAGE_TYPES_OF,
  type ReadableLines,
} from '@assent/domain';
import { andReadable } from '../access/readable-lines';
import type { Database } from '../database/database';
import { Prisma } from '../generated/client';
import { HOURS_TAKEN } from './figures';

/**
 * What cases are counted together: the columns of a plan. A case from before coverage types were kept
 * has the usual one of its line of business.
 */
export const PLAN = Prisma.sql`pa_case.line_of_business AS "lineOfBusiness",
  ${coverageOf()} AS "coverageType", ${kindOf()} AS kind, pa_case.urgency`;

function coverageOf(): Prisma.Sql {
  const usual = Object.entries(COVERAGE_TYPES_OF).flatMap(([line, [type]]) =>
    type ? [`WHEN '${line}' THEN '${type}'`] : [],
  );
  return Prisma.sql`coalesce(pa_case.coverage_type,
    CASE pa_case.line_of_business ${Prisma.raw(usual.join(' '))} END)`;
}

function kindOf(): Prisma.Sql {
  const kinds = COVERAGE_TYPES.map((type) => `WHEN '${type}' THEN '${benefitKindOf(type)}'`);
  return Prisma.sql`CASE ${coverageOf()} ${Prisma.raw(kinds.join(' '))}
    ELSE ${Prisma.raw(`'${benefitKindOf(null)}'`)} END`;
}

/** All, then drugs and items, each by urgency, then by plan. */
const GROUPS = Prisma.sql`GROUPING SETS ((), (kind), (kind, urgency),
  ("lineOfBusiness", "coverageType", kind, urgency))`;

const GROUP = Prisma.sql`"lineOfBusiness", "coverageType", kind, urgency`;

/** The results of the cases that closed, and of the appeals decided, from one instant and before another. */
export async function determinationFigures(
  database: Database,
  from: Date,
  until: Date,
  lines?: ReadableLines,
): Promise<DeterminationFigures> {
  const inLines = andReadable(Prisma.sql`pa_case.line_of_business`, lines);
  const closed = Prisma.sql`closed_at >= ${from} AND closed_at < ${until} ${inLines}`;
  const overturned = Prisma.sql`((appeal.decision IN ('overturn', 'partly-overturn')
      AND appeal.decided_at >= ${from} AND appeal.decided_at < ${until})
    OR (appeal.external ->> 'outcome' IN ('overturned', 'partly-overturned')
      AND appeal.closed_at >= ${from} AND appeal.closed_at < ${until}))`;
  const foundFirst = Prisma.sql`(appeal.engine_part ->> 'part' = 'not-shown-before-findings'
    AND appeal.decided_at >= ${from} AND appeal.decided_at < ${until})`;
  const [rows, appealed, criteria, information] = await Promise.all([
    database.$queryRaw<Omit<DeterminationRow, AppealedFigure>[]>`
      SELECT ${GROUP},
        ${counted(Prisma.sql`status = 'approved'`)} AS approved,
        ${counted(Prisma.sql`status = 'approved' AND decided_role = 'software'`)} AS "autoApproved",
        ${counted(Prisma.sql`status = 'approved' AND is_modified`)} AS modified,
        ${counted(Prisma.sql`status = 'denied'`)} AS denied,
        ${counted(Prisma.sql`status = 'denied' AND part = 'not-shown-before-findings'`)}
          AS "afterFindings",
        ${counted(Prisma.sql`status = 'withdrawn'`)} AS withdrawn,
        ${counted(Prisma.sql`status = 'routed'`)} AS routed,
        ${counted(Prisma.sql`is_extended`)} AS extended,
        ${counted(Prisma.sql`is_extended AND status = 'approved'`)} AS "extendedApproved",
        ${counted(Prisma.sql`is_upgraded`)} AS expedited,
        ${counted(Prisma.sql`${DECIDED} AND closed_at <= due_at`)} AS "onTime",
        ${counted(Prisma.sql`${DECIDED} AND closed_at > due_at`)} AS late,
        avg(hours) FILTER (WHERE ${DECIDED}) AS "averageHours",
        percentile_cont(0.5) WITHIN GROUP (ORDER BY hours) FILTER (WHERE ${DECIDED})
          AS "medianHours"
      FROM (
        SELECT ${PLAN}, status, decided_role, closed_at, due_at, ${HOURS_TAKEN} AS hours,
          modification IS NOT NULL AS is_modified, engine_part ->> 'part' AS part,
          coalesce(clocks @? '$[*].extension ? (@.type() == "object")', false) AS is_extended,
          coalesce(clocks @? '$[*].upgrade ? (@.type() == "object")', false) AS is_upgraded
        FROM pa_case WHERE ${closed}) closed_case
      GROUP BY ${GROUPS}`,
    database.$queryRaw<AppealedRow[]>`
      SELECT ${GROUP},
        (count(DISTINCT id) FILTER (WHERE is_overturned))::int AS "approvedAfterAppeal",
        ${counted(Prisma.sql`is_found_first`)} AS "upheldAfterFindings"
      FROM (
        SELECT ${PLAN}, pa_case.id, ${overturned} AS is_overturned, ${foundFirst} AS is_found_first
        FROM appeal JOIN pa_case ON pa_case.id = appeal.case_id
        WHERE (${overturned} OR ${foundFirst}) ${inLines}) decided
      GROUP BY ${GROUPS}`,
    database.$queryRaw<DeterminationFigures['criteria'][number][]>`
      SELECT ${GROUP}, guideline, clause AS id, count(*)::int AS denials
      FROM (
        SELECT ${PLAN}, guideline_id AS guideline, clause
        FROM pa_case, unnest(decision_clauses) clause
        WHERE ${closed} AND status = 'denied') named
      GROUP BY ${GROUP}, guideline, clause ORDER BY denials DESC, guideline, clause, ${GROUP}`,
    database.$queryRaw<DeterminationFigures['information'][number][]>`
      SELECT ${GROUP}, fact, count(*)::int AS asked, count(answered_at)::int AS answered,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY
          extract(epoch FROM answered_at - asked_at)::float8 / 3600) AS "medianHours"
      FROM (
        SELECT ${PLAN}, fact, asked_at, (
          SELECT min(given.at) FROM case_event given
          WHERE given.case_id = questions.case_id AND given.at >= asked_at
            AND given.type = 'information-given' AND given.details -> 'given' ? fact) AS answered_at
        FROM (
          SELECT asked.case_id, fact, min(asked.at) AS asked_at
          FROM case_event asked, jsonb_array_elements_text(asked.details -> 'missing') fact
          WHERE asked.type = 'information-requested' AND asked.at >= ${from} AND asked.at < ${until}
          GROUP BY asked.case_id, fact) questions
        JOIN pa_case ON pa_case.id = questions.case_id ${inLines}) answers
      GROUP BY ${GROUP}, fact ORDER BY asked DESC, fact, ${GROUP}`,
  ]);
  return { rows: withAppealed(rows, appealed), criteria, information };
}

/** What is counted of appeals. */
type AppealedFigure = 'approvedAfterAppeal' | 'upheldAfterFindings';

type AppealedRow = ReportGroup & Pick<DeterminationRow, AppealedFigure>;

/** An appeal may be decided long after its case closed, so there can be rows of appeals alone. */
function withAppealed(
  rows: readonly Omit<DeterminationRow, AppealedFigure>[],
  appealed: readonly AppealedRow[],
): readonly DeterminationRow[] {
  const isOf = (one: ReportGroup) => (other: ReportGroup) =>
    one.lineOfBusiness === other.lineOfBusiness &&
    one.coverageType === other.coverageType &&
    one.kind === other.kind &&
    one.urgency === other.urgency;
  return [
    ...rows.map((row) => ({ ...NOTHING_CLOSED, ...row, ...appealed.find(isOf(row)) })),
    ...appealed
      .filter((row) => !rows.some(isOf(row)))
      .map((row) => ({ ...NOTHING_CLOSED, ...row })),
  ];
}

const DECIDED = Prisma.sql`status IN ('approved', 'denied')`;

function counted(which: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(count(*) FILTER (WHERE ${which}))::int`;
}
