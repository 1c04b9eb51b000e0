import { QueryClient } from '@tanstack/react-query';
import { isWorthRepeating } from './problem';

/** How often what had no answer is asked for anew while it is shown, in milliseconds. */
const WITHOUT_ANSWER = 5_000;

/** Answers live in memory alone: nothing of a member outlasts the page. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // The browser does not know whether our server answers; a call does.
      networkMode: 'always',
      refetchInterval: ({ state }) => (isWorthRepeating(state.error) ? WITHOUT_ANSWER : false),
      retry: (failures, error) => failures < 2 && isWorthRepeating(error),
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
