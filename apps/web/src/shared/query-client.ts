import {
  QueryClient,
  type InvalidateOptions,
  type InvalidateQueryFilters,
  type QueryKey,
} from '@tanstack/react-query';
import { isWorthRepeating } from './problem';

/** How often an unanswered query is retried while shown, in milliseconds. */
const WITHOUT_ANSWER = 5_000;

/**
 * What is read for the first time is read again, too, once a change made it out of date: its answer
 * may be from before the change. The library does so only for what was read before. Where everything
 * is read again to find out whether the server answers, a first answer may take as long as it takes.
 */
class FreshQueryClient extends QueryClient {
  override invalidateQueries<Key extends QueryKey = QueryKey>(
    filters?: InvalidateQueryFilters<Key>,
    options?: InvalidateOptions,
  ): Promise<void> {
    const concerned = filters?.queryKey === undefined ? [] : this.getQueryCache().findAll(filters);
    for (const query of concerned) {
      const { data, fetchStatus } = query.state;
      if (query.isActive() && fetchStatus === 'fetching' && data === undefined)
        void query.cancel({ silent: true });
    }
    return super.invalidateQueries(filters, options);
  }
}

/** Answers are only in memory: no member data outlasts the page. */
export const queryClient = new FreshQueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // Only a call shows whether our server answers; the browser cannot.
      networkMode: 'always',
      refetchInterval: ({ state }) => (isWorthRepeating(state.error) ? WITHOUT_ANSWER : false),
      retry: (failures, error) => failures < 2 && isWorthRepeating(error),
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
