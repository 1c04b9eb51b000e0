import { addDays, dateIn, startOfDay, STUCK_CAUSES, type StuckCause } from '@assent/domain';
import type { Ports } from '../ports/ports';
import type { Backlog, DayFigures, ReportRepository } from '../ports/report-repository';
import type { StuckRepository } from '../ports/stuck-repository';

/** The system's current state, in numbers. */
export interface Measures {
  readonly outbox: Pick<Backlog['outbox'], 'waiting' | 'failing'> & {
    /** 0 when nothing waits. */
    readonly oldestSeconds: number;
  };
  readonly notices: Backlog['notices'];
  readonly openCases: { readonly running: number; readonly overdue: number };
  readonly stuck: Readonly<Record<StuckCause, number>>;
  /** When all cases were last checked; null when they never were. */
  readonly checkAgeSeconds: number | null;
  /** Whether Temporal answered then. */
  readonly temporalReachable: boolean;
  /** Since the payer's day began. */
  readonly today: DayFigures;
}

/** @throws RecordUnavailable */
export function measure(
  { clock, settings }: Ports,
  reading: ReportRepository,
  stuck: StuckRepository,
) {
  return async (): Promise<Measures> => {
    const at = await clock.now();
    const { timeZone } = settings;
    const date = dateIn(at, timeZone);
    const day = [startOfDay(date, timeZone), startOfDay(addDays(date, 1), timeZone)];
    const [backlog, openCases, counts, check, figures] = await Promise.all([
      reading.backlog(at),
      reading.openDeadlines(at),
      stuck.counts(),
      stuck.lastCheck(),
      reading.figures(day, []),
    ]);
    const secondsSince = (then: Date) => Math.max(0, (at.getTime() - then.getTime()) / 1_000);
    const { waiting, failing, oldestSince } = backlog.outbox;
    return {
      outbox: { waiting, failing, oldestSeconds: oldestSince ? secondsSince(oldestSince) : 0 },
      notices: backlog.notices,
      openCases,
      stuck: countsByCause((cause) => counts.find((each) => each.cause === cause)?.count ?? 0),
      checkAgeSeconds: check.at && secondsSince(check.at),
      temporalReachable: check.reachable,
      today: figures.days[0] ?? NOTHING_TODAY,
    };
  };
}

const NOTHING_TODAY: DayFigures = {
  approvedBySoftware: 0,
  approvedByPerson: 0,
  denied: 0,
  withdrawn: 0,
  routed: 0,
  opened: 0,
};

function countsByCause(count: (cause: StuckCause) => number): Measures['stuck'] {
  return Object.fromEntries(
    STUCK_CAUSES.map((cause) => [cause, count(cause)]),
  ) as Measures['stuck'];
}
