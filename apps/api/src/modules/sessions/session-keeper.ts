import type { EndedSession, EndedSessions } from '@assent/application';
import { errorFields, type Logger } from '@assent/platform';
import type { SessionKeeper } from '../../dependencies';

/** In milliseconds. */
interface Times {
  /** How long it takes until what another process ended is known here. */
  readonly interval: number;
  /** How often expired ones are removed. */
  readonly sweep: number;
}

const TIMES: Times = { interval: 1_000, sweep: 60 * 60_000 };

interface Keeping {
  readonly endedSessions: EndedSessions;
  readonly log: Logger;
}

/**
 * Keeps the ended sessions in memory, so that a call asks the database nothing. Every second it reads
 * what other processes ended; while the database is away, it goes on with what it knows.
 */
export function sessionKeeper({ endedSessions, log }: Keeping, times = TIMES): SessionKeeper {
  const known = new Map<string, EndedSession>();
  const listeners = new Set<() => void>();
  let upTo: Date | null = null;
  let reading: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let isFailing = false;
  let sweepAt = performance.now();

  function take(ended: readonly EndedSession[]): void {
    const news = ended.filter((each) => isNews(known.get(each.name), each));
    for (const each of news) known.set(each.name, each);
    if (news.length === 0) return;
    for (const listener of listeners) listener();
  }

  function read(): Promise<void> {
    reading ??= endedSessions
      .since(upTo)
      .then((found) => {
        take(found.ended);
        upTo = found.upTo;
      })
      .finally(() => {
        reading = null;
      });
    return reading;
  }

  async function round(): Promise<void> {
    try {
      await read();
      if (performance.now() >= sweepAt) {
        sweepAt = performance.now() + times.sweep;
        forgetExpired(known);
        await endedSessions.sweep();
      }
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.warn('ended sessions cannot be read right now', errorFields(error));
      isFailing = true;
    }
  }

  let rounds: Promise<void> = Promise.resolve();
  function next(delay: number): void {
    timer = setTimeout(() => {
      rounds = round().then(() => {
        if (!isStopped) next(times.interval);
      });
    }, delay).unref();
  }

  return {
    start: () => next(0),
    isReady: () => upTo !== null,
    ready: async () => {
      if (upTo === null) await read();
    },
    isEnded: ({ names, issuedAt }) =>
      names.some((name) => {
        const ended = known.get(name);
        return ended !== undefined && (ended.issuedBy === null || issuedAt <= ended.issuedBy);
      }),
    end: async (ended) => {
      await endedSessions.add(ended);
      take(ended);
    },
    onEnd: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await rounds;
      await reading?.catch(() => undefined);
    },
  };
}

/** Whether a session ends that was not known to, or more of its tokens. */
function isNews(known: EndedSession | undefined, { issuedBy, until }: EndedSession): boolean {
  return (
    !known ||
    known.until < until ||
    (known.issuedBy !== null && issuedBy !== null && known.issuedBy < issuedBy)
  );
}

function forgetExpired(known: Map<string, EndedSession>): void {
  const now = new Date();
  for (const [name, { until }] of known) if (until < now) known.delete(name);
}
