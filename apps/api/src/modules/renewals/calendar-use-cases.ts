import {
  makeCalendarFeed,
  oneAtATime,
  openCalendarFeed,
  readerOf,
  renewalsAhead,
  type CalendarPorts,
  type ReadAs,
} from '@assent/application';
import type { ReadableLines } from '@assent/domain';
import { renewalCalendar } from './renewal-calendar';

export const CALENDAR = Symbol('calendar use cases');

/** What people can do with the renewal calendar, over the ports. */
export function calendarUseCases(ports: CalendarPorts & { readonly readAs: ReadAs }) {
  const ahead = renewalsAhead(ports);
  const writers = new Map<string, () => Promise<string>>();
  return {
    feedOf: (owner: string) => ports.calendarFeeds.of(owner),
    make: makeCalendarFeed(ports),
    remove: (owner: string) => ports.calendarFeeds.remove(owner),
    open: openCalendarFeed(ports),
    /** Every feed of the same lines of business shows the same: one is written for all callers of a moment. */
    write: (lines: ReadableLines) => {
      const key = lines?.join(' ') ?? 'all';
      const write =
        writers.get(key) ??
        oneAtATime(async () => {
          const now = await ports.clock.now();
          return ports.readAs(readerOf(lines, null, now), () => renewalCalendar(ahead(lines), now));
        });
      writers.set(key, write);
      return write();
    },
  };
}

export type CalendarUseCases = ReturnType<typeof calendarUseCases>;
