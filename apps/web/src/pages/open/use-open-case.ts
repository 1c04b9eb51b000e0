import { useMutation, useQueryClient } from '@tanstack/react-query';
import { openCase, type Case, type CoverageRequest } from '../../client';
import { useCommandKey } from '../../session/use-command-key';
import { DUPLICATES } from './duplicates';

/**
 * Opens the case. The same request keeps its key, however often it is sent, so that a second press
 * or a second try after a broken connection opens nothing twice.
 */
export function useOpenCase(onOpened: (opened: Case) => void) {
  const queries = useQueryClient();
  const { keyOf } = useCommandKey();
  return useMutation({
    mutationFn: async (request: CoverageRequest) => {
      const { data } = await openCase({ body: request, headers: keyOf(request) });
      return data;
    },
    onSuccess: onOpened,
    // Somebody may have opened the same meanwhile.
    onError: () => {
      void queries.invalidateQueries({ queryKey: [DUPLICATES] });
    },
  });
}
