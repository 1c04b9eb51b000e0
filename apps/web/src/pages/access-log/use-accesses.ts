import { useInfiniteQuery } from '@tanstack/react-query';
import { listAccesses, type Access } from '../../client';

const PAGE = 50;

/** Whose data, or by whom, and on which days. */
export interface AccessFilter {
  readonly member?: string;
  readonly person?: string;
  readonly from?: string;
  readonly to?: string;
}

/** The accesses of a filter, newest first; more pages on demand. None without a filter. */
export function useAccesses(filter: AccessFilter | null) {
  const query = useInfiniteQuery({
    queryKey: ['accesses', filter] as const,
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await listAccesses({
        query: { ...filter, limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) },
        signal,
      });
      return data;
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    enabled: filter !== null,
    // Looking again would be recorded again.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const accesses: readonly Access[] = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return { query, accesses };
}
