/*
 * Months are `YYYY-MM` and days `YYYY-MM-DD`, both in the payer's calendar; as texts they sort in
 * order.
 */
const DAY = 24 * 60 * 60_000;

export function monthOfDay(day: string): string {
  return day.slice(0, 7);
}

export function addMonths(month: string, count: number): string {
  return new Date(Date.UTC(yearOf(month), numberOf(month) - 1 + count)).toISOString().slice(0, 7);
}

export function firstDay(month: string): string {
  return `${month}-01`;
}

export function lastDay(month: string): string {
  return new Date(Date.UTC(yearOf(month), numberOf(month), 0)).toISOString().slice(0, 10);
}

/** Each month from one to another, inclusive. */
export function monthsBetween(from: string, to: string): readonly string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** How many days one day is after another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** `May 2027` */
export function monthName(month: string): string {
  return LONG.format(new Date(`${month}-01T00:00:00Z`));
}

/** `May` */
export function shortMonth(month: string): string {
  return SHORT.format(new Date(`${month}-01T00:00:00Z`));
}

/** `May 6` of a day. */
export function shortDay(day: string): string {
  return DATE.format(new Date(`${day}T00:00:00Z`));
}

const LONG = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const SHORT = new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' });
const DATE = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });

const yearOf = (month: string) => Number(month.slice(0, 4));
const numberOf = (month: string) => Number(month.slice(5, 7));
