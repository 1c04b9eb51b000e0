import type { CalendarFeed, CalendarFeedRepository } from '@assent/application';
import { LINES_OF_BUSINESS } from '@assent/domain';
import { reaching, type Database } from '../database/database';
import type { CalendarFeed as FeedRow } from '../generated/client';

/** People's calendar feeds in Postgres. */
export function calendarFeeds(database: Database): CalendarFeedRepository {
  return {
    of: (owner) =>
      reaching(async () => {
        const row = await database.calendarFeed.findFirst({ where: { owner } });
        return row && toFeed(row);
      }),

    with: (digest) =>
      reaching(async () => {
        const row = await database.calendarFeed.findFirst({ where: { digest } });
        return row && toFeed(row);
      }),

    put: ({ lines, ...feed }) =>
      reaching(async () => {
        const row = { ...feed, lines: lines?.join(' ') ?? null };
        const { owner, ...rest } = row;
        await database.calendarFeed.upsert({ where: { owner }, create: row, update: rest });
      }),

    remove: (owner) =>
      reaching(async () => {
        const { count } = await database.calendarFeed.deleteMany({ where: { owner } });
        return count === 1;
      }),
  };
}

function toFeed({ lines, ...feed }: FeedRow): CalendarFeed {
  const named = lines?.split(' ');
  return {
    ...feed,
    lines: named ? LINES_OF_BUSINESS.filter((line) => named.includes(line)) : null,
  };
}
