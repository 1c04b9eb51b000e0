import { addHours } from './dates';

export type LineOfBusiness =
  | 'commercial'
  | 'medicare-advantage'
  | 'medicare-part-d'
  | 'federal-employee-program'
  | 'state-account-organization';
export type Urgency = 'standard' | 'expedited';

/** How long a line of business may take to decide, and where that is written. */
export interface DecisionClock {
  readonly lineOfBusiness: LineOfBusiness;
  readonly urgency: Urgency;
  /** Elapsed hours from receipt to the decision. */
  readonly hours: number;
  /** The share of the time during which the prescriber may answer before a person takes over. */
  readonly informationShare: number;
  readonly source: string;
  readonly confidence: 'high' | 'medium' | 'low';
}

export type DecisionClocks = readonly DecisionClock[];

/** How a case stands to its deadline. */
export type ClockState = 'not-applicable' | 'running' | 'met' | 'missed';

/** The deadlines of one case. */
export interface Deadlines {
  /** When the decision is due. */
  readonly dueAt: Date;
  /** When a case that still waits for information goes to a person. */
  readonly informationDueAt: Date;
}

/** However late a request reaches the system, the office has this share of the time to answer. */
const LEAST_INFORMATION_SHARE = 0.25;

/**
 * The deadlines of a request received at `receivedAt` whose office is asked at `askedAt`; null where
 * no clock runs here, because another payer decides.
 */
export function deadlinesOf(
  clocks: DecisionClocks,
  lineOfBusiness: LineOfBusiness,
  urgency: Urgency,
  receivedAt: Date,
  askedAt: Date,
): Deadlines | null {
  const clock = clocks.find(
    (row) => row.lineOfBusiness === lineOfBusiness && row.urgency === urgency,
  );
  if (!clock) return null;
  const share = addHours(receivedAt, clock.hours * clock.informationShare);
  const least = addHours(askedAt, clock.hours * LEAST_INFORMATION_SHARE);
  return {
    dueAt: addHours(receivedAt, clock.hours),
    informationDueAt: share > least ? share : least,
  };
}

/** Where the clock stands: a closed case keeps whether it was closed in time. */
export function clockState(dueAt: Date | null, closedAt: Date | null, now: Date): ClockState {
  if (dueAt === null) return 'not-applicable';
  if (closedAt !== null) return closedAt <= dueAt ? 'met' : 'missed';
  return now <= dueAt ? 'running' : 'missed';
}

/** When the office is reminded of an open question: at each quarter of the time it has left. */
export function informationReminders(askedAt: Date, informationDueAt: Date): Date[] {
  const left = informationDueAt.getTime() - askedAt.getTime();
  if (left <= 0) return [];
  return [0.25, 0.5, 0.75].map((share) => new Date(askedAt.getTime() + Math.round(left * share)));
}
