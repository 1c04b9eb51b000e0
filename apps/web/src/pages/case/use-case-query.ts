import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Case } from '../../client';
import {
  listDocumentsQueryKey,
  listNoticesQueryKey,
  showTimelineQueryKey,
  viewCaseOptions,
  viewCaseQueryKey,
} from '../../client/@tanstack/react-query.gen';
import { isSame } from '../../facts/same';
import { useCaseEvents } from '../../live/live';

/** The case, asked for anew whenever something happens to it. */
export function useCaseQuery(caseId: string) {
  const queries = useQueryClient();
  const path = { id: caseId };
  useCaseEvents(() => {
    for (const queryKey of [
      viewCaseQueryKey({ path }),
      showTimelineQueryKey({ path }),
      listNoticesQueryKey({ path }),
      listDocumentsQueryKey({ path }),
    ]) {
      void queries.invalidateQueries({ queryKey });
    }
  }, caseId);
  return useQuery({ ...viewCaseOptions({ path }), retry: false });
}

/**
 * Holds the case still while something is typed about it: what changes meanwhile is `newer` until
 * the person takes it over, also once nothing is typed any more. What this person did is shown with what
 * is typed only where nothing of others came with it, since a command names the version that is shown.
 */
export function useHeldStill(newest: Case): {
  readonly shown: Case;
  readonly newer: Case | null;
  /** Called with whether anything is typed. */
  readonly hold: (isTyping: boolean) => void;
  /** The person saw what changed. */
  readonly takeOver: (isTyping: boolean) => void;
  /** What a command of this person made of the case, and whether anything else is still typed. */
  readonly commanded: (after: Case, isTyping: boolean) => void;
  /** The case after this person changed who has it, or when it comes back. */
  readonly worked: (after: Case) => void;
} {
  const [held, setHeld] = useState<Case | null>(null);
  const hasChanged = held !== null && held.version !== newest.version;
  // What this person did may be shown before it is read again.
  const isNewer = hasChanged && newest.version > held.version;
  return {
    // What has no version of its own, such as what holds the case up, is shown as it is now.
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
 * Whether nothing but who has the case, and when it comes back, changed: a step for which there was
 * nothing to do is answered with what others did.
 */
function isOnlyWork(before: Case, after: Case): boolean {
  const { version, assignee, snoozed, stuck } = before;
  return isSame({ ...after, version, assignee, snoozed, stuck }, before);
}
