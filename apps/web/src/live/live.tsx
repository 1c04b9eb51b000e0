import { useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { useNewest } from '../ui/use-newest';
import { listenersOf, type Listeners } from './listeners';
import { watchHearing } from './liveness';
import { readEvents, type CaseEvent, type Connection } from './event-stream';

const events: Listeners<CaseEvent> = listenersOf();

/** Reads the event stream while mounted; one for the whole app. */
export function Live({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  useEffect(() => {
    const over = new AbortController();
    let last: Connection = 'connecting';
    let wasLive = false;
    const hearing = watchHearing();
    const listener = {
      onEvent: (event: CaseEvent) => events.tell(event),
      onConnection: (next: Connection) => {
        if (next === last) return;
        last = next;
        hearing.connected(next === 'live');
        // After a break, everything missed is loaded once.
        if (next === 'live' && wasLive) void queries.invalidateQueries();
        wasLive ||= next === 'live';
      },
    };
    void readEvents(listener, over.signal);
    hearing.connected(false);
    return () => {
      over.abort();
      hearing.end();
    };
  }, [queries]);
  return children;
}

/** Hears everything that happens to cases, or to one case. */
export function useCaseEvents(listener: (event: CaseEvent) => void, caseId?: string): void {
  const newest = useNewest(listener);
  useEffect(() => {
    return events.add((event) => {
      if (caseId === undefined || event.caseId === caseId) newest.current(event);
    });
  }, [caseId, newest]);
}
