import { Temporal as Calendar } from 'temporal-polyfill';

/** A calendar date without a time or zone, written `YYYY-MM-DD`. */
export type CalendarDate = string;

/** An IANA time-zone name, for example `America/New_York`. */
export type TimeZone = string;

const DATE_SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** True when the text is `YYYY-MM-DD` and that day exists. */
export function isCalendarDate(text: string): boolean {
  if (!DATE_SHAPE.test(text)) return false;
  const [year, month, day] = text.split('-').map(Number) as [number, number, number];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return (
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  );
}

/** The calendar date that clocks on the wall of `zone` show at `instant`. */
export function dateIn(instant: Date, zone: TimeZone): CalendarDate {
  return zoned(instant, zone).toPlainDate().toString();
}

/** The instant at which `date` begins in `zone`, on days with a clock change too. */
export function startOfDay(date: CalendarDate, zone: TimeZone): Date {
  return new Date(
    Calendar.PlainDate.from(date).toZonedDateTime({ timeZone: zone }).epochMilliseconds,
  );
}

/** The instant at which `date` is over in `zone`: the first instant of the next day. */
export function endOfDay(date: CalendarDate, zone: TimeZone): Date {
  return startOfDay(addDays(date, 1), zone);
}

/** The instant of the full hour `hour` (0 to 23) on `date` in `zone`. */
export function atHour(date: CalendarDate, hour: number, zone: TimeZone): Date {
  const moment = Calendar.PlainDate.from(date).toZonedDateTime({
    timeZone: zone,
    plainTime: new Calendar.PlainTime(hour),
  });
  return new Date(moment.epochMilliseconds);
}

/** The date `days` days later (earlier when negative). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return Calendar.PlainDate.from(date).add({ days }).toString();
}

/**
 * The same day of the month `months` calendar months later; where that month has no such day,
 * its last day.
 */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  return Calendar.PlainDate.from(date).add({ months }, { overflow: 'constrain' }).toString();
}

/** The instant `hours` hours of elapsed time later. */
export function addHours(instant: Date, hours: number): Date {
  return new Date(instant.getTime() + hours * 3_600_000);
}

/** The earlier of two instants; an absent one never wins. */
export function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a <= b ? a : b;
}

function zoned(instant: Date, zone: TimeZone): Calendar.ZonedDateTime {
  return Calendar.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
}
