import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listRenewals, type Renewal } from '../../client';
import { useCaseEvents } from '../../live/live';
import { serverTime } from '../../ui/now';

const PAGE = 200;

/** Case events that change a calendar of renewals. */
const SEEN_HERE: ReadonlySet<string> = new Set([
  'approved',
  'continuation-opened',
  'information-given',
  'notice-sent',
  'cover-lapsed',
  'cover-restored',
  'denied',
  'withdrawn',
  'authorization-ended',
]);

/** The renewals of authorizations whose coverage ends in these days; more pages on demand. */
export function useRenewals(days: { readonly from: string; readonly to: string }) {
  const queries = useQueryClient();
  const queryKey = ['renewals', days.from, days.to] as const;
  const query = useInfiniteQuery({
    queryKey,
    queryFn: async ({ pageParam, signal }) => {
      const readAt = serverTime();
      const { data } = await listRenewals({
        query: { ...days, limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) },
        signal,
        throwOnError: true,
      });
      return { ...data, readAt };
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Rows move when the reader asks for updates, not before.
    refetchOnWindowFocus: false,
    staleTime: 60_000,
  });
  const [changed, setChanged] = useState<ReadonlyMap<string, number>>(new Map());
  useCaseEvents(({ type, caseId, at }) => {
    if (SEEN_HERE.has(type)) setChanged((known) => new Map(known).set(caseId, Date.parse(at)));
  });
  // The list includes what happened before it was read, however late the stream reports it.
  const readAt = query.data?.pages[0]?.readAt ?? 0;
  const changes = [...changed.values()].filter((at) => at > readAt).length;
  const renew = () => {
    setChanged(new Map());
    void queries.invalidateQueries({ queryKey });
  };
  const renewals: readonly Renewal[] = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return { query, renewals, changes, renew };
}
