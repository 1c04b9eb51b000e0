import type { EventFeed, FeedProgress } from '@assent/application';
import type { LineOfBusiness } from '@assent/domain';
import { setTimeout as pause } from 'node:timers/promises';
import { reaching, type Database } from '../database/database';
import { BETWEEN_LOOKS_MS, lookAt, type Look } from '../database/writers';

/**
 * The events in Postgres. An event gets its place when written and appears when its transaction
 * commits, so a lower place may appear after a higher one. Everything up to the highest visible place
 * is settled once all writers of that moment are gone.
 */
export function eventFeed(database: Database): EventFeed {
  let settled = 0n;
  let isBegun = false;
  let awaited: Look | null = null;
  let looking: Promise<FeedProgress> | null = null;

  const lookOnce = async (): Promise<FeedProgress> => {
    const seen = await lookAt(database, 'case_event');
    if (!awaited?.writers.some((writer) => seen.writers.includes(writer))) {
      settled = later(settled, awaited?.highest ?? 0n);
      isBegun ||= awaited !== null;
      awaited = seen;
    }
    if (seen.writers.length === 0) {
      settled = later(settled, seen.highest);
      isBegun = true;
    }
    return { settled, highest: seen.highest };
  };

  /** The first answer waits for current writers: before it, no event is known to be settled. */
  const lookAround = async (): Promise<FeedProgress> => {
    let progress = await lookOnce();
    while (!isBegun) {
      await pause(BETWEEN_LOOKS_MS);
      progress = await lookOnce();
    }
    return progress;
  };

  return {
    // Looks run one after another: an older one must not be compared with a newer one.
    progress: () => {
      looking ??= reaching(lookAround).finally(() => {
        looking = null;
      });
      return looking;
    },

    between: (after, upTo, limit) =>
      reaching(async () => {
        const rows = await database.caseEvent.findMany({
          where: { id: { gt: after, lte: upTo } },
          orderBy: { id: 'asc' },
          take: limit,
          select: {
            id: true,
            caseId: true,
            type: true,
            at: true,
            case: { select: { lineOfBusiness: true } },
          },
        });
        return rows.map(({ case: { lineOfBusiness }, ...event }) => ({
          ...event,
          lineOfBusiness: lineOfBusiness as LineOfBusiness,
        }));
      }),
  };
}

function later(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
