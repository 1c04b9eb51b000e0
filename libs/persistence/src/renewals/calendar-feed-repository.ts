import type { CalendarFeedRepository } from '@assent/application';
import { reaching, type Database } from '../database/database';

/** People's calendar feeds in Postgres. */
export function calendarFeeds(database: Database): CalendarFeedRepository {
  return {
    of: (owner) => reaching(() => database.calendarFeed.findUnique({ where: { owner } })),

    with: (digest) => reaching(() => database.calendarFeed.findUnique({ where: { digest } })),

    put: (feed) =>
      reaching(async () => {
        const { owner, ...rest } = feed;
        await database.calendarFeed.upsert({ where: { owner }, create: feed, update: rest });
      }),

    remove: (owner) =>
      reaching(async () => {
        const { count } = await database.calendarFeed.deleteMany({ where: { owner } });
        return count === 1;
      }),
  };
}
