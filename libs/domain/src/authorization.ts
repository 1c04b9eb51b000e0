import { addDays, addMonths, atHour, endOfDay, type CalendarDate, type TimeZone } from './dates';

/** First and last covered day, both inclusive, in the payer's zone. */
export interface Period {
  readonly start: CalendarDate;
  readonly end: CalendarDate;
}

export type AuthorizationStatus = 'active' | 'expired' | 'ended';

/** How many days before the last covered day the prescriber's office is reminded of renewal. */
export const REMINDER_DAYS = [60, 30, 14, 7] as const;

/** How many days before the last covered day the continuation review opens. */
export const CONTINUATION_OPENS_DAYS = 60;

/** Reminders wait in the office's inbox when it opens: they are due at this hour, payer's zone. */
const REMINDER_HOUR = 6;

/**
 * The period of an approval (ruling R12): its last day is the day before the same day of the month
 * `months` calendar months after `start`; where that month has no such day, the month's last day.
 */
export function authorizationPeriod(start: CalendarDate, months: number): Period {
  const sameDay = addMonths(start, months);
  const monthHasThatDay = sameDay.slice(8) === start.slice(8);
  return { start, end: monthHasThatDay ? addDays(sameDay, -1) : sameDay };
}

/** The instant at which cover is over: the end of the last covered day in the payer's zone (R12). */
export function expiryOf(period: Period, zone: TimeZone): Date {
  return endOfDay(period.end, zone);
}

export interface DueReminder {
  readonly daysBefore: number;
  readonly dueAt: Date;
}

/**
 * The renewal reminders of a period, earliest first. A reminder that would have been due before the
 * authorization was `issuedAt` is left out: nobody is reminded late of a day that never came.
 */
export function renewalReminders(period: Period, issuedAt: Date, zone: TimeZone): DueReminder[] {
  return REMINDER_DAYS.map((daysBefore) => ({
    daysBefore,
    dueAt: atHour(addDays(period.end, -daysBefore), REMINDER_HOUR, zone),
  })).filter(({ dueAt }) => dueAt > issuedAt);
}

/** The instant at which the continuation review of a period opens. */
export function continuationOpensAt(period: Period, zone: TimeZone): Date {
  return atHour(addDays(period.end, -CONTINUATION_OPENS_DAYS), REMINDER_HOUR, zone);
}
