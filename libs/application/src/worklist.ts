import {
  addDays,
  addHours,
  clockState,
  COVER_ENDS_SOON_DAYS,
  dateIn,
  DUE_SOON_HOURS,
  HIGHEST_COUNT,
  isCalendarDate,
  QUEUES,
  snoozeAt,
  startOfDay,
  type CalendarDate,
  type CaseStatus,
  type ClockState,
  type LineOfBusiness,
  type Queue,
  type RequestType,
  type StuckCause,
  type Urgency,
} from '@assent/domain';
import type { Page } from './ports';
import type { CaseRecord } from './records';
import type { Ports } from './settings';

/** What a worklist is narrowed to; each part narrows the others. */
export interface WorklistFilter {
  readonly queue?: Queue | undefined;
  readonly status?: readonly CaseStatus[] | undefined;
  /** What a person typed to find cases by, as `searchTerms` reads it. */
  readonly q?: string | undefined;
  readonly requestType?: RequestType | undefined;
  readonly urgency?: Urgency | undefined;
  readonly lineOfBusiness?: LineOfBusiness | undefined;
  readonly assignee?: string | undefined;
  readonly stuckCause?: StuckCause | undefined;
  /** Open cases that are due before this: an instant, or the beginning of a day in the payer's zone. */
  readonly dueBefore?: string | undefined;
}

/** A filter as it holds for one person at one instant. */
export interface WorklistQuestion extends Omit<WorklistFilter, 'dueBefore'> {
  readonly dueBefore?: Date;
  /** Whose cases are `mine`. */
  readonly viewer: string;
  readonly now: Date;
  /** A case due by then is due soon. */
  readonly dueSoonBy: Date;
  /** Cover that ends by then ends soon. */
  readonly coverEndsSoonBy: CalendarDate;
}

/** The columns of a case that a worklist shows. */
export type WorklistRow = Pick<
  CaseRecord,
  | 'id'
  | 'number'
  | 'version'
  | 'status'
  | 'requestType'
  | 'urgency'
  | 'lineOfBusiness'
  | 'drugText'
  | 'receivedAt'
  | 'dueAt'
  | 'closedAt'
  | 'assignee'
  | 'snoozed'
  | 'review'
  | 'stuck'
  | 'withoutCoverSince'
> & {
  readonly memberId: string;
  readonly memberName: string;
  readonly birthDate: CalendarDate;
  readonly prescriberName: string;
  /** The facts that an open case waits for. */
  readonly missing: readonly string[];
};

/** A case as a worklist shows it at an instant. */
export interface CaseSummary extends WorklistRow {
  readonly clock: ClockState;
}

export interface WorklistPage {
  readonly limit: number;
  readonly cursor?: string;
}

/** Cases in the order of the work: open ones first, the soonest deadline first. */
export interface Worklist {
  page(question: WorklistQuestion, page: WorklistPage): Promise<Page<WorklistRow>>;
  /** How many cases fit each question, counted up to `atMost`. */
  counts(questions: readonly WorklistQuestion[], atMost: number): Promise<readonly number[]>;
  /** The member's open cases for a drug. */
  openCasesOf(memberId: string, drug: string): Promise<readonly WorklistRow[]>;
}

/** What is needed to read worklists. */
export type WorklistPorts = Pick<Ports, 'clock' | 'settings'> & { readonly worklist: Worklist };

/** How many cases there are, as far as anybody counts. */
export interface BoundedCount {
  readonly count: number;
  /** Whether there are more. */
  readonly more: boolean;
}

/** A page of a worklist as one person asks for it. */
export function searchCases(ports: WorklistPorts) {
  return async (
    viewer: string,
    filter: WorklistFilter,
    page: WorklistPage,
  ): Promise<Page<CaseSummary>> => {
    const now = await ports.clock.now();
    const { items, nextCursor } = await ports.worklist.page(
      questionOf(ports, filter, viewer, now),
      page,
    );
    return { items: items.map((row) => summaryOf(row, now)), nextCursor };
  };
}

/** How many cases stand in each queue for a person. */
export function countQueues(ports: WorklistPorts) {
  return async (viewer: string): Promise<readonly ({ readonly queue: Queue } & BoundedCount)[]> => {
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
  viewer: string,
  filters: readonly WorklistFilter[],
): Promise<readonly BoundedCount[]> {
  const now = await ports.clock.now();
  const questions = filters.map((filter) => questionOf(ports, filter, viewer, now));
  const counts = await ports.worklist.counts(questions, HIGHEST_COUNT + 1);
  return counts.map((count) => ({
    count: Math.min(count, HIGHEST_COUNT),
    more: count > HIGHEST_COUNT,
  }));
}

export function summaryOf(row: WorklistRow, now: Date): CaseSummary {
  return {
    ...row,
    snoozed: snoozeAt(now, row.snoozed),
    clock: clockState(row, now),
  };
}

export const NONE: BoundedCount = { count: 0, more: false };

function questionOf(
  { settings: { timeZone } }: WorklistPorts,
  { dueBefore, ...filter }: WorklistFilter,
  viewer: string,
  now: Date,
): WorklistQuestion {
  return {
    ...filter,
    ...(dueBefore !== undefined && {
      dueBefore: isCalendarDate(dueBefore) ? startOfDay(dueBefore, timeZone) : new Date(dueBefore),
    }),
    viewer,
    now,
    dueSoonBy: addHours(now, DUE_SOON_HOURS),
    coverEndsSoonBy: addDays(dateIn(now, timeZone), COVER_ENDS_SOON_DAYS),
  };
}
