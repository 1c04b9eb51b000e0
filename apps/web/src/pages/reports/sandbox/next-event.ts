import { listAuthorizations, listReminders, searchCases } from '../../../client';
import { text } from '../text';

/** The next event on the calendar. */
export interface NextEvent {
  readonly at: string;
  readonly what: string;
}

/** A while after the instant, so that what is due then is done. */
const AFTER = 60_000;
const words = text.sandbox.events;

const DAY = 24 * 60 * 60_000;

/** The soonest renewal reminder, open-case deadline or end of coverage; null if none is known. */
export async function nextEvent(now: number): Promise<NextEvent | null> {
  const [reminders, cases, authorizations] = await Promise.all([
    listReminders({
      query: { from: new Date(now).toISOString(), limit: 50 },
      throwOnError: true,
    }),
    searchCases({ body: { queue: 'all', limit: 100 }, throwOnError: true }),
    listAuthorizations({ query: { status: 'active', limit: 1 }, throwOnError: true }),
  ]);
  const events: NextEvent[] = [
    ...reminders.data.items
      .filter(({ sentAt }) => sentAt === null)
      .map(({ dueAt, authorization }) => ({
        at: dueAt,
        what: words.reminder({ number: authorization }),
      })),
    ...cases.data.items.flatMap(({ clock, number }) =>
      clock.dueAt === null ? [] : [{ at: clock.dueAt, what: words.deadline({ number }) }],
    ),
    ...authorizations.data.items.map(({ period, number }) => ({
      // Coverage ends within a day of this in any zone.
      at: new Date(Date.parse(period.end) + 2 * DAY).toISOString(),
      what: words.end({ number }),
    })),
  ];
  return events
    .filter(({ at }) => Date.parse(at) > now)
    .reduce<NextEvent | null>((first, each) => (first && first.at <= each.at ? first : each), null);
}

/** The instant to move to, so that the event has happened. */
export function past({ at }: NextEvent): string {
  return new Date(Date.parse(at) + AFTER).toISOString();
}
