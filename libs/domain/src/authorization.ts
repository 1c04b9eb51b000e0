import { addDays, addMonths, endOfDay, type CalendarDate, type TimeZone } from './dates';

/** First and last covered day, both inclusive, in the payer's zone. */
export interface Period {
  readonly start: CalendarDate;
  readonly end: CalendarDate;
}

/**
 * The period of an approval (ruling R12): its last day is the day before the same day of the month
 * `months` calendar months after `start`; where that month has no such day, the month's last day.
 */
export function authorizationPeriod(start: CalendarDate, months: number): Period {
  const sameDay = addMonths(start, months);
  const monthHasThatDay = sameDay.slice(8) === start.slice(8);
  return { start, end: monthHasThatDay ? addDays(sameDay, -1) : sameDay };
}

/** When coverage is over: the end of the last covered day in the payer's zone (R12). */
export function expiryOf(period: Period, zone: TimeZone): Date {
  return endOfDay(period.end, zone);
}
