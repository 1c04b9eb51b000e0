import type { UsedAllowances } from '@assent/application';
import { errorFields, type Logger } from '@assent/platform';
import { LRUCache } from 'lru-cache';
import { hash } from 'node:crypto';
import type { Allowances } from '../dependencies';

/** What everyone is allowed, in milliseconds of use. */
const MINUTE = 60_000;
/** How many callers are remembered; beyond that the one that was not seen for longest starts over. */
const REMEMBERED = 10_000;

/** In milliseconds. */
interface Times {
  /** How long it takes until what is used here counts elsewhere. */
  readonly interval: number;
  readonly sweep: number;
}

const TIMES: Times = { interval: 1_000, sweep: 60 * 60_000 };

/** How much was used at a time of the process's own clock. */
interface Used {
  readonly milliseconds: number;
  readonly at: number;
}

interface Sharing {
  readonly usedAllowances: UsedAllowances;
  readonly log: Logger;
}

/**
 * Counts what callers use in memory, and adds it every second to what all processes count, with one
 * statement for all callers. While the database is away, each process limits by itself.
 */
export function allowances({ usedAllowances, log }: Sharing, times = TIMES): Allowances {
  const known = new LRUCache<string, Used>({ max: REMEMBERED });
  let unsent = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let sharing: Promise<void> = Promise.resolve();
  let isSharing = false;
  let isStopped = false;
  let isFailing = false;
  let sweepAt = performance.now() + times.sweep;

  function usedBy(key: string): number {
    const used = known.get(key);
    return used ? Math.max(0, used.milliseconds - (performance.now() - used.at)) : 0;
  }

  function keep(key: string, milliseconds: number): void {
    known.set(key, { milliseconds, at: performance.now() });
  }

  function add(key: string, milliseconds: number): void {
    unsent.set(key, Math.min((unsent.get(key) ?? 0) + milliseconds, MINUTE));
  }

  async function share(): Promise<void> {
    const sent = unsent;
    unsent = new Map();
    const keys = new Map([...sent.keys()].map((key) => [hash('sha256', key, 'hex'), key]));
    const used = [...keys].map(([digest, key]) => ({
      key: digest,
      milliseconds: sent.get(key) ?? 0,
    }));
    try {
      for (const { key: digest, milliseconds } of await usedAllowances.add(used)) {
        const key = keys.get(digest);
        if (key !== undefined) keep(key, milliseconds + (unsent.get(key) ?? 0));
      }
      if (performance.now() >= sweepAt) {
        sweepAt = performance.now() + times.sweep;
        await usedAllowances.sweep();
      }
      isFailing = false;
    } catch (error) {
      for (const [key, milliseconds] of sent) add(key, milliseconds);
      if (!isFailing) log.warn('limits are not shared right now', errorFields(error));
      isFailing = true;
    }
  }

  function shareSoon(): void {
    if (isSharing || isStopped) return;
    isSharing = true;
    timer = setTimeout(() => {
      sharing = share().finally(() => {
        isSharing = false;
        if (unsent.size > 0) shareSoon();
      });
    }, times.interval).unref();
  }

  return {
    use: (key, perMinute) => {
      const cost = MINUTE / perMinute;
      const used = usedBy(key) + cost;
      if (used > MINUTE) return used - MINUTE;
      keep(key, used);
      add(key, cost);
      shareSoon();
      return 0;
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await sharing;
    },
  };
}
