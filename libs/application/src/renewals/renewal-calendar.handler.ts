import { accept, addMonths, dateIn, refuse, type Result } from '@assent/domain';
import { digestOf } from '@assent/guidelines';
import type { CalendarFeedRepository } from '../ports/calendar-feed-repository';
import type { Ports } from '../ports/ports';
import type { ReportRepository } from '../ports/report-repository';
import { listRenewals, type Renewal } from './list-renewals.handler';

export interface CalendarPorts extends Ports {
  readonly reading: ReportRepository;
  readonly calendarFeeds: CalendarFeedRepository;
  /** A text that nobody can guess, of characters that stand in an address. */
  readonly secret: () => string;
}

/** Covers that end later stand in no calendar yet. */
const MONTHS_AHEAD = 13;

const PAGE = 200;

/** More would slow every calendar that takes them. */
const MAX_RENEWALS = 2_000;

/** Makes a person's calendar feed anew; the address that they had ends. The secret is told only now. */
export function makeCalendarFeed({ clock, calendarFeeds, secret }: CalendarPorts) {
  return async (owner: string): Promise<{ readonly secret: string; readonly madeAt: Date }> => {
    const made = secret();
    const madeAt = await clock.now();
    await calendarFeeds.put({ owner, digest: digestOf(made), madeAt });
    return { secret: made, madeAt };
  };
}

/**
 * The renewals that a feed shows: of covers that end from today on, the soonest first. Refused:
 * `calendar-not-found` for a secret that opens none, or none any more.
 */
export function renewalsOfFeed(ports: CalendarPorts) {
  const list = listRenewals(ports, ports.reading);
  return async (secret: string): Promise<Result<readonly Renewal[]>> => {
    const feed = await ports.calendarFeeds.with(digestOf(secret));
    if (!feed) return refuse({ code: 'calendar-not-found', detail: 'there is no calendar here' });
    const from = dateIn(await ports.clock.now(), ports.settings.timeZone);
    const to = addMonths(from, MONTHS_AHEAD);
    const renewals: Renewal[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({
        from,
        to,
        limit: PAGE,
        ...(cursor !== null && { cursor }),
      });
      renewals.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null && renewals.length < MAX_RENEWALS);
    return accept(renewals.filter(({ state }) => state !== 'renewed'));
  };
}
