import { useMutation, useQueryClient } from '@tanstack/react-query';
import { openCase, type Case, type CoverageRequest } from '../../client';
import { DUPLICATES } from './duplicates';
import { submissionKey } from './submission-key';

/**
 * Opens the case of a draft. The same request keeps its key, however often it is sent, so that a
 * second press or a second try after a broken connection opens nothing twice.
 */
export function useOpenCase(draftId: string, onOpened: (opened: Case) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (request: CoverageRequest) => {
      const headers = { 'Idempotency-Key': await submissionKey(draftId, request) };
      const { data } = await openCase({ body: request, headers });
      return data;
    },
    onSuccess: onOpened,
    // Somebody may have opened the same meanwhile.
    onError: () => {
      void queries.invalidateQueries({ queryKey: [DUPLICATES] });
    },
  });
}
