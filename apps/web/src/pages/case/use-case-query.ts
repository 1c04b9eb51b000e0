import { useQuery, useQueryClient, type Query } from '@tanstack/react-query';
import { useState } from 'react';
import type { Case } from '../../client';
import {
  listAppealsQueryKey,
  listDocumentsQueryKey,
  listLettersQueryKey,
  listNoticesQueryKey,
  listPeerToPeerQueryKey,
  showChangesNeededQueryKey,
  showClocksQueryKey,
  showTimelineQueryKey,
  viewCaseOptions,
  viewCaseQueryKey,
} from '../../client/@tanstack/react-query.gen';
import { isSame } from '../../facts/same';
import { useCaseEvents } from '../../live/live';

/** The case, reloaded whenever something happens to it. */
export function useCaseQuery(caseId: string) {
  const queries = useQueryClient();
  const path = { id: caseId };
  useCaseEvents(() => {
    for (const queryKey of [
      viewCaseQueryKey({ path }),
      showTimelineQueryKey({ path }),
      showChangesNeededQueryKey({ path }),
      showClocksQueryKey({ path }),
      listNoticesQueryKey({ path }),
      listLettersQueryKey({ path }),
      listPeerToPeerQueryKey({ path }),
      listAppealsQueryKey({ query: { caseId } }),
      listDocumentsQueryKey({ path }),
    ]) {
      void queries.invalidateQueries({ queryKey });
    }
    void queries.invalidateQueries({ predicate: isOneAppeal });
  }, caseId);
  return useQuery({ ...viewCaseOptions({ path }), retry: false });
}

/** Findings on an appeal become stale with what comes in on its case. */
function isOneAppeal({ queryKey: [key] }: Pick<Query, 'queryKey'>): boolean {
  return (key as { readonly _id?: string } | undefined)?._id === 'viewAppeal';
}

/**
 * Holds the case still while a person types: changes meanwhile are `newer` until the person loads
 * them, even when nothing is typed any more. This person's own changes show beside what is typed
 * only if no one else's came with them, since a command names the shown version.
 */
export function useHeldStill(newest: Case): {
  readonly shown: Case;
  readonly newer: Case | null;
  /** Call with whether anything is typed. */
  readonly hold: (isTyping: boolean) => void;
  /** The person saw the changes. */
  readonly takeOver: (isTyping: boolean) => void;
  /** The case after this person's command, and whether anything else is still typed. */
  readonly commanded: (after: Case, isTyping: boolean) => void;
  /** The case after this person changed its assignee or snooze. */
  readonly worked: (after: Case) => void;
} {
  const [held, setHeld] = useState<Case | null>(null);
  const hasChanged = held !== null && held.version !== newest.version;
  // This person's change may show before it is read again.
  const isNewer = hasChanged && newest.version > held.version;
  return {
    // What has no version of its own, such as blockers, always shows its current state.
    shown: hasChanged ? held : newest,
    newer: isNewer ? newest : null,
    hold: (isTyping) => setHeld((still) => (isTyping || isNewer ? (still ?? newest) : null)),
    takeOver: (isTyping) => setHeld(isTyping ? newest : null),
    commanded: (after, isTyping) =>
      setHeld((still) => (still && isTyping ? (isNext(still, after) ? after : still) : null)),
    worked: (after) =>
      setHeld((still) => {
        const before = still?.version === newest.version ? newest : still;
        return before && isNext(before, after) && isOnlyWork(before, after) ? after : still;
      }),
  };
}

const isNext = (before: Case, after: Case) => after.version === before.version + 1;

/**
 * Whether only the assignee, the snooze, a hand-up or opinions changed: if there was nothing to do, the answer contains
 * what others did.
 */
function isOnlyWork(before: Case, after: Case): boolean {
  const { version, assignee, snoozed, stuck, handedUp, opinions } = before;
  return isSame({ ...after, version, assignee, snoozed, stuck, handedUp, opinions }, before);
}
