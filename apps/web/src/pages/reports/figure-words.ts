import type { Overview } from '../../client';

type Within = Overview['timesToDecision'][number]['within'];

export const WITHIN: Readonly<Record<Within, string>> = {
  minute: '1 minute',
  hour: '1 hour',
  day: '1 day',
  '3-days': '3 days',
  '7-days': '7 days',
  '15-days': '15 days',
  longer: 'Longer',
};

const DAY = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });

/** `May 6` of a calendar date. */
export function dayWords(date: string): string {
  return DAY.format(new Date(`${date}T00:00:00Z`));
}

/**
 * How many of the decisions came in time, and how many are not taken yet although they are due; the
 * share is never rounded up to all of them.
 */
export function decidedInTime({ met, missed, overdue }: Overview['deadlines']): string {
  const all = met + missed;
  const share = Math.floor((met / all) * 1_000) / 10;
  const decided =
    all === 0
      ? 'No case decided in the last 30 days'
      : `${share}% of ${all.toLocaleString('en-US')} decided in time`;
  return overdue === 0
    ? decided
    : `${decided}; ${overdue.toLocaleString('en-US')} open and overdue`;
}
