import type { CalendarDate } from '@assent/domain';

/** Arithmetic on valid dates written `YYYY-MM-DD`, for the evaluation: it makes no objects. */

/** Days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * Years begun since `date` on the day `asOf`: 2 on the same calendar day two years later, more than
 * 2 the day after. On 29 February the same day of a common year is the 28th (R7). Infinity when
 * `date` is later than `asOf`.
 */
export function yearsSince(date: CalendarDate, asOf: CalendarDate): number {
  if (date > asOf) return Infinity;
  const year = yearOf(date);
  const years = yearOf(asOf) - year;
  const sameDay = asOf.endsWith('-02-29') && !isLeap(year) ? '02-28' : asOf.slice(5);
  return date.slice(5) < sameDay ? years + 0.5 : years;
}

function yearOf(date: CalendarDate): number {
  return numberAt(date, 0, 4);
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;

function dayNumber(date: CalendarDate): number {
  const year = yearOf(date);
  const month = numberAt(date, 5, 7);
  const past = year - 1;
  const leapDays = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  const leapDay = month > 2 && isLeap(year) ? 1 : 0;
  const daysBefore = (DAYS_BEFORE_MONTH[month - 1] ?? 0) + leapDay;
  return past * 365 + leapDays + daysBefore + numberAt(date, 8, 10);
}

const CODE_OF_0 = 48;

/** The number that the digits from `start` to before `end` write. */
function numberAt(date: CalendarDate, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at += 1) number = number * 10 + date.charCodeAt(at) - CODE_OF_0;
  return number;
}
