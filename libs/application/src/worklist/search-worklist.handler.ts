import {
  addDays,
  addHours,
  clockLedger,
  clockState,
  COVERAGE_ENDS_SOON_DAYS,
  dateIn,
  DUE_SOON_HOURS,
  MAX_COUNT,
  isCalendarDate,
  QUEUES,
  snoozeAt,
  startOfDay,
  type Actor,
  type ClockState,
  type Queue,
  type ReadableLines,
} from '@assent/domain';
import { clockedCase } from '../life-cycle/running-clock';
import type { Page } from '../ports/page';
import type { Ports } from '../ports/ports';
import type {
  WorklistFilter,
  WorklistQuestion,
  WorklistRow,
  WorklistPage,
  WorklistRepository,
} from '../ports/worklist-repository';

/** A case as a worklist shows it at an instant. */
export interface CaseSummary extends WorklistRow {
  readonly clock: ClockState;
  /** Why an open case is due when it is, in a sentence; null without a deadline. */
  readonly whyDue: string | null;
}

/** What it takes to read worklists. */
export type WorklistPorts = Pick<Ports, 'clock' | 'settings'> & {
  readonly worklist: WorklistRepository;
};

/** Who looks at a worklist, and in which role: some queues differ by what it may decide. */
export interface Viewer {
  readonly subject: string;
  readonly role?: Actor['role'];
  /** The lines of business that they read; absent for all. */
  readonly lines?: ReadableLines;
}

/** How many cases there are, up to the limit. */
export interface BoundedCount {
  readonly count: number;
  /** Whether there are more. */
  readonly more: boolean;
}

/** A page of a worklist for one person. */
export function searchCases(ports: WorklistPorts) {
  return async (
    viewer: Viewer,
    filter: WorklistFilter,
    page: WorklistPage,
  ): Promise<Page<CaseSummary>> => {
    const now = await ports.clock.now();
    const { items, nextCursor } = await ports.worklist.page(
      questionOf(ports, filter, viewer, now),
      page,
    );
    return { items: items.map((row) => summaryOf(ports, row, now)), nextCursor };
  };
}

/** How many cases each queue has for a person. */
export function countQueues(ports: WorklistPorts) {
  return async (viewer: Viewer): Promise<readonly ({ readonly queue: Queue } & BoundedCount)[]> => {
    const counts = await boundedCounts(
      ports,
      viewer,
      QUEUES.map((queue) => ({ queue })),
    );
    return QUEUES.map((queue, position) => ({ queue, ...(counts[position] ?? NONE) }));
  };
}

/** How many cases fit each filter for a person, in the same order. */
export async function boundedCounts(
  ports: WorklistPorts,
  viewer: Viewer,
  filters: readonly WorklistFilter[],
): Promise<readonly BoundedCount[]> {
  const now = await ports.clock.now();
  const questions = filters.map((filter) => questionOf(ports, filter, viewer, now));
  const counts = await ports.worklist.counts(questions, MAX_COUNT + 1);
  return counts.map((count) => ({
    count: Math.min(count, MAX_COUNT),
    more: count > MAX_COUNT,
  }));
}

export function summaryOf(
  { settings }: Pick<Ports, 'settings'>,
  row: WorklistRow,
  now: Date,
): CaseSummary {
  const [clock] = row.closedAt === null ? clockLedger(clockedCase(row), settings.clocks, now) : [];
  return {
    ...row,
    snoozed: snoozeAt(now, row.snoozed),
    clock: clockState(row, now),
    whyDue: clock?.why ?? null,
  };
}

export const NONE: BoundedCount = { count: 0, more: false };

function questionOf(
  { settings: { timeZone } }: WorklistPorts,
  { dueBefore, ...filter }: WorklistFilter,
  { subject: viewer, role: viewerRole, lines }: Viewer,
  now: Date,
): WorklistQuestion {
  return {
    ...filter,
    ...(dueBefore !== undefined && {
      dueBefore: isCalendarDate(dueBefore) ? startOfDay(dueBefore, timeZone) : new Date(dueBefore),
    }),
    viewer,
    ...(viewerRole && { viewerRole }),
    ...(lines && { lines }),
    now,
    dueSoonBy: addHours(now, DUE_SOON_HOURS),
    coverageEndsSoonBy: addDays(dateIn(now, timeZone), COVERAGE_ENDS_SOON_DAYS),
  };
}
