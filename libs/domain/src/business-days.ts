import { Temporal as Calendar } from 'temporal-polyfill';
import { addDays, dateIn, endOfDay, type CalendarDate, type TimeZone } from './dates';

/**
 * The end, in `zone`, of the `count`th business day after the day of an instant. Business days are
 * Monday to Friday without federal holidays.
 */
export function endOfBusinessDay(instant: Date, count: number, zone: TimeZone): Date {
  let day = dateIn(instant, zone);
  for (let left = count; left > 0; left -= 1) {
    do day = addDays(day, 1);
    while (!isBusinessDay(day));
  }
  return endOfDay(day, zone);
}

export function isBusinessDay(date: CalendarDate): boolean {
  return weekdayOf(date) <= FRIDAY && !isFederalHoliday(date);
}

/** Whether federal offices are closed on a day (5 U.S.C. 6103 and Executive Order 11582). */
export function isFederalHoliday(date: CalendarDate): boolean {
  const { year } = Calendar.PlainDate.from(date);
  // New Year's Day of the next year may be observed in this one.
  return [...federalHolidays(year), ...federalHolidays(year + 1)].includes(date);
}

const [MONDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY] = [1, 4, 5, 6, 7] as const;

/** The observed holidays of a year. */
function federalHolidays(year: number): readonly CalendarDate[] {
  const fixed = ['01-01', '06-19', '07-04', '11-11', '12-25'].map((day) =>
    observed(`${String(year).padStart(4, '0')}-${day}`),
  );
  return [
    ...fixed,
    nth(year, 1, MONDAY, 3),
    nth(year, 2, MONDAY, 3),
    lastMonday(year, 5),
    nth(year, 9, MONDAY, 1),
    nth(year, 10, MONDAY, 2),
    nth(year, 11, THURSDAY, 4),
  ];
}

/** A holiday on a Saturday is observed on the Friday before, one on a Sunday on the Monday after. */
function observed(date: CalendarDate): CalendarDate {
  switch (weekdayOf(date)) {
    case SATURDAY:
      return addDays(date, -1);
    case SUNDAY:
      return addDays(date, 1);
    default:
      return date;
  }
}

function nth(year: number, month: number, weekday: number, count: number): CalendarDate {
  const first = new Calendar.PlainDate(year, month, 1);
  const ahead = (weekday - first.dayOfWeek + 7) % 7;
  return first.add({ days: ahead + 7 * (count - 1) }).toString();
}

function lastMonday(year: number, month: number): CalendarDate {
  const last = new Calendar.PlainDate(year, month, 1).add({ months: 1 }).subtract({ days: 1 });
  return last.subtract({ days: last.dayOfWeek - MONDAY }).toString();
}

/** 1 for Monday to 7 for Sunday. */
function weekdayOf(date: CalendarDate): number {
  return Calendar.PlainDate.from(date).dayOfWeek;
}
