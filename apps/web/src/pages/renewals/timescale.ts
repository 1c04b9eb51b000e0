import type { Renewal } from '../../client';
import { daysBetween, firstDay, lastDay, monthOfDay, monthsBetween } from './months';

/** The months of a calendar, and the place of a day in them. */
export interface Timescale {
  readonly months: readonly string[];
  /** The start of the day, as a share of the whole: from 0 to 1. */
  at(day: string): number;
}

/** Whole months, from the first window's start or today to the last end of coverage or today. */
export function timescaleOf(windows: readonly Renewal['window'][], today: string): Timescale {
  const first = earliest([today, ...windows.map(({ opensOn }) => opensOn)]);
  const last = latest([today, ...windows.map(({ coverEndsOn }) => coverEndsOn)]);
  const begin = firstDay(monthOfDay(first));
  const end = lastDay(monthOfDay(last));
  const days = daysBetween(begin, end) + 1;
  return {
    months: monthsBetween(monthOfDay(first), monthOfDay(last)),
    at: (day) => daysBetween(begin, day) / days,
  };
}

/** The renewals by the month in which coverage ends, in order. */
export function byMonth(
  renewals: readonly Renewal[],
): readonly { readonly month: string; readonly renewals: readonly Renewal[] }[] {
  const months = new Map<string, Renewal[]>();
  for (const renewal of renewals) {
    const month = monthOfDay(renewal.window.coverEndsOn);
    const group = months.get(month) ?? [];
    group.push(renewal);
    months.set(month, group);
  }
  return [...months].map(([month, group]) => ({ month, renewals: group }));
}

const earliest = (days: readonly string[]) => days.reduce((a, b) => (b < a ? b : a));
const latest = (days: readonly string[]) => days.reduce((a, b) => (b > a ? b : a));
