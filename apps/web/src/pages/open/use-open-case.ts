import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { openCase, type Case, type CoverageRequest } from '../../client';
import { commandKey } from '../../session/api';
import { DUPLICATES } from './duplicates';

/**
 * Opens the case. The same request keeps its key, however often it is sent, so that a second press
 * or a second try after a broken connection opens nothing twice.
 */
export function useOpenCase(onOpened: (opened: Case) => void) {
  const queries = useQueryClient();
  const command = useRef<{
    readonly text: string;
    readonly headers: ReturnType<typeof commandKey>;
  }>(null);
  return useMutation({
    mutationFn: async (request: CoverageRequest) => {
      const text = JSON.stringify(request);
      if (command.current?.text !== text) command.current = { text, headers: commandKey() };
      const { data } = await openCase({ body: request, headers: command.current.headers });
      return data;
    },
    onSuccess: onOpened,
    // Somebody may have opened the same meanwhile.
    onError: () => {
      void queries.invalidateQueries({ queryKey: [DUPLICATES] });
    },
  });
}
