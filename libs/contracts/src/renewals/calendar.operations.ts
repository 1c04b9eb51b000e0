import type { Operation } from '../http/operation';
import { noQuery } from '../http/queries';

/** Renewal windows in people's own calendars. */
export const calendarOperations = {
  viewCalendarFeed: {
    id: 'viewCalendarFeed',
    method: 'GET',
    path: '/v1/calendar-feed',
    summary: 'Shows whether the caller has a calendar feed',
    query: noQuery,
    status: 200,
    answer: 'CalendarFeed',
    reads: null,
    problems: [],
  },
  makeCalendarFeed: {
    id: 'makeCalendarFeed',
    method: 'POST',
    path: '/v1/calendar-feed',
    summary: 'Creates a calendar feed of renewals; an earlier address of the caller stops working',
    query: noQuery,
    body: 'Nothing',
    status: 201,
    answer: 'CalendarAddress',
    reads: null,
    problems: [],
  },
  removeCalendarFeed: {
    id: 'removeCalendarFeed',
    method: 'DELETE',
    path: '/v1/calendar-feed',
    summary: 'Deletes the calendar feed of the caller',
    query: noQuery,
    status: 200,
    answer: 'Removed',
    reads: null,
    problems: [],
  },
  readCalendar: {
    id: 'readCalendar',
    method: 'GET',
    path: '/v1/calendars/{secret}',
    summary: 'Renewal windows as a calendar; it contains no member information',
    query: noQuery,
    status: 200,
    answer: 'Calendar',
    answerAs: 'calendar',
    reads: { purpose: 'payment' },
    problems: ['calendar-not-found'],
  },
} as const satisfies Record<string, Operation>;
