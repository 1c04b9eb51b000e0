import type { DeterminationFigures, DeterminationRow } from '@assent/application';
import type { ReadableLines } from '@assent/domain';
import { andReadable, readable } from '../access/readable-lines';
import type { Database } from '../database/database';
import { Prisma } from '../generated/client';
import { HOURS_TAKEN } from './figures';

/** The results of the cases that closed, and of the appeals decided, from one instant and before another. */
export async function determinationFigures(
  database: Database,
  from: Date,
  until: Date,
  lines?: ReadableLines,
): Promise<DeterminationFigures> {
  const inLines = andReadable(Prisma.sql`pa_case.line_of_business`, lines);
  const closed = Prisma.sql`closed_at >= ${from} AND closed_at < ${until} ${inLines}`;
  const [rows, appealed, criteria, information] = await Promise.all([
    database.$queryRaw<Omit<DeterminationRow, AppealedFigure>[]>`
      SELECT line_of_business AS "lineOfBusiness", urgency,
        ${counted(Prisma.sql`status = 'approved'`)} AS approved,
        ${counted(Prisma.sql`status = 'approved' AND decided_role = 'software'`)} AS "autoApproved",
        ${counted(Prisma.sql`status = 'approved' AND modification IS NOT NULL`)} AS modified,
        ${counted(Prisma.sql`status = 'denied'`)} AS denied,
        ${counted(AFTER_FINDINGS)} AS "afterFindings",
        ${counted(Prisma.sql`status = 'withdrawn'`)} AS withdrawn,
        ${counted(Prisma.sql`status = 'routed'`)} AS routed,
        ${counted(Prisma.sql`clocks @? '$[*].extension ? (@.type() == "object")'`)} AS extended,
        ${counted(Prisma.sql`clocks @? '$[*].upgrade ? (@.type() == "object")'`)} AS expedited,
        ${counted(Prisma.sql`${DECIDED} AND closed_at <= due_at`)} AS "onTime",
        ${counted(Prisma.sql`${DECIDED} AND closed_at > due_at`)} AS late,
        avg(${HOURS_TAKEN}) FILTER (WHERE ${DECIDED}) AS "averageHours",
        percentile_cont(0.5) WITHIN GROUP (ORDER BY ${HOURS_TAKEN}) FILTER (WHERE ${DECIDED})
          AS "medianHours"
      FROM pa_case WHERE ${closed}
      GROUP BY GROUPING SETS ((), (line_of_business, urgency))
      ORDER BY line_of_business NULLS FIRST, urgency DESC`,
    database.$queryRaw<AppealedRow[]>`
      SELECT pa_case.line_of_business AS "lineOfBusiness", pa_case.urgency,
        (count(DISTINCT pa_case.id) FILTER (WHERE (appeal.decision IN ('overturn', 'partly-overturn')
            AND appeal.decided_at >= ${from} AND appeal.decided_at < ${until})
          OR (appeal.external ->> 'outcome' IN ('overturned', 'partly-overturned')
            AND appeal.closed_at >= ${from} AND appeal.closed_at < ${until})))::int
          AS "approvedAfterAppeal",
        (count(*) FILTER (WHERE appeal.engine_part ->> 'part' = 'not-shown-before-findings'
          AND appeal.decided_at >= ${from} AND appeal.decided_at < ${until}))::int
          AS "upheldAfterFindings"
      FROM appeal JOIN pa_case ON pa_case.id = appeal.case_id
      WHERE (((appeal.decision IN ('overturn', 'partly-overturn') OR appeal.engine_part IS NOT NULL)
          AND appeal.decided_at >= ${from} AND appeal.decided_at < ${until})
        OR (appeal.external ->> 'outcome' IN ('overturned', 'partly-overturned')
          AND appeal.closed_at >= ${from} AND appeal.closed_at < ${until})) ${inLines}
      GROUP BY GROUPING SETS ((), (pa_case.line_of_business, pa_case.urgency))`,
    database.$queryRaw<DeterminationFigures['criteria'][number][]>`
      SELECT guideline_id AS "guideline", clause AS id, count(*)::int AS denials
      FROM pa_case, unnest(decision_clauses) clause
      WHERE ${closed} AND status = 'denied'
      GROUP BY guideline_id, clause ORDER BY denials DESC, guideline_id, clause`,
    database.$queryRaw<DeterminationFigures['information'][number][]>`
      SELECT fact, count(*)::int AS asked, count(answered_at)::int AS answered,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY
          extract(epoch FROM answered_at - asked_at)::float8 / 3600) AS "medianHours"
      FROM (
        SELECT fact, min(asked.at) AS asked_at, (
          SELECT min(given.at) FROM case_event given
          WHERE given.case_id = asked.case_id AND given.at >= min(asked.at)
            AND given.type = 'information-given' AND given.details -> 'given' ? fact) AS answered_at
        FROM case_event asked, jsonb_array_elements_text(asked.details -> 'missing') fact
        WHERE asked.type = 'information-requested' AND asked.at >= ${from} AND asked.at < ${until}
          ${askedIn(lines)}
        GROUP BY asked.case_id, fact) questions
      GROUP BY fact ORDER BY asked DESC, fact`,
  ]);
  return { rows: withAppealed(rows, appealed), criteria, information };
}

