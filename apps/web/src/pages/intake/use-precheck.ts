import { useEffect, useState } from 'react';
import { precheck, type CoverageRequest, type Determination } from '../../client';
import { useIsReachable } from '../../session/reachability';
import { Problem, type Fault } from '../../shared/problem';

/** Long enough not to ask at every letter, short enough to seem instant; in milliseconds. */
const PAUSE = 250;

/** Half a sentence may change the verdict and hide questions, so text waits longer. */
const PAUSE_IN_TEXT = 1_500;

export interface Precheck {
  /** Of the last request that could be evaluated; null if none could. */
  readonly determination: Determination | null;
  /** Faults in the current request. */
  readonly faults: readonly Fault[];
  /** Why it could not be checked at all. */
  readonly problem: Problem | null;
  readonly isChecking: boolean;
  /** Retries after a failed check. */
  readonly retry: () => void;
}

interface Answer extends Omit<Precheck, 'isChecking' | 'retry'> {
  readonly to: string | null;
}

const NONE: Answer = { to: null, determination: null, faults: [], problem: null };

/** Evaluates the request whenever it has changed; the last one wins. */
export function usePrecheck(
  request: CoverageRequest | null,
  onDetermination: (determination: Determination) => void,
): Precheck {
  const [answer, setAnswer] = useState(NONE);
  const [turn, setTurn] = useState(0);
  const isReachable = useIsReachable();
  const body = request === null ? null : JSON.stringify(request);
  useEffect(() => {
    if (request === null) return;
    const over = new AbortController();
    const check = async () => {
      try {
        const { data } = await precheck({ body: request, signal: over.signal });
        onDetermination(data);
        setAnswer({ to: body, determination: data, faults: [], problem: null });
      } catch (error) {
        if (over.signal.aborted) return;
        const faults = error instanceof Problem ? error.faults : [];
        const problem = error instanceof Problem && faults.length === 0 ? error : null;
        setAnswer(({ determination }) => ({ to: body, determination, faults, problem }));
      }
    };
    const { activeElement } = document;
    const isInText = activeElement instanceof HTMLTextAreaElement;
    const timer = setTimeout(() => void check(), isInText ? PAUSE_IN_TEXT : PAUSE);
    const finish = () => {
      clearTimeout(timer);
      void check();
    };
    if (isInText)
      activeElement.addEventListener('blur', finish, { signal: over.signal, once: true });
    return () => {
      clearTimeout(timer);
      over.abort();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the text stands for the request
  }, [body, isReachable, turn]);
  const retry = () => {
    setAnswer((last) => ({ ...last, to: null }));
    setTurn(turn + 1);
  };
  return { ...answer, isChecking: body !== null && answer.to !== body, retry };
}
