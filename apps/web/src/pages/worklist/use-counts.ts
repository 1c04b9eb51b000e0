import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { countQueuesOptions, listViewsOptions } from '../../client/@tanstack/react-query.gen';
import { useCaseEvents } from '../../live/live';

const EVERY = 30_000;
const GATHER = 1_000;

/** The queues and saved views with their current case counts. */
export function useCounts() {
  const queues = useQuery({ ...countQueuesOptions(), refetchInterval: EVERY });
  const views = useQuery({ ...listViewsOptions(), refetchInterval: EVERY });
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const { refetch: countQueues } = queues;
  const { refetch: countViews } = views;
  useCaseEvents(
    useCallback(() => {
      timer.current ??= setTimeout(() => {
        timer.current = null;
        void countQueues();
        void countViews();
      }, GATHER);
    }, [countQueues, countViews]),
  );
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return { queues, views };
}
