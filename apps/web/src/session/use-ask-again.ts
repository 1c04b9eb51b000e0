import { useEffect, useRef } from 'react';
import { useNewest } from '../ui/use-newest';
import { useIsSignedIn } from './use-is-signed-in';

/** In milliseconds. */
const BETWEEN_TRIES = 5_000;

/**
 * Finds out the result of a command without an answer, by sending it again under its key: at once,
 * and then every few seconds. While signed out, it waits.
 * @param lost what to find out now; null for nothing, or while asking
 */
export function useAskAgain<Lost>(lost: Lost | null, ask: (lost: Lost) => void): void {
  const newest = useNewest(ask);
  const isSignedIn = useIsSignedIn();
  const asked = useRef<Lost | null>(null);
  useEffect(() => {
    if (!isSignedIn) asked.current = null;
    if (lost === null || !isSignedIn) return undefined;
    const isFirst = asked.current !== lost;
    const timer = setTimeout(
      () => {
        asked.current = lost;
        newest.current(lost);
      },
      isFirst ? 0 : BETWEEN_TRIES,
    );
    return () => clearTimeout(timer);
  }, [lost, newest, isSignedIn]);
}
