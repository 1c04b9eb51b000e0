import {
  makeCalendarFeed,
  oneAtATime,
  openCalendarFeed,
  renewalsAhead,
  type CalendarPorts,
} from '@assent/application';
import { renewalCalendar } from './renewal-calendar';

export const CALENDAR = Symbol('calendar use cases');

/** What people can do with the renewal calendar, over the ports. */
export function calendarUseCases(ports: CalendarPorts) {
  const ahead = renewalsAhead(ports);
  return {
    feedOf: (owner: string) => ports.calendarFeeds.of(owner),
    make: makeCalendarFeed(ports),
    remove: (owner: string) => ports.calendarFeeds.remove(owner),
    open: openCalendarFeed(ports),
    /** Every feed shows the same: one is written for all callers of a moment. */
    write: oneAtATime(async () => renewalCalendar(ahead(), await ports.clock.now())),
  };
}

export type CalendarUseCases = ReturnType<typeof calendarUseCases>;
