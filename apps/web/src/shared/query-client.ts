import { QueryClient } from '@tanstack/react-query';
import { isWorthRepeating } from './problem';

/** How often an unanswered query is retried while shown, in milliseconds. */
const WITHOUT_ANSWER = 5_000;

/** Answers are only in memory: no member data outlasts the page. */
export const queryClient = new QueryClient({
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
