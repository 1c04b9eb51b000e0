import type { CaseStatus, Urgency } from '@assent/vocabulary';
import { endOfBusinessDay } from './business-days';
import { rowsFor, scopeId, type ClockScope, type ScopeOfRow } from './clock-scope';
import { addDays, addHours, dateIn, endOfDay, later, type TimeZone } from './dates';

/** Days that a rule counts after the day of receipt; they end when the payer's day does. */
export interface RuleDays {
  readonly kind: 'calendar' | 'business';
  readonly count: number;
}

/** How long a rule gives: elapsed hours, or days. */
export type RuleTime =
  | { readonly hours: number; readonly days?: undefined }
  | { readonly hours?: undefined; readonly days: RuleDays };

/** How long a plan may take to decide, and the source of that. */
export type DecisionClock = RuleTime & DecisionRule;

interface DecisionRule extends ScopeOfRow {
  readonly urgency: Urgency;
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
  /** For a request that lacks information; absent if the rule gives it no time of its own. */
  readonly incomplete?: IncompleteRule | undefined;
  /** For a request to go on with what was approved; absent if the rule gives it no time of its own. */
  readonly approvedCourse?: CourseRule | undefined;
  /** The part of a row that this figure is; absent for the row itself. */
  readonly part?: 'approved-course' | undefined;
}

/** How long a request that lacks information may take, and the source of that. */
export interface IncompleteRule {
  /** How long the plan may take to say what is missing, in hours from when the clock starts. */
  readonly tellHours: number;
  /** How long the provider office has to answer at least, in hours from being asked. */
  readonly answerHours: number;
  /** How long the decision may take from the answer, or from the end of the time to answer, in hours. */
  readonly decisionHours: number;
  readonly source: string;
  readonly confidence: DecisionClock['confidence'];
}

/** How long a request to go on with an approved course of treatment may take, and the source of that. */
export interface CourseRule {
  readonly hours: number;
  /** How many elapsed hours before its coverage ends it has to be asked for at the latest. */
  readonly askedHoursBefore: number;
  readonly source: string;
  readonly confidence: DecisionClock['confidence'];
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
  scope: ClockScope,
  urgency: Urgency,
  { receivedAt, askedAt, zone }: Instants,
): Deadlines | null {
  const clock = strictestClock(clocks, scope, urgency, receivedAt, zone);
  if (!clock) return null;
  return {
    dueAt: dueAfter(clock, receivedAt, zone),
    informationDueAt: later(
      shareAfter(clock, receivedAt, clock.informationShare, zone),
      leastAnswer(clock, askedAt, zone),
    ),
  };
}

/** When the least time to answer is over. */
function leastAnswer(clock: DecisionClock, askedAt: Date, zone: TimeZone): Date {
  const share = shareAfter(clock, askedAt, LEAST_INFORMATION_SHARE, zone);
  return clock.incomplete ? later(share, addHours(askedAt, clock.incomplete.answerHours)) : share;
}

interface Instants {
  readonly receivedAt: Date;
  readonly askedAt: Date;
  /** The payer's, in which days end. */
  readonly zone: TimeZone;
}

/** When a time that starts at an instant is over. */
export function dueAfter({ hours, days }: RuleTime, start: Date, zone: TimeZone): Date {
  if (hours !== undefined) return addHours(start, hours);
  return days.kind === 'business'
    ? endOfBusinessDay(start, days.count, zone)
    : endOfDay(addDays(dateIn(start, zone), days.count), zone);
}

/** When a share of a time that starts at an instant is over. */
function shareAfter(clock: DecisionClock, start: Date, share: number, zone: TimeZone): Date {
  const whole = dueAfter(clock, start, zone).getTime() - start.getTime();
  return new Date(start.getTime() + Math.round(whole * share));
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
  scope: ClockScope,
  expiry: Date,
  openedAt: Date,
  zone: TimeZone,
): Deadlines {
  const dueAt = expiry;
  const informationDueAt = addHours(expiry, -REVIEW_BEFORE_END_HOURS);
  const clock = strictestClock(clocks, scope, 'standard', openedAt, zone);
  if (!clock) return { dueAt, informationDueAt };
  return {
    dueAt: later(dueAt, dueAfter(clock, openedAt, zone)),
    informationDueAt: later(informationDueAt, leastAnswer(clock, openedAt, zone)),
  };
}

/**
 * The rule for a request that starts its clock at an instant: the plan's, or that of the state or for
 * an approved course of treatment where it ends sooner. None where another payer decides.
 */
export function strictestClock(
  clocks: DecisionClocks,
  scope: ClockScope,
  urgency: Urgency,
  start: Date,
  zone: TimeZone,
): DecisionClock | undefined {
  const dueOf = (row: DecisionClock) => dueAfter(row, start, zone).getTime();
  const [plans, ...others] = rowsOf(clocks, scope, urgency).flatMap((row) =>
    isAskedInTime(row, scope, start) ? partsOf(row) : [row],
  );
  return others.reduce<DecisionClock | undefined>(
    (strictest, row) => (strictest && dueOf(strictest) <= dueOf(row) ? strictest : row),
    plans,
  );
}

/** Whether an approved course of treatment ends late enough after a request to go on with it. */
function isAskedInTime(
  { approvedCourse: course }: DecisionClock,
  { coverageEndsAt: endsAt }: ClockScope,
  start: Date,
): boolean {
  return course != null && endsAt != null && addHours(start, course.askedHoursBefore) <= endsAt;
}

/** A row with the figures that are part of it. A course's rule says nothing of missing information. */
function partsOf(row: DecisionClock): readonly DecisionClock[] {
  const { approvedCourse: course, ...whole } = row;
  if (!course) return [row];
  const { hours, source, confidence } = course;
  return [
    row,
    {
      ...whole,
      hours,
      days: undefined,
      incomplete: undefined,
      part: 'approved-course',
      source,
      confidence,
    },
  ];
}

/** What names a figure of the table. */
export function ruleIdOf(row: DecisionClock): string {
  return [scopeId(row, row.urgency), ...(row.part ? [row.part] : [])].join('-');
}

/**
 * The figure of the table that a running clock was started by; the plan's own row if it is unknown, or
 * the table no longer has it.
 */
export function clockOf(
  clocks: DecisionClocks,
  scope: ClockScope,
  urgency: Urgency,
  ruleId?: string,
): DecisionClock | undefined {
  const rows = rowsOf(clocks, scope, urgency);
  return rows.flatMap(partsOf).find((row) => ruleIdOf(row) === ruleId) ?? rows[0];
}

/** The rows that can apply, the plan's own first. */
function rowsOf(
  clocks: DecisionClocks,
  scope: ClockScope,
  urgency: Urgency,
): readonly DecisionClock[] {
  return rowsFor(clocks, scope).filter((row) => row.urgency === urgency);
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
