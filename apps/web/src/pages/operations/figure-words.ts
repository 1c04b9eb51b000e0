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

/** How many of the decisions came in time; the share is never rounded up to all of them. */
export function decidedInTime(met: number, missed: number): string {
  const all = met + missed;
  if (all === 0) return 'No deadline was up in the last 30 days';
  const share = Math.floor((met / all) * 1_000) / 10;
  return `${share}% of ${all.toLocaleString('en-US')} decided in time`;
}
