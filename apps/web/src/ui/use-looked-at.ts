import { useEffect, useState } from 'react';

/** In milliseconds: a press that comes sooner belongs to the gesture that led to the check. */
const SHORTEST_LOOK_MS = 1_000;

/**
 * Whether a check may be confirmed, since what it shows has been on the screen for long enough to be
 * seen. Every check asks this, and takes no key and no click before.
 * @param isShown whether all of it is on the screen
 */
export function useLookedAt(isShown: boolean): boolean {
  const [isLookedAt, setLookedAt] = useState(false);
  useEffect(() => {
    if (!isShown) return undefined;
    const timer = setTimeout(() => setLookedAt(true), SHORTEST_LOOK_MS);
    return () => {
      clearTimeout(timer);
      setLookedAt(false);
    };
  }, [isShown]);
  return isShown && isLookedAt;
}
