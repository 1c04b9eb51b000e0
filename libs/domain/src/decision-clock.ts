import type { CaseStatus, LineOfBusiness, Urgency } from '@assent/vocabulary';
import { addHours, later } from './dates';

/** How long a line of business may take to decide, and the source of that. */
export interface DecisionClock {
  readonly lineOfBusiness: LineOfBusiness;
  readonly urgency: Urgency;
  /** Elapsed hours from receipt to the decision. */
  readonly hours: number;
  /** The share of the time in which the prescriber may answer before a person takes over. */
  readonly informationShare: number;
  readonly source: string;
  readonly confidence: 'high' | 'medium' | 'low';
  /** What a missed deadline means, with its source; absent if that is not known. */
  readonly whenMissed?: string | undefined;
  /** The one extension that the rule allows; absent if it allows none. */
  readonly extension?: ExtensionRule | undefined;
  /** The source that bars an extension; absent if one is allowed, or that is not known. */
  readonly noExtension?: string | undefined;
  /** For an expedited decision: people may be told of it by phone first; absent if that is not known. */
  readonly oralNotice?: OralNoticeRule | undefined;
}

/** How long the letter may take after the decision was told by phone in time. */
export interface OralNoticeRule {
  readonly writtenDays: number;
  readonly source: string;
  readonly confidence: DecisionClock['confidence'];
}

/** How far a deadline may be extended, once, and on what basis. */
export interface ExtensionRule {
  readonly days: number;
  /** How long the provider office has to answer what is missing, while the clock stands still. */
  readonly answerDays: number | null;
  readonly source: string;
  readonly confidence: DecisionClock['confidence'];
}

export type DecisionClocks = readonly DecisionClock[];

/** A case against its deadline; `ended` when it closed without a decision, in time or not. */
export type ClockState = 'not-applicable' | 'running' | 'met' | 'missed' | 'ended';

/** The deadlines of one case. */
export interface Deadlines {
  /** When the decision is due. */
  readonly dueAt: Date;
  /** When a case that still waits for information goes to a person. */
  readonly informationDueAt: Date;
}

/** However late a request arrives, the provider office has this share of the time to answer. */
const LEAST_INFORMATION_SHARE = 0.25;

/**
 * The deadlines of a request received at `receivedAt` whose office is asked at `askedAt`; null if
 * no clock runs here, because another payer decides.
 */
export function deadlinesOf(
  clocks: DecisionClocks,
  lineOfBusiness: LineOfBusiness,
  urgency: Urgency,
  receivedAt: Date,
  askedAt: Date,
): Deadlines | null {
  const clock = clockOf(clocks, lineOfBusiness, urgency);
  if (!clock) return null;
  const share = addHours(receivedAt, clock.hours * clock.informationShare);
  return {
    dueAt: addHours(receivedAt, clock.hours),
    informationDueAt: later(share, leastTimeToAnswer(clock, askedAt)),
  };
}

/**
 * How many elapsed hours before coverage ends an unanswered renewal review goes to a person,
 * who should decide before the member is without the drug. The reviewer of a standard commercial
 * request has as long, and an ordinary weekend leaves a working day of it (ADR 0017).
 */
export const REVIEW_BEFORE_END_HOURS = 72;

/**
 * The deadlines of a renewal review that the system opens, and asks for, at `openedAt`. It is
 * due when coverage ends at `expiry`, or after the plan's own time if that is longer. However late
 * it opens, the office has its least share of the time to answer.
 */
export function continuationDeadlines(
  clocks: DecisionClocks,
  lineOfBusiness: LineOfBusiness,
  expiry: Date,
  openedAt: Date,
): Deadlines {
  const dueAt = expiry;
  const informationDueAt = addHours(expiry, -REVIEW_BEFORE_END_HOURS);
  const clock = clockOf(clocks, lineOfBusiness, 'standard');
  if (!clock) return { dueAt, informationDueAt };
  return {
    dueAt: later(dueAt, addHours(openedAt, clock.hours)),
    informationDueAt: later(informationDueAt, leastTimeToAnswer(clock, openedAt)),
  };
}

/** The plan's clock for a line of business and an urgency; none where another payer decides. */
export function clockOf(
  clocks: DecisionClocks,
  lineOfBusiness: LineOfBusiness,
  urgency: Urgency,
): DecisionClock | undefined {
  return clocks.find((row) => row.lineOfBusiness === lineOfBusiness && row.urgency === urgency);
}

function leastTimeToAnswer({ hours }: DecisionClock, askedAt: Date): Date {
  return addHours(askedAt, hours * LEAST_INFORMATION_SHARE);
}

/** The part of a case that its clock uses. */
interface OnTheClock {
  readonly dueAt: Date | null;
  readonly closedAt: Date | null;
  readonly status: CaseStatus;
}

/** The clock's state: a decided case keeps whether it was decided in time. */
export function clockState({ dueAt, closedAt, status }: OnTheClock, now: Date): ClockState {
  if (dueAt === null) return 'not-applicable';
  if (status === 'withdrawn' || status === 'routed') return 'ended';
  if (closedAt !== null) return closedAt <= dueAt ? 'met' : 'missed';
  return now <= dueAt ? 'running' : 'missed';
}

/** The part of a decision clock that people get for each move before it counts as late. */
export const A_TENTH = 0.1;

/** A tenth of the time between receipt and deadline, in milliseconds. */
export function tenthOfTheClock(receivedAt: Date, dueAt: Date): number {
  return Math.max(0, dueAt.getTime() - receivedAt.getTime()) * A_TENTH;
}

/** When to remind the office of an open question: at each quarter of its remaining time. */
export function informationReminders(askedAt: Date, informationDueAt: Date): Date[] {
  const left = informationDueAt.getTime() - askedAt.getTime();
  if (left <= 0) return [];
  return [0.25, 0.5, 0.75].map((share) => new Date(askedAt.getTime() + Math.round(left * share)));
}
