import { addDays, atHour, dateIn, type TimeZone } from './dates';
import { A_TENTH } from './decision-clock';

/**
 * The full hours of the payer's day in which letters go out: from the first, until the second is
 * reached; 0 to 24 for the whole day.
 */
export interface LetterHours {
  readonly from: number;
  readonly to: number;
}

/** How urgent a letter is. */
export interface Pressing {
  /** It never waits for the morning, as for an expedited request. */
  readonly urgent: boolean;
  /** The deadline that it serves; null if none. */
  readonly by: Date | null;
}

/**
 * When a ready letter goes out: within the hours, else when they next begin. A deadline overrules
 * the hours: an urgent letter goes at once, and so does one that would lose more than a tenth of
 * the time left until its deadline.
 */
export function letterGoesOutAt(
  ready: Date,
  { urgent, by }: Pressing,
  hours: LetterHours,
  zone: TimeZone,
): Date {
  if (urgent) return ready;
  const opens = nextWithin(ready, hours, zone);
  if (by === null) return opens;
  const wait = opens.getTime() - ready.getTime();
  const left = by.getTime() - ready.getTime();
  return wait > left * A_TENTH ? ready : opens;
}

function nextWithin(instant: Date, { from, to }: LetterHours, zone: TimeZone): Date {
  const today = dateIn(instant, zone);
  const opens = atHour(today, from, zone);
  if (instant < opens) return opens;
  const isOpen = to === 24 || instant < atHour(today, to, zone);
  return isOpen ? instant : atHour(addDays(today, 1), from, zone);
}

const MINUTE = 60_000;
const MIN_PAUSE_MS = MINUTE / 2;
const MAX_PAUSE_MS = 30 * MINUTE;

/** How long a letter that the mail system refuses is retried, in milliseconds. */
const DELIVERY_TIMEOUT_MS = 18 * 60 * MINUTE;

/** Once the mail system accepts letters again, waiting ones are retried within this time. */
export const AFTER_RECOVERY_MS = MINUTE;

/**
 * When to retry a letter first refused at `triedSince`: after a quarter of the time since then, at
 * least half a minute and at most half an hour, so that a letter is late by at most a quarter of an
 * outage. Null after eighteen hours.
 */
export function nextAttemptAt(triedSince: Date, now: Date): Date | null {
  const tried = now.getTime() - triedSince.getTime();
  if (tried >= DELIVERY_TIMEOUT_MS) return null;
  return new Date(now.getTime() + Math.min(MAX_PAUSE_MS, Math.max(MIN_PAUSE_MS, tried / 4)));
}
