import type { Overview } from '../../client';
import { duration } from '../../ui/times';
import { text } from './text';

type Within = Overview['timesToDecision'][number]['within'];

export const WITHIN: Readonly<Record<Within, string>> = text.figures.times.within;

const DAY = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });

/** `May 6` of a calendar date. */
export function dayWords(date: string): string {
  return DAY.format(new Date(`${date}T00:00:00Z`));
}

/**
 * How many of the decisions came in time, and how many are overdue and not made; the share is never
 * rounded up to all of them.
 */
export function decidedInTime({ met, missed, overdue }: Overview['deadlines']): string {
  const { deadlines } = text.figures;
  const all = met + missed;
  const share = Math.floor((met / all) * 1_000) / 10;
  const decided =
    all === 0 ? deadlines.none : deadlines.share({ share, all: all.toLocaleString('en-US') });
  return overdue === 0
    ? decided
    : deadlines.pastDue({ decided, count: overdue.toLocaleString('en-US') });
}

const HOUR_MS = 60 * 60_000;

/** How long hours are, in words for people. */
export function timeWords(hours: number): string {
  return hours * 60 < 1 ? text.figures.times.lessThanMinute : duration(hours * HOUR_MS);
}
