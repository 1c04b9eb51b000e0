import { Temporal as Calendar } from 'temporal-polyfill';

/** A calendar date without a time or zone, written `YYYY-MM-DD`. */
export type CalendarDate = string;

/** An IANA time-zone name, for example `America/New_York`. */
export type TimeZone = string;

const DATE_SHAPE = /^\d{4}-\d{2}-\d{2}$/;
const HOUR = 3_600_000;

/** True when the text is `YYYY-MM-DD` and that day exists. There is no year 0. */
export function isCalendarDate(text: string): boolean {
  if (!DATE_SHAPE.test(text)) return false;
  const year = Number(text.slice(0, 4));
  const day = Number(text.slice(8));
  return year > 0 && day > 0 && day <= daysIn(year, Number(text.slice(5, 7)));
}

/** The valid years of a date or an instant: no health plan does business beyond them. */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2200;

/**
 * Whether the year of a date, or of an instant in UTC, is valid. Unreadable text is another fault.
 */
export function isInYears(text: string): boolean {
  const year = new Date(text).getUTCFullYear();
  return Number.isNaN(year) || (year >= FIRST_YEAR && year <= LAST_YEAR);
}

/** The calendar date in `zone` at `instant`. */
export function dateIn(instant: Date, zone: TimeZone): CalendarDate {
  const time = instant.getTime();
  const known = recentDays.find((day) => day.zone === zone && day.from <= time && time < day.until);
  if (known) return known.date;
  const moment = Calendar.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone);
  const date = moment.toPlainDate().toString();
  if (moment.hoursInDay === 24) {
    const from = moment.startOfDay().epochMilliseconds;
    recentDays.unshift({ zone, date, from, until: from + 24 * HOUR });
    recentDays.length = Math.min(recentDays.length, RECENT_DAYS);
  }
  return date;
}

/** The instant when `date` begins in `zone`, even on days with a clock change. */
export function startOfDay(date: CalendarDate, zone: TimeZone): Date {
  return remembered(`${date} ${zone}`, () =>
    Calendar.PlainDate.from(date).toZonedDateTime({ timeZone: zone }),
  );
}

/** The instant when `date` is over in `zone`: the first instant of the next day. */
export function endOfDay(date: CalendarDate, zone: TimeZone): Date {
  return startOfDay(addDays(date, 1), zone);
}

/** The instant of the full hour `hour` (0 to 23) on `date` in `zone`. */
export function atHour(date: CalendarDate, hour: number, zone: TimeZone): Date {
  return remembered(`${date} ${hour} ${zone}`, () =>
    Calendar.PlainDate.from(date).toZonedDateTime({
      timeZone: zone,
      plainTime: new Calendar.PlainTime(hour),
    }),
  );
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
  return Calendar.PlainDate.from(date).add({ months }).toString();
}

/** The instant `hours` hours of elapsed time later. */
export function addHours(instant: Date, hours: number): Date {
  return new Date(instant.getTime() + hours * HOUR);
}

/** The later of two instants. */
export function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}

/** The earlier of two instants. */
export function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

const DAYS_IN_MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** How many days a month (1 to 12) has; none if there is no such month. */
function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : (DAYS_IN_MONTHS[month - 1] ?? 0);
}

/*
 * Time-zone tables are slow to read, and the days of cases repeat: we cache what we read. It never
 * changes.
 */

/** Days of 24 hours, in milliseconds since the epoch, last read first. */
const recentDays: {
  readonly zone: TimeZone;
  readonly date: CalendarDate;
  readonly from: number;
  readonly until: number;
}[] = [];
const RECENT_DAYS = 16;

const instants = new Map<string, number>();
const MAX_INSTANTS = 4096;

function remembered(key: string, read: () => Calendar.ZonedDateTime): Date {
  const known = instants.get(key);
  if (known !== undefined) return new Date(known);
  const { epochMilliseconds } = read();
  if (instants.size >= MAX_INSTANTS) instants.clear();
  instants.set(key, epochMilliseconds);
  return new Date(epochMilliseconds);
}
