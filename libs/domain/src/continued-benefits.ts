import { addDays, dateIn, endOfDay, type CalendarDate, type TimeZone } from './dates';
import type { Appeal, AppealRule } from './appeal';
import type { Decision } from './case';
import type { ContinuedBenefits, ContinuedRule } from './continued-rule';
import { lastCoveredDay, type Coverage } from './coverage-placement';

/*
 * Coverage of an ongoing course of treatment that continues while an appeal of what ends it is open.
 */

export const CONTINUED_STATES = ['given', 'on-request', 'not-available', 'ended'] as const;
export type ContinuedState = (typeof CONTINUED_STATES)[number];

/** Where the continued benefits of an appeal are at `now`. */
export function continuedState(
  { refusal, given, askBy }: ContinuedBenefits,
  appeal: Pick<Appeal, 'closedAt'>,
  now: Date,
): ContinuedState {
  if (given) return given.lastDay === null ? 'given' : 'ended';
  const isOver = appeal.closedAt !== null || (askBy !== null && askBy <= now);
  return refusal !== null || isOver ? 'not-available' : 'on-request';
}

/** Whether an appeal keeps coverage going: until the plan decides it, or outside review if asked. */
export function keepsCoverage({ status, external, benefits }: Appeal): boolean {
  if (status === 'open' || status === 'in-review') return true;
  const isOutside = status === 'forwarded' || (status === 'upheld' && external === null);
  return isOutside && benefits?.given?.outside === true;
}

/** Until when an appeal or a request is in time; null where no letter has said so yet. */
export function continuedAskBy(
  { inTime }: Pick<ContinuedRule, 'inTime'>,
  lastDay: CalendarDate,
  noticeSentAt: Date | null,
  zone: TimeZone,
): Date | null {
  if (noticeSentAt === null) return null;
  const fromLetter = addDays(dateIn(noticeSentAt, zone), inTime?.days ?? 0);
  return endOfDay(inTime && fromLetter > lastDay ? fromLetter : lastDay, zone);
}

/** An authorization that continues the coverage of another is bounded so many days ahead. */
export const CONTINUED_AHEAD_DAYS = 30;

/** So many days before its bound, that is looked at again. */
export const CONTINUED_LOOK_DAYS = 15;

/** The last day of continued coverage as far as is known: some days after the appeal is due. */
export function continuedBound(from: CalendarDate, due: CalendarDate): CalendarDate {
  return addDays(due > from ? due : from, CONTINUED_AHEAD_DAYS);
}

/** Whether an appeal can still be open when coverage ends: its bound is that of continued coverage. */
export function canOutlast(due: CalendarDate, lastDay: CalendarDate): boolean {
  return lastDay <= addDays(due, CONTINUED_AHEAD_DAYS);
}

/** Whether an approval is for fewer months than were asked. */
export function isForFewerMonths(decision: Pick<Decision, 'modification'> | null): boolean {
  const months = decision?.modification?.terms.find(({ term }) => term === 'months');
  if (!months) return false;
  const { asked, approved } = months;
  return typeof asked === 'number' && typeof approved === 'number' && approved < asked;
}

/**
 * The last covered day when an appeal ends on `today`: never one that is over.
 * @param rule of the plan, for an appeal that kept the denial
 */
export function lastContinuedDay(
  today: CalendarDate,
  rule: Pick<NonNullable<AppealRule['continued']>, 'after'> | null,
): CalendarDate {
  return addDays(today, rule?.after?.days ?? 0);
}

/** A member's authorization, as far as it may only continue another one. */
export interface Continuing extends Coverage {
  /** The authorization that this one continues while an appeal is open. */
  readonly continues?: string | undefined;
  /** What follows this one only continues it. */
  readonly isContinued?: true | undefined;
}

/**
 * The authorizations as an approval finds them. Continued coverage makes room for it: what has begun
 * ends today, and what has not begun is as if it did not exist.
 */
export function makingRoom<Known extends Continuing>(
  all: readonly Known[],
  today: CalendarDate,
): readonly Known[] {
  const isInTheWay = (one: Known) =>
    one.continues !== undefined && one.status !== 'ended' && lastCoveredDay(one) > today;
  const gone = all.filter((one) => isInTheWay(one) && one.period.start > today);
  return all
    .filter((one) => !gone.includes(one))
    .map((one): Known => {
      const isFreed = gone.some(({ number }) => number === one.renewedBy);
      const left = isFreed ? { ...one, renewedBy: null, isContinued: undefined } : one;
      return isInTheWay(one) ? { ...left, period: { ...one.period, end: today } } : left;
    });
}
