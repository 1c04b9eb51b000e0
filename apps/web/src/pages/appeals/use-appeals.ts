import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listAppeals, type ListedAppeal } from '../../client';
import { useCaseEvents } from '../../live/live';
import { serverTime } from '../../ui/now';
import { statusesOf, type AppealFilter } from '../../work/appeals-address';

const PAGE = 50;

/** The appeals of a filter, soonest deadline first; more pages on demand. */
export function useAppeals(filter: AppealFilter) {
  const queries = useQueryClient();
  const status = statusesOf(filter).join(',');
  const queryKey = ['appeals', status] as const;
  const query = useInfiniteQuery({
    queryKey,
    queryFn: async ({ pageParam, signal }) => {
      const readAt = serverTime();
      const { data } = await listAppeals({
        query: {
          limit: PAGE,
          ...(status !== '' && { status }),
          ...(pageParam !== '' && { cursor: pageParam }),
        },
        signal,
      });
      return { ...data, readAt };
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Rows move when the reader asks for updates, not before.
    refetchOnWindowFocus: false,
  });
  const [changed, setChanged] = useState<ReadonlyMap<string, number>>(new Map());
  useCaseEvents(({ type, caseId, at }) => {
    if (type.startsWith('appeal-')) {
      setChanged((known) => new Map(known).set(caseId, Date.parse(at)));
    }
  });
  // The list includes what happened before it was read, however late the stream reports it.
  const readAt = query.data?.pages[0]?.readAt ?? 0;
  const changes = [...changed.values()].filter((at) => at > readAt).length;
  const renew = () => {
    setChanged(new Map());
    void queries.invalidateQueries({ queryKey });
  };
  const appeals: readonly ListedAppeal[] = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return { query, appeals, changes, renew };
}
