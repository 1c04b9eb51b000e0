import type { AuthorizationStatus, RequestType } from '@assent/vocabulary';
import { authorizationPeriod, type Period } from './authorization';
import { addDays, type CalendarDate } from './dates';

/** One of a member's authorizations for a drug and line of business. */
export interface Coverage {
  readonly number: string;
  readonly status: AuthorizationStatus;
  readonly period: Period;
  /** The last covered day of one that ended early; if before the first, it covers none. */
  readonly endedOn: CalendarDate | null;
  /** The authorization that follows this one. */
  readonly renewedBy: string | null;
}

/** What an approval asks for. */
export interface AskedCoverage {
  readonly requestType: RequestType;
  readonly requestedStart: CalendarDate;
  /** Calendar months. */
  readonly months: number;
}

/** Where an approval would lie among the member's authorizations. */
export interface Placement<Known extends Coverage> {
  readonly period: Period;
  /** What the new authorization follows, latest first; none for an initiation. */
  readonly renews: readonly Known[];
  /**
   * The authorizations that already answer the request, earliest first. A renewal waits for them; a
   * new request may replace them, which ends each the day before the new period begins.
   */
  readonly inTheWay: readonly Known[];
}

/** The last covered day. */
export function lastCoveredDay({ period, endedOn }: Pick<Coverage, 'period' | 'endedOn'>) {
  return endedOn ?? period.end;
}

/** Whether it was ended before it began. */
export function coversNoDay(coverage: Pick<Coverage, 'period' | 'endedOn'>): boolean {
  return lastCoveredDay(coverage) < coverage.period.start;
}

export function coversOn(coverage: Coverage, day: CalendarDate): boolean {
  return coverage.period.start <= day && day <= lastCoveredDay(coverage);
}

/**
 * Places an approval so that no day is covered twice (ruling R12 for its length).
 * A continuation follows what covers `today` and begins the day after that ends; a late one begins
 * on the requested day, `today` at the earliest. It never follows an authorization that has not
 * begun: that one is in its way. An initiation begins on the requested day, or after the last day
 * of what is over or ended early; whatever else covers a day of its period is in its way.
 * @param own every authorization of the member for the drug and line of business
 */
export function placementOf<Known extends Coverage>(
  asked: AskedCoverage,
  own: readonly Known[],
  today: CalendarDate,
): Placement<Known> {
  return asked.requestType === 'continuation'
    ? continuationPlacement(asked, own, today)
    : initiationPlacement(asked, own, today);
}

/**
 * Places an approval on a first day that a person chose. A late continuation may begin on the day
 * after the last one ended, so that no day is without coverage. Null if that would cover a day twice,
 * or take back days that are over.
 */
export function placementFrom<Known extends Coverage>(
  asked: AskedCoverage,
  start: CalendarDate,
  own: readonly Known[],
  today: CalendarDate,
): Placement<Known> | null {
  const isInitiation = asked.requestType === 'initiation';
  const placed = placementOf(
    isInitiation ? { ...asked, requestedStart: start } : asked,
    own,
    today,
  );
  if (isInitiation) return placed.period.start === start ? placed : null;
  const period = authorizationPeriod(start, asked.months);
  const isTaken = own.some(
    (one) =>
      !placed.inTheWay.includes(one) &&
      lastCoveredDay(one) >= one.period.start &&
      lastCoveredDay(one) >= period.start &&
      one.period.start <= period.end,
  );
  return isTaken ? null : { ...placed, period };
}

function continuationPlacement<Known extends Coverage>(
  { requestedStart, months }: AskedCoverage,
  own: readonly Known[],
  today: CalendarDate,
): Placement<Known> {
  const toCome = earliestFirst(own.filter((one) => stands(one, today) && one.period.start > today));
  const current = own.filter((one) => stands(one, today) && coversOn(one, today));
  if (current.length > 0) {
    const start = dayAfterLast(own, today);
    return {
      period: authorizationPeriod(start, months),
      renews: latestFirst(current.filter((one) => !isFollowed(one, own))),
      inTheWay: toCome,
    };
  }
  const asOfNow = own.length > 0 && requestedStart < today ? today : requestedStart;
  const past = latestFirst(own.filter((one) => one.status !== 'ended' && !toCome.includes(one)));
  const last = past.filter(({ period }) => period.end === past[0]?.period.end);
  return {
    period: authorizationPeriod(dayAfterLast(own, asOfNow), months),
    renews: last.filter((one) => !isFollowed(one, own)),
    inTheWay: toCome,
  };
}

function initiationPlacement<Known extends Coverage>(
  { requestedStart, months }: AskedCoverage,
  own: readonly Known[],
  today: CalendarDate,
): Placement<Known> {
  const standing = own.filter((one) => stands(one, today));
  const over = own.filter((one) => !standing.includes(one));
  const fitted = dayAfterLast(over, requestedStart);
  // Past coverage stays: a replacement does not revoke it.
  const takesOver = standing.some((one) => coversOn(one, today) && lastCoveredDay(one) >= fitted);
  const start = takesOver && fitted < today ? today : fitted;
  const period = authorizationPeriod(start, months);
  const inTheWay = standing.filter(
    (one) => one.period.start <= period.end && lastCoveredDay(one) >= period.start,
  );
  return { period, renews: [], inTheWay: earliestFirst(inTheWay) };
}

/** Approved, not ended early, and not over. */
function stands({ status, period }: Coverage, today: CalendarDate): boolean {
  return status !== 'ended' && period.end >= today;
}

/** Whether an active authorization follows this one. */
function isFollowed({ renewedBy }: Coverage, own: readonly Coverage[]): boolean {
  if (renewedBy === null) return false;
  return own.find(({ number }) => number === renewedBy)?.status !== 'ended';
}

/** The day, or the day after the last covered one from it on. */
function dayAfterLast(own: readonly Coverage[], day: CalendarDate): CalendarDate {
  const covered = own
    .filter(({ period, endedOn }) => endedOn === null || endedOn >= period.start)
    .map(lastCoveredDay)
    .filter((last) => last >= day);
  return covered.length === 0
    ? day
    : addDays(
        covered.reduce((a, b) => (a > b ? a : b)),
        1,
      );
}

function earliestFirst<Known extends Coverage>(own: readonly Known[]): readonly Known[] {
  return [...own].sort((a, b) => (a.period.start < b.period.start ? -1 : 1));
}

function latestFirst<Known extends Coverage>(own: readonly Known[]): readonly Known[] {
  return [...own].sort((a, b) => (lastCoveredDay(a) > lastCoveredDay(b) ? -1 : 1));
}

/** A start so many days after receipt goes to a person: no treatment is planned so far ahead. */
export const START_AHEAD_DAYS = 90;

/** A renewal starting over this many months from now goes to a person: it is early or a repeat. */
export const RENEWAL_AHEAD_MONTHS = 6;

/** A later start than this is a mistyped year. */
export const START_AHEAD_MONTHS = 12;
