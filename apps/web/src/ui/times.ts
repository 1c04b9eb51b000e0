import { serverTime } from './now';
import type { Count } from '../shared/plural';
import { text } from './text';

/*
 * Times as people here read them: instants in the payer's zone with its name, calendar dates
 * without one.
 */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `Mon, Nov 23, 2026, 9:00 AM EST` */
export function wallClock(instant: string, timeZone: string): string {
  return format({ ...CLOCK, timeZone }).format(new Date(instant));
}

/**
 * `Nov 23, 9:00 AM`, for dense lists; the heading names the zone, and the year appears unless it is
 * this one.
 */
export function shortClock(instant: string, timeZone: string, now = serverTime()): string {
  const isThisYear =
    dayIn(Date.parse(instant), timeZone).slice(0, 4) === dayIn(now, timeZone).slice(0, 4);
  const year = isThisYear ? {} : { year: 'numeric' as const };
  return format({ ...SHORT, ...year, timeZone }).format(new Date(instant));
}

/** When something is due: the end of a day, not the midnight after it. */
export function dueClock(instant: string, timeZone: string): string {
  const last = Date.parse(instant) - 1;
  if (dayIn(last, timeZone) === dayIn(last + 1, timeZone)) return wallClock(instant, timeZone);
  return text.times.endOfDay({ day: format({ ...WEEKDAY, timeZone }).format(last) });
}

/** An API sentence with its instants and dates as people read them. */
export function withClocks(sentence: string, timeZone: string): string {
  return sentence
    .replace(INSTANT, (instant) => wallClock(instant, timeZone))
    .replace(DATE, (date) => calendarDay(date));
}

/** `Nov 23, 2026` of a calendar date `YYYY-MM-DD`. */
export function calendarDay(date: string): string {
  return format({ dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

/** The zone's current day, `YYYY-MM-DD`. */
export function dayIn(now: number, timeZone: string): string {
  const parts = format({ ...DAY_PARTS, timeZone }).formatToParts(now);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** A duration in its two largest units: `2 d 5 h`, `40 min`. */
export function duration(milliseconds: number): string {
  const left = Math.abs(milliseconds);
  if (left >= DAY)
    return joined([Math.floor(left / DAY), text.times.days], [hoursOf(left), text.times.hours]);
  if (left >= HOUR)
    return joined([hoursOf(left), text.times.hours], [minutesOf(left), text.times.minutes]);
  return left >= MINUTE
    ? text.times.minutes({ count: minutesOf(left) })
    : text.times.lessThanMinute;
}

/** `3 d 2 h ago`, or `in 40 min`. */
export function fromNow(instant: string, now: number): string {
  const difference = Date.parse(instant) - now;
  const time = duration(difference);
  return difference < 0 ? text.times.ago({ time }) : text.times.ahead({ time });
}

const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z/g;

/** Not in a name, such as `chart-2026-11-23.pdf`. */
const DATE = /(?<![\w./-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w/-]|\.\w)/g;

const WEEKDAY = {
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  year: 'numeric',
} as const;

const CLOCK = {
  ...WEEKDAY,
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
} as const;

const DAY_PARTS = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;

const SHORT = { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes longer than a thousand uses. */
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const made = formats.get(key) ?? new Intl.DateTimeFormat('en-US', options);
  formats.set(key, made);
  return made;
}

const hoursOf = (left: number) => Math.floor((left % DAY) / HOUR);
const minutesOf = (left: number) => Math.floor((left % HOUR) / MINUTE);

function joined(...parts: readonly (readonly [number, (given: Count) => string])[]): string {
  return parts
    .filter(([count], position) => position === 0 || count > 0)
    .map(([count, inUnit]) => inUnit({ count }))
    .join(' ');
}
