import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Case } from '../../client';
import {
  countQueuesQueryKey,
  listNoticesQueryKey,
  showTimelineQueryKey,
  viewCaseQueryKey,
} from '../../client/@tanstack/react-query.gen';
import { ifMatch } from '../../session/api';
import { useAskAgain } from '../../session/use-ask-again';
import { useCommandKey } from '../../session/use-command-key';
import { isUnanswered, Problem } from '../../shared/problem';
import { sendCommand, type Command, type SentHeaders } from './commands';
import { isLeft, type Written } from './drafts';

/** A command as it was sent. */
export interface Sent {
  readonly command: Command;
  /** What was written by then. */
  readonly written: Written;
  /** The version that it was made from. */
  readonly version: number;
  readonly headers: SentHeaders;
  /** Nobody pressed for it: it is asked what became of it. */
  readonly isAgain: boolean;
}

interface CommandOptions {
  /** The case as the person sees it. */
  readonly shown: Pick<Case, 'id' | 'version'>;
  /** Its newest version that is known here. */
  readonly newestVersion: number;
  readonly written: Written;
  /**
   * Hears the case as it is after the command, and whether an earlier answer to it was lost.
   * @returns whether its form stays open, with what was written in it since
   */
  readonly onSent: (after: Case, sent: Sent, wasLost: boolean) => boolean;
}

/**
 * Sends commands on a case from the version that the person sees. A command that failed on its way
 * keeps its key, so that sending it again does it once. Once the case has changed since, it is sent again
 * as it was: it may be this very change, and is refused where it is not. Of several that were lost, such
 * as one that was corrected, each is.
 */
export function useCommand({
  shown: { id, version },
  newestVersion,
  written,
  onSent,
}: CommandOptions) {
  const queries = useQueryClient();
  const { keyOf, forget } = useCommandKey();
  const [lost, setLost] = useState<readonly Sent[]>([]);
  const [recorded, setRecorded] = useState<Sent | null>(null);
  const isLost = (sent: Sent) => lost.some((each) => isSameCommand(each, sent));
  const { mutate, reset, isPending, error, variables } = useMutation({
    mutationFn: ({ command, headers }: Sent) => sendCommand(id, command, headers),
    onSuccess: (changed, sent) => {
      forget();
      // Of those from one version one alone is taken.
      setLost((all) => all.filter((each) => each.version !== sent.version));
      const staysOpen = onSent(changed, sent, isLost(sent));
      setRecorded(staysOpen ? sent : null);
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
      if (isUnanswered(failure, isLost(sent))) {
        setLost((all) => (all.some((each) => isSameCommand(each, sent)) ? all : [...all, sent]));
      } else {
        forget();
        setLost((all) => all.filter((each) => !isSameCommand(each, sent)));
      }
      if (!isChangedMeanwhile(failure)) return;
      void queries.invalidateQueries({ queryKey: viewCaseQueryKey({ path: { id } }) });
      void queries.invalidateQueries({ queryKey: showTimelineQueryKey({ path: { id } }) });
    },
  });
  // A version that is no longer the newest takes no command: nothing can be done anew.
  const unsettled = lost.find((each) => newestVersion > each.version) ?? null;
  useAskAgain(isPending ? null : unsettled, (sent) => mutate({ ...sent, isAgain: true }));
  return {
    mutate: (command: Command) => {
      setRecorded(null);
      const headers = { ...ifMatch(version), ...keyOf(command) };
      mutate({ command, written, version, headers, isAgain: false });
    },
    reset,
    error,
    isPending,
    /** Whether it is only asked what became of a command, which nobody pressed for. */
    isAsking: isPending && variables.isAgain,
    /** Whether it is not known yet what became of a command. */
    isUnknown: lost.length > 0,
    /** What was recorded while its form says something else by now, which is not; null for nothing. */
    recorded: recorded && isLeft(written, recorded.command) ? recorded : null,
    /** Whether it is not known yet if what changed is what this person sent. */
    isUnsettled: unsettled !== null,
  };
}

function isSameCommand(one: Sent, other: Sent): boolean {
  return one.headers['Idempotency-Key'] === other.headers['Idempotency-Key'];
}

/** Whether a command was refused because somebody else was first. */
export function isChangedMeanwhile(error: unknown): boolean {
  return error instanceof Problem && error.code === 'case-changed';
}
