import type { Members } from '@assent/vocabulary';
import { useEffect, useState } from 'react';
import { keep, kept } from '../../shared/kept';
import { asSent } from './request';
import { submissionKey } from './submission-key';

const nameOf = (draftId: string) => `assent.unanswered.${draftId}`;

/** Remembers in this browser the key of a submitted draft, until the answer comes. */
export function keepUnanswered(draftId: string, key: string): void {
  keep(nameOf(draftId), key);
}

export function forgetUnanswered(draftId: string): void {
  keep(nameOf(draftId), null);
}

/** Whether a request was submitted from its draft before the page was loaded, without an answer. */
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
