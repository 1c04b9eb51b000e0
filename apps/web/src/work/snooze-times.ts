import { fromDate, parseDate, toZoned, type ZonedDateTime } from '@internationalized/date';
import { text } from './text';

/** When a working day begins, in the payer's zone. */
const MORNING = 9;

export interface SnoozeTime {
  readonly id: 'hours' | 'tomorrow' | 'days' | 'week';
  readonly label: string;
  /** An instant. */
  readonly until: string;
}

/** The most common snooze times. @param now milliseconds since the epoch */
export function snoozeTimes(now: number, timeZone: string): readonly SnoozeTime[] {
  const here = fromDate(new Date(now), timeZone);
  return [
    { id: 'hours', label: text.snooze.times.hours, until: instantOf(here.add({ hours: 3 })) },
    { id: 'tomorrow', label: text.snooze.times.tomorrow, until: morningAfter(here, 1) },
    { id: 'days', label: text.snooze.times.days, until: morningAfter(here, 3) },
    { id: 'week', label: text.snooze.times.week, until: morningAfter(here, 7) },
  ];
}

/** The morning of a calendar date `YYYY-MM-DD`, as an instant. */
export function morningOf(date: string, timeZone: string): string {
  return instantOf(toZoned(parseDate(date), timeZone).set({ hour: MORNING }));
}

function morningAfter(here: ZonedDateTime, days: number): string {
  return instantOf(here.add({ days }).set({ hour: MORNING, minute: 0, second: 0, millisecond: 0 }));
}

const instantOf = (time: ZonedDateTime) => time.toDate().toISOString();