/** Events of cases in the lines of business. */
function askedIn(lines: ReadableLines | undefined): Prisma.Sql {
  const isReadable = readable(Prisma.sql`pa_case.line_of_business`, lines);
  return isReadable
    ? Prisma.sql`AND EXISTS (SELECT FROM pa_case WHERE pa_case.id = asked.case_id AND ${isReadable})`
    : Prisma.empty;
}

/** What is counted of appeals. */
type AppealedFigure = 'approvedAfterAppeal' | 'upheldAfterFindings';

type AppealedRow = Pick<DeterminationRow, 'lineOfBusiness' | 'urgency' | AppealedFigure>;

/** An appeal may be decided long after its case closed, so there can be rows of appeals alone. */
function withAppealed(
  rows: readonly Omit<DeterminationRow, AppealedFigure>[],
  appealed: readonly AppealedRow[],
): readonly DeterminationRow[] {
  const isOf = (one: GroupedRow) => (other: GroupedRow) =>
    one.lineOfBusiness === other.lineOfBusiness && one.urgency === other.urgency;
  return [
    ...rows.map((row) => ({
      ...row,
      ...(appealed.find(isOf(row)) ?? NO_APPEAL),
    })),
    ...appealed
      .filter((row) => !rows.some(isOf(row)))
      .map((row) => ({ ...NOTHING_CLOSED, ...row })),
  ].sort((one, other) => placeOf(one).localeCompare(placeOf(other)));
}

type GroupedRow = Pick<DeterminationRow, 'lineOfBusiness' | 'urgency'>;

/** The row of all comes first, and of a line of business the standard requests. */
function placeOf({ lineOfBusiness, urgency }: GroupedRow): string {
  return lineOfBusiness === null ? '' : `${lineOfBusiness} ${urgency === 'standard' ? 1 : 2}`;
}

const NO_APPEAL = { approvedAfterAppeal: 0, upheldAfterFindings: 0 } as const;

const NOTHING_CLOSED = {
  approved: 0,
  autoApproved: 0,
  modified: 0,
  denied: 0,
  afterFindings: 0,
  withdrawn: 0,
  routed: 0,
  extended: 0,
  expedited: 0,
  onTime: 0,
  late: 0,
  averageHours: null,
  medianHours: null,
} as const;

const DECIDED = Prisma.sql`status IN ('approved', 'denied')`;

const AFTER_FINDINGS = Prisma.sql`status = 'denied'
  AND engine_part ->> 'part' = 'not-shown-before-findings'`;

function counted(which: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`count(*) FILTER (WHERE ${which})::int`;
}
