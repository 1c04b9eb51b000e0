import type { EventFeed, FeedEvent } from '@assent/application';
import { errorFields, type Logger } from '@assent/platform';

/** A listener to live events. */
export interface Listener {
  /** Whether it can take more now; otherwise it gets events later and misses none. */
  isReady(): boolean;
  receive(events: readonly FeedEvent[]): void;
  /** Nothing more will come. */
  end(): void;
}

/** Sends events to any number of listeners, with one query of the record each second for all. */
export interface EventBroadcast {
  /**
   * Sends every event after a place; from now on if null, or if no event is that far.
   * @returns a function that stops listening
   */
  listen(listener: Listener, after: bigint | null): Promise<() => void>;
  /** Ends every listener; later ones end at once. */
  close(): void;
}

const POLL_MS = 1_000;
/** How many events are read at once. */
const PAGE = 500;

export function eventBroadcast(feed: EventFeed, log: Logger): EventBroadcast {
  /** Listeners with the place of their last event. Those up to date share one. */
  const listeners = new Map<Listener, bigint>();
  let isClosed = false;
  let isTelling = false;

  /** One round; true when a listener has not received all yet. */
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

/** Listeners that are behind and can take more, by the place of their last event. */
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

/** It keeps no process alive: streams do that. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
