import { useQueryClient } from '@tanstack/react-query';
import {
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { listenersOf, type Listeners } from './listeners';
import { readEvents, type CaseEvent, type Connection } from './event-stream';

const events: Listeners<CaseEvent> = listenersOf();
const connections: Listeners<Connection> = listenersOf();
let connection: Connection = 'connecting';

/** Reads the stream of events as long as it stands; one for the whole app. */
export function Live({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  useEffect(() => {
    const over = new AbortController();
    let wasLive = false;
    const listener = {
      onEvent: (event: CaseEvent) => events.tell(event),
      onConnection: (next: Connection) => {
        if (next === connection) return;
        connection = next;
        connections.tell(next);
        // What was missed while no stream was open is asked for once.
        if (next === 'live' && wasLive) void queries.invalidateQueries();
        wasLive ||= next === 'live';
      },
    };
    void readEvents(listener, over.signal);
    return () => over.abort();
  }, [queries]);
  return children;
}

/** Hears of everything that happens to cases, or to one case. */
export function useCaseEvents(listener: (event: CaseEvent) => void, caseId?: string): void {
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(
    () =>
      events.add((event) => {
        if (caseId === undefined || event.caseId === caseId) newest.current(event);
      }),
    [caseId],
  );
}

/** Whether changes arrive by themselves. */
export function useConnection(): Connection {
  return useSyncExternalStore(connections.add, () => connection);
}

/**
 * The cases that changed since the reader last took them over, so that a list can say "3 new
 * changes" and leave its rows where they are.
 */
export function useChangesSince(): {
  readonly caseIds: ReadonlySet<string>;
  /** Begins anew, once the list shows them. */
  takeOver(): void;
} {
  const [caseIds, setCaseIds] = useState<ReadonlySet<string>>(new Set());
  useCaseEvents(({ caseId }) => setCaseIds((known) => new Set(known).add(caseId)));
  const takeOver = useCallback(() => setCaseIds(new Set()), []);
  return { caseIds, takeOver };
}
