import { dayWords, type Renewal } from '@assent/application';
import { addDays, type CalendarDate } from '@assent/domain';
import ical from 'ical-generator';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** How often calendars should refresh. */
const REFRESH_SECONDS = 6 * 60 * 60;

/**
 * Renewals as an iCalendar object (RFC 5545): for each a span of days from the first on which it
 * can be requested to the last safe one, and the day on which coverage ends. Calendars are on
 * screens that anyone passes, so they show nothing of a member; authorizations appear by number.
 * @param pieces written one after another, to serve other calls in between
 * @param stamped when the calendar was written
 */
export async function renewalCalendar(
  pieces: AsyncIterable<readonly Renewal[]>,
  stamped: Date,
): Promise<string> {
  const empty = written([], stamped);
  const end = empty.lastIndexOf(END);
  let events = '';
  for await (const piece of pieces) {
    const text = written(piece, stamped);
    events += text.slice(end, text.lastIndexOf(END));
    await nextTurn();
  }
  return empty.slice(0, end) + events + empty.slice(end);
}

const END = 'END:VCALENDAR';

function written(renewals: readonly Renewal[], stamped: Date): string {
  const calendar = ical({
    name: 'Renewals',
    prodId: { company: 'Assent', product: 'Renewals', language: 'EN' },
    ttl: REFRESH_SECONDS,
  });
  for (const { authorization, window } of renewals) {
    const { number } = authorization;
    const { opensOn, lastSafeOn, coverEndsOn } = window;
    calendar.createEvent({
      id: `${number}-window`,
      stamp: stamped,
      allDay: true,
      start: day(opensOn),
      end: dayAfter(lastSafeOn),
      summary: `Renew ${number}: submit by ${dayWords(lastSafeOn)}`,
      description: `The last day to submit for a decision before coverage ends is ${dayWords(lastSafeOn)}. Coverage ends on ${dayWords(coverEndsOn)}.`,
    });
    calendar.createEvent({
      id: `${number}-end`,
      stamp: stamped,
      allDay: true,
      start: day(coverEndsOn),
      end: dayAfter(coverEndsOn),
      summary: `Coverage under ${number} ends`,
    });
  }
  return calendar.toString();
}

/** In UTC, as the calendar reads it. */
function day(date: CalendarDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** A span's end is not one of its days (RFC 5545, 3.6.1). */
function dayAfter(date: CalendarDate): Date {
  return day(addDays(date, 1));
}
