import { authorizationPeriod, type Period } from './authorization';
import {
  lastCoveredDay,
  type AskedCoverage,
  type Coverage,
  type Placement,
} from './coverage-placement';
import { addDays, type CalendarDate } from './dates';

/** What a member has, as far as a new authorization for an appeal has to respect it. */
export interface AppealedCoverage<Known extends Coverage> {
  /** Issued for the appealed case before: by its decision, or by an earlier appeal. */
  readonly own: readonly Known[];
  /** Every other authorization of the member for the drug and line of business. */
  readonly others: readonly Known[];
  /** Whether the days to come of its own are covered anew, because their terms differ. */
  readonly replacesOwn: boolean;
}

/**
 * Places the authorization of an overturned denial: the months that were asked from the requested day,
 * or from the first day after it that no other authorization covers. Days that are covered stay as they
 * are, so it takes the longest stretch of days that are left. Only coverage of the case's own that has
 * other terms is replaced, from `today`. Null if all days are covered.
 */
export function appealPlacement<Known extends Coverage>(
  { requestType, requestedStart, months }: AskedCoverage,
  { own, others, replacesOwn }: AppealedCoverage<Known>,
  today: CalendarDate,
): Placement<Known> | null {
  const start = firstFreeDay(others, requestedStart);
  const asked = authorizationPeriod(start, months);
  const inTheWay = replacesOwn
    ? own.filter((one) => one.status !== 'ended' && lastCoveredDay(one) >= today)
    : [];
  const kept = [...others, ...own.filter((one) => !inTheWay.includes(one))];
  const isUnderWay = inTheWay.some((one) => one.period.start < today);
  const from = isUnderWay && start < today ? today : start;
  // What is replaced loses none of its days.
  const end = inTheWay.map(lastCoveredDay).reduce((a, b) => (a > b ? a : b), asked.end);
  const period = longest(freeStretches(kept, { start: from, end }));
  if (!period) return null;
  const before = (requestType === 'continuation' ? kept : kept.filter((one) => own.includes(one)))
    .filter((one) => one.status !== 'ended' && lastCoveredDay(one) < period.start)
    .sort((a, b) => (lastCoveredDay(a) > lastCoveredDay(b) ? -1 : 1));
  const last = before.filter((one) => one.period.end === before[0]?.period.end);
  const all = [...own, ...others];
  return {
    period,
    renews: last.filter(({ renewedBy }) => isFree(renewedBy, all)),
    inTheWay: inTheWay
      .filter((one) => one.period.start <= period.end && lastCoveredDay(one) >= period.start)
      .sort((a, b) => (a.period.start < b.period.start ? -1 : 1)),
  };
}

/** The first day from `day` on that none of these covers. */
function firstFreeDay(known: readonly Coverage[], day: CalendarDate): CalendarDate {
  return inOrder(known).reduce(
    (free, one) =>
      one.period.start <= free && free <= lastCoveredDay(one)
        ? addDays(lastCoveredDay(one), 1)
        : free,
    day,
  );
}

/** The days of a period that none of these covers, in stretches. */
function freeStretches(known: readonly Coverage[], { start, end }: Period): readonly Period[] {
  const stretches: Period[] = [];
  let free = start;
  for (const one of inOrder(known)) {
    const last = lastCoveredDay(one);
    if (last < free) continue;
    if (one.period.start > end) break;
    if (one.period.start > free)
      stretches.push({ start: free, end: addDays(one.period.start, -1) });
    free = addDays(last, 1);
  }
  return free <= end ? [...stretches, { start: free, end }] : stretches;
}

function longest(stretches: readonly Period[]): Period | undefined {
  const most = Math.max(...stretches.map(daysIn));
  return stretches.find((stretch) => daysIn(stretch) === most);
}

function daysIn({ start, end }: Period): number {
  return Date.parse(end) - Date.parse(start);
}

/** Those that cover a day at all, earliest first. */
function inOrder(known: readonly Coverage[]): readonly Coverage[] {
  return known
    .filter((one) => lastCoveredDay(one) >= one.period.start)
    .sort((a, b) => (a.period.start < b.period.start ? -1 : 1));
}

/** Whether no active authorization follows yet. */
function isFree(renewedBy: string | null, all: readonly Coverage[]): boolean {
  const next = all.find(({ number }) => number === renewedBy);
  return renewedBy === null || next?.status === 'ended';
}
