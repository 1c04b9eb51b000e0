import { endOfDay, startOfDay, type CalendarDate, type ReadableLines } from '@assent/domain';
import type { Ports } from '../ports/ports';
import type {
  DeterminationFigures,
  DeterminationRow,
  ReportRepository,
} from '../ports/report-repository';

/** A row of the report, with shares of all approvals and denials; null if there are none. */
export interface DeterminationShares extends DeterminationRow {
  /** Percent, to one decimal. */
  readonly approvedPercent: number | null;
  readonly deniedPercent: number | null;
}

/** What was determined in some days of the payer's zone. */
export interface DeterminationReport extends Omit<DeterminationFigures, 'rows'> {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** All of them first, then by line of business and urgency. */
  readonly rows: readonly DeterminationShares[];
}

/**
 * The determinations of the days from `from` to `to`, both included, as the federal metrics of prior
 * authorization ask for them (CMS-0057-F): by the day on which a case closed, or a question was asked.
 */
export function reportDeterminations({ settings }: Ports, reading: ReportRepository) {
  return async (
    from: CalendarDate,
    to: CalendarDate,
    lines: ReadableLines = null,
  ): Promise<DeterminationReport> => {
    const { timeZone } = settings;
    const { rows, ...figures } = await reading.determinations(
      startOfDay(from, timeZone),
      endOfDay(to, timeZone),
      lines,
    );
    return { from, to, rows: rows.map(withShares), ...figures };
  };
}

function withShares(row: DeterminationRow): DeterminationShares {
  const decided = row.approved + row.denied;
  const percent = (part: number) =>
    decided === 0 ? null : Math.round((1_000 * part) / decided) / 10;
  return { ...row, approvedPercent: percent(row.approved), deniedPercent: percent(row.denied) };
}
