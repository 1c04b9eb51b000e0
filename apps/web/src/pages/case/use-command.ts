import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Case } from '../../client';
import {
  countQueuesQueryKey,
  listNoticesQueryKey,
  showTimelineQueryKey,
  viewCaseQueryKey,
} from '../../client/@tanstack/react-query.gen';
import { madeFrom } from '../../session/api';
import { isWorthRepeating, Problem } from '../../session/problem';
import { useCommandKey } from '../../session/use-command-key';
import { sendCommand, type Command } from './commands';

/**
 * Sends commands on a case from the version that the person sees. A command that failed on its way
 * keeps its key, so that sending it again does it once.
 * @param onSent hears the case as it is after the command, and the command
 */
export function useCommand(
  { id, version }: Pick<Case, 'id' | 'version'>,
  onSent: (after: Case, sent: Command) => void,
) {
  const queries = useQueryClient();
  const { keyOf, forget } = useCommandKey();
  return useMutation({
    mutationFn: (command: Command) =>
      sendCommand(id, command, { ...madeFrom(version), ...keyOf(command) }),
    onSuccess: (changed, command) => {
      forget();
      onSent(changed, command);
      const path = { id };
      queries.setQueryData(viewCaseQueryKey({ path }), changed);
      for (const queryKey of [
        viewCaseQueryKey({ path }),
        showTimelineQueryKey({ path }),
        listNoticesQueryKey({ path }),
        countQueuesQueryKey(),
      ]) {
        void queries.invalidateQueries({ queryKey });
      }
    },
    onError: (error) => {
      if (!isWorthRepeating(error)) forget();
      if (!isChangedMeanwhile(error)) return;
      void queries.invalidateQueries({ queryKey: viewCaseQueryKey({ path: { id } }) });
      void queries.invalidateQueries({ queryKey: showTimelineQueryKey({ path: { id } }) });
    },
  });
}

/** Whether a command was refused because somebody else was first. */
export function isChangedMeanwhile(error: unknown): boolean {
  return error instanceof Problem && error.code === 'case-changed';
}
