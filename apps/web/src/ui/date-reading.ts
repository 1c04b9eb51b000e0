import { CalendarDateTime, toZoned } from '@internationalized/date';
import type { Reading } from './reading';
import { text } from './text';
import { calendarDay, wallClock } from './times';

/** An existing calendar date, written `YYYY-MM-DD`. */
export function isDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const instant = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value);
}

/**
 * Reads a calendar date as Americans write it, `03/09/1958`, `3/9/1958` or `03091958`, or by ISO
 * 8601, `1958-03-09`. It reports impossible dates, and changes none.
 */
export function readDateText(typed: string): Reading<string> {
  const written = typed.trim();
  if (written === '') return { kind: 'empty' };
  const parts = (ISO.exec(written) ?? AMERICAN.exec(written) ?? EIGHT_DIGITS.exec(written))?.groups;
  if (!parts) return unread(shapeWords(written), /^[\d/-]{1,9}$/.test(written));
  const { year = '', month = '', day = '' } = parts;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isInYears(Number(year))) return unread(text.date.checkYear);
  return isDate(date)
    ? { kind: 'read', value: date, echo: calendarDay(date) }
    : unread(absenceWords(year, Number(month), Number(day)));
}

const ISO = /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})$/;
const AMERICAN = /^(?<month>\d{1,2})(?<between>[/-])(?<day>\d{1,2})\k<between>(?<year>\d{4})$/;
/** Fewer digits might mean a two-digit year. */
const EIGHT_DIGITS = /^(?<month>\d{2})(?<day>\d{2})(?<year>\d{4})$/;

/** The server refuses dates beyond these years. */
function isInYears(year: number): boolean {
  return year >= 1900 && year <= 2200;
}

/** A date as its field shows it. */
export function dateText(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${month}/${day}/${year}`;
}

function shapeWords(written: string): string {
  return /^(\d{1,2}[/-]\d{1,2}[/-]\d{2}|\d{6})$/.test(written)
    ? text.date.fourDigits
    : text.date.format;
}

function absenceWords(year: string, month: number, day: number): string {
  const name = text.date.months[month - 1];
  return name === undefined
    ? text.date.noSuchMonth({ month })
    : text.date.noSuchDay({ month: name, day, year });
}

/**
 * Reads a day and a time of day in a zone, such as `11/25/2026 2:30 PM` or `2026-11-25T14:30`, or
 * an ISO 8601 instant, into an instant in UTC. It refuses an hour that the clocks skip; for one
 * that comes twice, the zone's name tells which.
 */
export function readInstantText(typed: string, timeZone: string): Reading<string> {
  const written = typed.trim();
  if (written === '') return { kind: 'empty' };
  if (INSTANT.test(written)) return read(new Date(written), timeZone);
  const found = /,?\s+|T/.exec(written);
  const between = found?.[0] ?? '';
  const onDay = written.slice(0, found?.index);
  const at = written.slice(onDay.length + between.length);
  const day = readDateText(onDay);
  if (day.kind === 'empty') return unread(text.instant.format);
  if (day.kind === 'unread') return at === '' ? day : unread(day.why);
  if (at === '') return unread(text.instant.addTime, true);
  const time = readTime(at, between === 'T');
  if (typeof time === 'string') return unread(time, true);
  const [year = 0, month = 0, date = 0] = day.value.split('-').map(Number);
  const local = new CalendarDateTime(year, month, date, time.hour, time.minute);
  const instants = (['earlier', 'later'] as const)
    .map((which) => toZoned(local, timeZone, which))
    .filter(({ hour, minute }) => hour === time.hour && minute === time.minute)
    .map((zoned) => zoned.toDate());
  const named = [...new Set(instants.map((each) => each.getTime()))]
    .map((each) => ({ at: new Date(each), zone: zoneName(new Date(each), timeZone) }))
    .filter(({ zone }) => time.zone === null || time.zone === zone);
  const [first, second] = named;
  if (!first)
    return unread(instants.length === 0 ? text.instant.skipped : text.instant.leaveOutZone);
  return second
    ? unread(text.instant.twice({ zones: [first.zone, second.zone] }), true)
    : read(first.at, timeZone);
}

/** An ISO 8601 instant with its offset from UTC. */
export function isInstant(value: unknown): value is string {
  return (
    typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(new Date(value).getTime())
  );
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const TIME =
  /^(?<hour>\d{1,2})(?::?(?<minute>\d{2})(?::\d{2})?)?(?:\s*(?<half>[ap])\.?(?:m\.?)?)?(?:\s+(?<zone>[a-z]{2,5}))?$/i;

interface Time {
  readonly hour: number;
  readonly minute: number;
  readonly zone: string | null;
}

/** A time of day, or its fault. */
function readTime(typed: string, isIso: boolean): Time | string {
  const { hour: hours, minute: minutes, half, zone } = TIME.exec(typed)?.groups ?? {};
  if (hours === undefined) return text.instant.timeFormat;
  const hour = Number(hours);
  const minute = Number(minutes ?? 0);
  if (minute > 59 || hour > 23 || (half !== undefined && (hour === 0 || hour > 12)))
    return text.instant.noSuchTime;
  if (half === undefined && !isIso && hour > 0 && hour < 13) return text.instant.addHalf;
  const shift = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return { hour: shift, minute, zone: zone?.toUpperCase() ?? null };
}

/** An instant as its field shows it, in the zone it is written in. */
export function instantText(instant: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-US', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  });
  return format.format(new Date(instant)).replace(/,?\s+/g, ' ');
}

function zoneName(instant: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'short' }).formatToParts(
    instant,
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

function read(instant: Date, timeZone: string): Reading<string> {
  if (Number.isNaN(instant.getTime())) return unread(text.instant.format);
  if (!isInYears(instant.getUTCFullYear())) return unread(text.date.checkYear);
  const value = instant.toISOString();
  return { kind: 'read', value, echo: wallClock(value, timeZone) };
}

function unread(why: string, isUnfinished = false): Reading<string> {
  return { kind: 'unread', why, isUnfinished };
}
