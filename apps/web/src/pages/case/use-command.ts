import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Case } from '../../client';
import {
  countQueuesQueryKey,
  listDocumentsQueryKey,
  listLettersQueryKey,
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

/** A command as sent. */
export interface Sent {
  readonly command: Command;
  /** The input at that time. */
  readonly written: Written;
  /** The version that it was based on. */
  readonly version: number;
  readonly headers: SentHeaders;
  /** No one pressed for it: it asks for a lost result. */
  readonly isAgain: boolean;
}

interface CommandOptions {
  /** The case on the screen. */
  readonly shown: Pick<Case, 'id' | 'version'>;
  /** Its newest version known here. */
  readonly newestVersion: number;
  readonly written: Written;
  /**
   * Receives the case after the command, and whether an earlier answer to it was lost.
   * @returns whether its form stays open, with what was written since
   */
  readonly onSent: (after: Case, sent: Sent, wasLost: boolean) => boolean;
}

/**
 * Sends commands on a case from the version that the person sees. A command that failed on its way
 * keeps its key, so that sending it again does it once. If the case has changed since, it is sent
 * again unchanged: it may be this very change, and is refused if not. If several were lost, such as
 * after a correction, each is sent again.
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
      // Of those on one version, only one is taken.
      setLost((all) => all.filter((each) => each.version !== sent.version));
      const staysOpen = onSent(changed, sent, isLost(sent));
      setRecorded(staysOpen ? sent : null);
      const path = { id };
      queries.setQueryData(viewCaseQueryKey({ path }), changed);
      for (const queryKey of [
        viewCaseQueryKey({ path }),
        showTimelineQueryKey({ path }),
        listNoticesQueryKey({ path }),
        listLettersQueryKey({ path }),
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
      if (!isBehind(failure)) return;
      for (const queryKey of [
        viewCaseQueryKey({ path: { id } }),
        showTimelineQueryKey({ path: { id } }),
        listDocumentsQueryKey({ path: { id } }),
      ]) {
        void queries.invalidateQueries({ queryKey });
      }
    },
  });
  // A version that is not the newest takes no command: nothing can run twice.
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
    /** Whether it only asks for a lost result, which no one pressed for. */
    isAsking: isPending && variables.isAgain,
    /** Whether the result of a command is unknown. */
    isUnknown: lost.length > 0,
    /** What was recorded while its form has changed, which is not; null for nothing. */
    recorded: recorded && isLeft(written, recorded.command) ? recorded : null,
    /** Whether the change may be what this person sent. */
    isUnsettled: unsettled !== null,
  };
}

function isSameCommand(one: Sent, other: Sent): boolean {
  return one.headers['Idempotency-Key'] === other.headers['Idempotency-Key'];
}

/** What a command is refused with if this page does not show the newest information. */
const BEHIND = ['case-changed', 'unseen-information', 'letter-changed', 'documents-not-opened'];

function isBehind(error: unknown): boolean {
  return error instanceof Problem && BEHIND.includes(error.code);
}
