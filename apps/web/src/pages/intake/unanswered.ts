import type { Members } from '@assent/vocabulary';
import { useEffect, useState } from 'react';
import { keep, kept } from '../../shared/kept';
import { asSent } from './request';
import { submissionKey } from './submission-key';

const nameOf = (draftId: string) => `assent.unanswered.${draftId}`;

/** Keeps in this browser that a draft was submitted under a key, until the answer is there. */
export function keepUnanswered(draftId: string, key: string): void {
  keep(nameOf(draftId), key);
}

export function forgetUnanswered(draftId: string): void {
  keep(nameOf(draftId), null);
}

/**
 * Whether a request is the one that was submitted from its draft before the page was loaded, and had
 * no answer.
 */
export function useWasUnanswered(draftId: string, request: Members): boolean {
  const [key] = useState(() => kept(nameOf(draftId)));
  const [same, setSame] = useState<Members | null>(null);
  useEffect(() => {
    if (key === null) return undefined;
    let isOver = false;
    void submissionKey(draftId, asSent(request)).then((newest) => {
      if (!isOver && newest === key) setSame(request);
    });
    return () => {
      isOver = true;
    };
  }, [draftId, request, key]);
  return same === request;
}
