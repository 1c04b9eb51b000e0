import { dateIn, endOfDay, isCalendarDate, startOfDay, type TimeZone } from '@assent/domain';

/** The instant itself, or the beginning of the day in the payer's zone. */
export function beginningOf(text: string, zone: TimeZone): Date {
  return isCalendarDate(text) ? startOfDay(text, zone) : new Date(text);
}

/** The instant itself, or the end of the day in the payer's zone. */
export function endOf(text: string, zone: TimeZone): Date {
  return isCalendarDate(text) ? endOfDay(text, zone) : new Date(text);
}

/** The day itself, or the payer's day of the instant. */
export function dayOf(text: string, zone: TimeZone): string {
  return isCalendarDate(text) ? text : dateIn(new Date(text), zone);
}
