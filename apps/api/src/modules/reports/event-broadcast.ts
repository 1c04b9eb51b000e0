import type { EventFeed, FeedEvent } from '@assent/application';
import { errorFields, type Logger } from '@assent/platform';

/** Somebody who is told of events as they happen. */
export interface Listener {
  /** Whether it can take more now; one that cannot is told later and misses nothing. */
  isReady(): boolean;
  receive(events: readonly FeedEvent[]): void;
  /** Nothing more will come. */
  end(): void;
}

/** Tells any number of listeners of events, with one look at the record each second for all of them. */
export interface EventBroadcast {
  /**
   * Tells of every event after a place; from now on when it is null, or no event is that far.
   * @returns what ends the listening
   */
  listen(listener: Listener, after: bigint | null): Promise<() => void>;
  /** Ends every listener; who comes later is ended at once. */
  close(): void;
}

const POLL_MS = 1_000;
/** How many events are read at once. */
const PAGE = 500;

export function eventBroadcast(feed: EventFeed, log: Logger): EventBroadcast {
  /** Listeners with the place up to which each was told. Those who are up to date share one. */
  const listeners = new Map<Listener, bigint>();
  let isClosed = false;
  let isTelling = false;

  /** One round; true when somebody was not told of everything yet. */
  const tell = async (): Promise<boolean> => {
    const { settled } = await feed.progress();
    let isBehind = false;
    for (const [after, group] of groupsBehind(listeners, settled)) {
      const events = await feed.between(after, settled, PAGE);
      const last = events.length < PAGE ? settled : (events.at(-1)?.id ?? settled);
      isBehind ||= last < settled;
      for (const listener of group) {
        if (!listeners.has(listener)) continue;
        listeners.set(listener, last);
        if (events.length > 0) listener.receive(events);
      }
    }
    return isBehind;
  };

  const keepTelling = async (): Promise<void> => {
    if (isTelling) return;
    isTelling = true;
    let isFailing = false;
    while (listeners.size > 0) {
      const isBehind = await tell().catch((error: unknown) => {
        if (!isFailing) log.warn('events cannot be read right now', errorFields(error));
        isFailing = true;
        return null;
      });
      if (isBehind !== null) isFailing = false;
      if (!isBehind) await pause(POLL_MS);
    }
    isTelling = false;
  };

  return {
    listen: async (listener, after) => {
      const { settled, highest } = await feed.progress();
      if (isClosed) {
        listener.end();
        return () => undefined;
      }
      listeners.set(listener, after === null || after > highest ? settled : after);
      void keepTelling();
      return () => listeners.delete(listener);
    },
    close: () => {
      isClosed = true;
      for (const listener of listeners.keys()) listener.end();
      listeners.clear();
    },
  };
}

/** Listeners that were not told of everything and can take more, by the place up to which they were. */
function groupsBehind(
  listeners: ReadonlyMap<Listener, bigint>,
  settled: bigint,
): ReadonlyMap<bigint, readonly Listener[]> {
  const groups = new Map<bigint, Listener[]>();
  for (const [listener, told] of listeners) {
    if (told >= settled || !listener.isReady()) continue;
    const group = groups.get(told);
    if (group) group.push(listener);
    else groups.set(told, [listener]);
  }
  return groups;
}

/** It keeps no process alive: streams do that themselves. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
