import type { DayFigures, DurationFigures, Figures } from '@assent/application';
import type { ReadableLines } from '@assent/domain';
import { andReadable } from '../access/readable-lines';
import type { Database } from '../database/database';
import { Prisma } from '../generated/client';

/**
 * The results of cases in some days. It reads only the indexes by day, so its cost grows with the
 * cases in those days.
 */
export async function figuresOf(
  database: Database,
  dayStarts: readonly Date[],
  hours: readonly number[],
  lines?: ReadableLines,
): Promise<Figures> {
  const inLines = andReadable(Prisma.sql`line_of_business`, lines);
  const texts = dayStarts.map((start) => start.toISOString());
  // Apart, so that the texts are read once, not per case.
  const starts = Prisma.sql`(SELECT ${texts}::text[]::timestamptz[])`;
  const [closed, opened, durations, [summary]] = await Promise.all([
    database.$queryRaw<(Omit<DayFigures, 'opened'> & Day)[]>`
      SELECT width_bucket(closed_at, ${starts}) AS day,
        count(*) FILTER (WHERE status = 'approved' AND decided_role = 'software')::int
          AS "approvedBySoftware",
        count(*) FILTER (WHERE status = 'approved' AND decided_role <> 'software')::int
          AS "approvedByPerson",
        count(*) FILTER (WHERE status = 'denied')::int AS denied,
        count(*) FILTER (WHERE status = 'withdrawn')::int AS withdrawn,
        count(*) FILTER (WHERE status = 'routed')::int AS routed
      FROM pa_case WHERE ${within('closed_at', dayStarts)} ${inLines} GROUP BY day`,
    database.$queryRaw<({ readonly opened: number } & Day)[]>`
      SELECT width_bucket(opened_at, ${starts}) AS day, count(*)::int AS opened
      FROM pa_case WHERE ${within('opened_at', dayStarts)} ${inLines} GROUP BY day`,
    database.$queryRaw<(DurationFigures & { readonly bound: number })[]>`
      SELECT width_bucket(${HOURS_TAKEN}, ${[...hours]}::float8[]) AS bound,
        count(*) FILTER (WHERE decided_role = 'software')::int AS "bySoftware",
        count(*) FILTER (WHERE decided_role <> 'software')::int AS "byPerson"
      FROM pa_case WHERE ${decidedIn(dayStarts)} ${inLines} GROUP BY bound`,
    database.$queryRaw<Summary[]>`
      SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ${HOURS_TAKEN}) AS "medianHours",
        percentile_cont(0.9) WITHIN GROUP (ORDER BY ${HOURS_TAKEN}) AS "slowestTenthHours",
        count(*) FILTER (WHERE closed_at <= due_at)::int AS met,
        count(*) FILTER (WHERE closed_at > due_at)::int AS missed
      FROM pa_case WHERE ${decidedIn(dayStarts)} ${inLines}`,
  ]);
  return {
    days: dayStarts.slice(1).map((_, index) => ({
      ...NO_CASES,
      ...inDay(closed, index + 1),
      opened: inDay(opened, index + 1)?.opened ?? 0,
    })),
    durations: [...hours, Infinity].map((_, bound) => {
      const counted = durations.find((row) => row.bound === bound);
      return { bySoftware: counted?.bySoftware ?? 0, byPerson: counted?.byPerson ?? 0 };
    }),
    medianHours: summary?.medianHours ?? null,
    slowestTenthHours: summary?.slowestTenthHours ?? null,
    deadlines: { met: summary?.met ?? 0, missed: summary?.missed ?? 0 },
  };
}

/** Days are counted from one. */
interface Day {
  readonly day: number;
}

interface Summary {
  readonly medianHours: number | null;
  readonly slowestTenthHours: number | null;
  readonly met: number;
  readonly missed: number;
}

const NO_CASES = {
  approvedBySoftware: 0,
  approvedByPerson: 0,
  denied: 0,
  withdrawn: 0,
  routed: 0,
};

/** From receipt to decision. */
export const HOURS_TAKEN = Prisma.sql`extract(epoch FROM closed_at - received_at)::float8 / 3600`;

function decidedIn(dayStarts: readonly Date[]): Prisma.Sql {
  return Prisma.sql`${within('closed_at', dayStarts)} AND status IN ('approved', 'denied')`;
}

function within(column: 'closed_at' | 'opened_at', dayStarts: readonly Date[]): Prisma.Sql {
  const [first = new Date(0)] = dayStarts;
  const last = dayStarts.at(-1) ?? first;
  return Prisma.sql`${Prisma.raw(column)} >= ${first} AND ${Prisma.raw(column)} < ${last}`;
}

function inDay<Row extends Day>(
  rows: readonly Row[],
  wanted: number,
): Omit<Row, 'day'> | undefined {
  const found = rows.find(({ day }) => day === wanted);
  if (!found) return undefined;
  const { day: _, ...counts } = found;
  return counts;
}
