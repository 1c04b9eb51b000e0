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
 * the person takes it over.
 */
export function useHeldStill(newest: Case): {
  readonly shown: Case;
  readonly newer: Case | null;
  /** Called with whether anything is typed. */
  readonly hold: (isTyping: boolean) => void;
  /** Shows a later state: the newest one, or what a command of this person made of it. */
  readonly takeOver: (later: Case) => void;
} {
  const [held, setHeld] = useState<Case | null>(null);
  const hasChanged = held !== null && held.version !== newest.version;
  return {
    // What has no version of its own, such as what holds the case up, is shown as it is now.
    shown: hasChanged ? held : newest,
    // What this person did may be shown before it is read again.
    newer: hasChanged && newest.version > held.version ? newest : null,
    hold: (isTyping) => setHeld((still) => (isTyping ? (still ?? newest) : null)),
    takeOver: (later) => setHeld((still) => (still === null ? null : later)),
  };
}
