import { useEffect, useRef } from 'react';
import { useNewest } from '../ui/use-newest';
import { useIsSignedIn } from './use-is-signed-in';

/** In milliseconds. */
const BETWEEN_TRIES = 5_000;

/**
 * Asks what became of a command whose answer was lost, by sending it again under its key: at once, and
 * then every few seconds. While nobody is signed in it waits.
 * @param lost what is to be found out about now; null for nothing, or while it is being asked
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
