import { dateIn, endOfDay, isCalendarDate, startOfDay, type TimeZone } from '@assent/domain';

/** The instant that a text stands for: itself, or the beginning of its day in the payer's zone. */
export function beginningOf(text: string, zone: TimeZone): Date {
  return isCalendarDate(text) ? startOfDay(text, zone) : new Date(text);
}

/** The instant that a text stands for: itself, or the end of its day in the payer's zone. */
export function endOf(text: string, zone: TimeZone): Date {
  return isCalendarDate(text) ? endOfDay(text, zone) : new Date(text);
}

/** The day that a text stands for: itself, or the payer's day of its instant. */
export function dayOf(text: string, zone: TimeZone): string {
  return isCalendarDate(text) ? text : dateIn(new Date(text), zone);
}
