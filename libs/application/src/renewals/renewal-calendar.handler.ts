import { accept, addMonths, dateIn, refuse, type ReadableLines, type Result } from '@assent/domain';
import { digestOf } from '@assent/guidelines';
import type { CalendarFeed, CalendarFeedRepository } from '../ports/calendar-feed-repository';
import type { Ports } from '../ports/ports';
import type { ReportRepository } from '../ports/report-repository';
import { SOFTWARE } from '../life-cycle/step';
import { listRenewals, type Renewal } from './list-renewals.handler';

export interface CalendarPorts extends Ports {
  readonly reading: ReportRepository;
  readonly calendarFeeds: CalendarFeedRepository;
  /** A text that cannot be guessed, made of URL characters. */
  readonly secret: () => string;
}

/** Calendars leave out coverage that ends later. */
const MONTHS_AHEAD = 13;

/** Small enough to serve others between two pages. */
const PAGE = 50;

/** More would slow every calendar that subscribes. */
const MAX_RENEWALS = 2_000;

/** Makes a person's new calendar feed; their old address ends. Only now is the secret returned. */
export function makeCalendarFeed({ clock, calendarFeeds, secret }: CalendarPorts) {
  return async (
    owner: string,
    lines: ReadableLines,
  ): Promise<{ readonly secret: string; readonly madeAt: Date }> => {
    const made = secret();
    const madeAt = await clock.now();
    await calendarFeeds.put({ owner, digest: digestOf(made), madeAt, lines });
    return { secret: made, madeAt };
  };
}

/** The feed that a secret opens. Refused: `calendar-not-found` if it opens none, or no longer. */
export function openCalendarFeed({ calendarFeeds }: Pick<CalendarPorts, 'calendarFeeds'>) {
  return async (secret: string): Promise<Result<CalendarFeed>> => {
    const feed = await calendarFeeds.with(digestOf(secret));
    return feed
      ? accept(feed)
      : refuse({ code: 'calendar-not-found', detail: 'there is no calendar at this address' });
  };
}

/** The renewals in feeds of some lines of business: coverage that ends from today on, soonest first, in pieces. */
export function renewalsAhead(ports: CalendarPorts) {
  const list = listRenewals(ports, ports.reading);
  return async function* (lines: ReadableLines): AsyncGenerator<readonly Renewal[], void> {
    const from = dateIn(await ports.clock.now(), ports.settings.timeZone);
    const to = addMonths(from, MONTHS_AHEAD);
    let cursor: string | null = null;
    let count = 0;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(
        { from, to, lines, limit: PAGE, ...(cursor !== null && { cursor }) },
        SOFTWARE,
      );
      yield page.items.filter(({ state }) => state !== 'renewed');
      cursor = page.nextCursor;
      count += page.items.length;
    } while (cursor !== null && count < MAX_RENEWALS);
  };
}
