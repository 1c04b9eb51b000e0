import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Case } from '../../client';
import {
  countQueuesQueryKey,
  listNoticesQueryKey,
  showTimelineQueryKey,
  viewCaseQueryKey,
} from '../../client/@tanstack/react-query.gen';
import { madeFrom } from '../../session/api';
import { isUnanswered, Problem } from '../../session/problem';
import { useAskAgain } from '../../session/use-ask-again';
import { useCommandKey } from '../../session/use-command-key';
import { sendCommand, type Command, type SentHeaders } from './commands';
import type { Written } from './drafts';

/** A command as it was sent. */
export interface Sent {
  readonly command: Command;
  /** What was written by then. */
  readonly written: Written;
  /** The version that it was made from. */
  readonly version: number;
  readonly headers: SentHeaders;
}

interface CommandOptions {
  /** The case as the person sees it. */
  readonly shown: Pick<Case, 'id' | 'version'>;
  /** Its newest version that is known here. */
  readonly newestVersion: number;
  readonly written: Written;
  /** Hears the case as it is after the command, and whether an earlier answer to it was lost. */
  readonly onSent: (after: Case, sent: Sent, wasLost: boolean) => void;
}

/**
 * Sends commands on a case from the version that the person sees. A command that failed on its way
 * keeps its key, so that sending it again does it once. Once the case has changed since, it is sent again
 * as it was: it may be this very change, and is refused where it is not.
 */
export function useCommand({
  shown: { id, version },
  newestVersion,
  written,
  onSent,
}: CommandOptions) {
  const queries = useQueryClient();
  const { keyOf, forget } = useCommandKey();
  const [lost, setLost] = useState<Sent | null>(null);
  const isLost = ({ headers }: Sent) =>
    lost?.headers['Idempotency-Key'] === headers['Idempotency-Key'];
  const { mutate, reset, isPending, error } = useMutation({
    mutationFn: ({ command, headers }: Sent) => sendCommand(id, command, headers),
    onSuccess: (changed, sent) => {
      forget();
      if (isLost(sent)) setLost(null);
      onSent(changed, sent, isLost(sent));
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
    onError: (failure, sent) => {
      if (isUnanswered(failure, isLost(sent))) setLost(sent);
      else {
        forget();
        if (isLost(sent)) setLost(null);
      }
      if (!isChangedMeanwhile(failure)) return;
      void queries.invalidateQueries({ queryKey: viewCaseQueryKey({ path: { id } }) });
      void queries.invalidateQueries({ queryKey: showTimelineQueryKey({ path: { id } }) });
    },
  });
  // A version that is no longer the newest takes no command: nothing can be done anew.
  const isUnsettled = lost !== null && newestVersion > lost.version;
  useAskAgain(isUnsettled && !isPending ? lost : null, mutate);
  return {
    mutate: (command: Command) =>
      mutate({ command, written, version, headers: { ...madeFrom(version), ...keyOf(command) } }),
    reset,
    error,
    isPending,
    /** Whether it is not known yet if what changed is what this person sent. */
    isUnsettled,
  };
}

/** Whether a command was refused because somebody else was first. */
export function isChangedMeanwhile(error: unknown): boolean {
  return error instanceof Problem && error.code === 'case-changed';
}
