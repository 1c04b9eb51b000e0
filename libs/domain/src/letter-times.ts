import { addDays, atHour, dateIn, type TimeZone } from './dates';
import { A_TENTH } from './stuck';

/**
 * Between which full hours of the payer's day letters go out: from the first, until the second is
 * reached; 0 to 24 for the whole day.
 */
export interface LetterHours {
  readonly from: number;
  readonly to: number;
}

/** How much a letter presses. */
export interface Pressing {
  /** It never waits for the morning, as with an expedited request. */
  readonly urgent: boolean;
  /** The deadline that it serves; null when it serves none. */
  readonly by: Date | null;
}

/**
 * When a letter that is ready goes out: within the hours, else when they next begin. A clock overrules
 * the hours: an urgent letter goes at once, and so does one that would lose more than a tenth of the
 * time that is left until its deadline.
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

/** For how long a letter that the mail system does not take is tried again, in milliseconds. */
const DELIVERY_TIMEOUT_MS = 18 * 60 * MINUTE;

/** Once the mail system takes a letter again, those that wait for it are tried within this time. */
export const AFTER_RECOVERY_MS = MINUTE;

/**
 * When a letter is tried again that was first refused at `triedSince`: after a quarter of the time that
 * it has been tried, at least half a minute and at most half an hour, so that a letter is late by a
 * quarter of an outage at most. Null when it has been tried for eighteen hours.
 */
export function nextAttemptAt(triedSince: Date, now: Date): Date | null {
  const tried = now.getTime() - triedSince.getTime();
  if (tried >= DELIVERY_TIMEOUT_MS) return null;
  return new Date(now.getTime() + Math.min(MAX_PAUSE_MS, Math.max(MIN_PAUSE_MS, tried / 4)));
}
