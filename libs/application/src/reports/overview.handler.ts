import { addDays, dateIn, startOfDay, type CalendarDate, type ReadableLines } from '@assent/domain';
import type { Ports } from '../ports/ports';
import type {
  Backlog,
  DayFigures,
  DurationFigures,
  Figures,
  ReportRepository,
  ReconciliationReport,
} from '../ports/report-repository';

/** A decision took at most this; `longer` is beyond them all. */
export type Within = (typeof DURATIONS)[number]['within'] | 'longer';

const DURATIONS = [
  { within: 'minute', hours: 1 / 60 },
  { within: 'hour', hours: 1 },
  { within: 'day', hours: 24 },
  { within: '3-days', hours: 72 },
  { within: '7-days', hours: 168 },
  { within: '15-days', hours: 360 },
] as const;

/** How many days the figures cover, including today. */
const DAYS = 30;

/** The system's current state, and its results in the last 30 days of the payer's zone. */
export interface Overview {
  readonly at: Date;
  readonly backlog: Backlog;
  readonly reconciliation: ReconciliationReport;
  readonly deadlines: Figures['deadlines'] & { readonly running: number; readonly overdue: number };
  /** The oldest first. */
  readonly days: readonly (DayFigures & { readonly date: CalendarDate })[];
  /** From receipt to decision. */
  readonly timesToDecision: readonly (DurationFigures & { readonly within: Within })[];
  readonly medianHours: number | null;
  readonly slowestTenthHours: number | null;
}

export function showOverview({ clock, settings }: Ports, reading: ReportRepository) {
  return async (lines: ReadableLines = null): Promise<Overview> => {
    const at = await clock.now();
    const dates = lastDays(dateIn(at, settings.timeZone));
    const dayStarts = [...dates, addDays(dates.at(-1) ?? '', 1)].map((date) =>
      startOfDay(date, settings.timeZone),
    );
    const [figures, backlog, reconciliation, open] = await Promise.all([
      reading.figures(
        dayStarts,
        DURATIONS.map(({ hours }) => hours),
        lines,
      ),
      reading.backlog(at),
      reading.reconciliation(),
      reading.openDeadlines(at, lines),
    ]);
    const { days, durations, deadlines, medianHours, slowestTenthHours } = figures;
    return {
      at,
      backlog,
      reconciliation,
      deadlines: { ...deadlines, ...open },
      days: days.flatMap((day, index) => {
        const date = dates[index];
        return date === undefined ? [] : [{ date, ...day }];
      }),
      timesToDecision: durations.map((counts, index) => ({
        within: DURATIONS[index]?.within ?? 'longer',
        ...counts,
      })),
      medianHours,
      slowestTenthHours,
    };
  };
}

function lastDays(today: CalendarDate): readonly CalendarDate[] {
  return Array.from({ length: DAYS }, (_, index) => addDays(today, index + 1 - DAYS));
}
