import type { Members } from '@assent/vocabulary';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { openCase, type Case, type CoverageRequest } from '../../client';
import { useAskAgain } from '../../session/use-ask-again';
import { isUnanswered, Problem, type Fault } from '../../shared/problem';
import { DUPLICATES } from './duplicates';
import { submissionKey } from './submission-key';
import { forgetUnanswered, keepUnanswered, useWasUnanswered } from './unanswered';

/** A request as sent. */
interface Sent {
  readonly draftId: string;
  readonly body: CoverageRequest;
}

interface OpeningOptions {
  readonly draftId: string;
  /** As written now. */
  readonly request: Members;
  readonly onOpened: (opened: Case) => void;
  /** Not called once the form is gone: whoever left stays away. */
  readonly onRefused: (faults: readonly Fault[]) => void;
}

/**
 * Opens the case of a draft. The same request keeps its key, however often it is sent, so that a
 * second press or a retry after a broken connection opens nothing twice. If the answer was lost, it
 * is sent again until the result is known.
 */
export function useOpenCase({ draftId, request, onOpened, onRefused }: OpeningOptions) {
  const queries = useQueryClient();
  const wasUnanswered = useWasUnanswered(draftId, request);
  const [isAnswered, setAnswered] = useState(false);
  const wasLost = wasUnanswered && !isAnswered;
  const [lost, setLost] = useState<Sent | null>(null);
  const [lastFailure, setLastFailure] = useState<unknown>(null);
  // Once open, nothing is sent again, even before the page has moved to the case.
  const isTaken = useRef(false);
  const { mutate, error, isPending, isSuccess, submittedAt } = useMutation({
    mutationFn: async (sent: Sent) => {
      const key = await submissionKey(sent.draftId, sent.body);
      keepUnanswered(sent.draftId, key);
      const { data } = await openCase({ body: sent.body, headers: { 'Idempotency-Key': key } });
      return data;
    },
    onSuccess: (opened, sent) => {
      forgetUnanswered(sent.draftId);
      onOpened(opened);
    },
    onError: (failure, sent) => {
      setLastFailure(failure);
      if (isUnanswered(failure, sent === lost || wasLost)) {
        setLost(sent);
        return;
      }
      setLost(null);
      setAnswered(true);
      forgetUnanswered(sent.draftId);
      // Others may have opened the same meanwhile.
      void queries.invalidateQueries({ queryKey: [DUPLICATES] });
    },
  });
  const send = (sent: Sent) => {
    if (isTaken.current) return;
    isTaken.current = true;
    mutate(sent, {
      onError: (failure) => {
        isTaken.current = false;
        if (failure instanceof Problem && failure.faults.length > 0) onRefused(failure.faults);
      },
    });
  };
  const isUnderWay = isPending || isSuccess;
  useAskAgain(isUnderWay ? null : lost, send);
  const isUnsettled = lost !== null;
  return {
    send: (body: CoverageRequest) => send(lost ?? { draftId, body }),
    // Kept during a retry, so that its words stay and its button keeps the focus.
    error: isUnsettled && !isSuccess ? lastFailure : error,
    isPending,
    /** Whether it is being sent, or is a case by now. */
    isUnderWay,
    submittedAt,
    /** Whether it was sent and the result is unknown. */
    isUnsettled,
    /** Whether it was sent without an answer, from here or before the page was loaded. */
    wasSent: isUnsettled || wasLost,
  };
}
