import { useEffect, useState } from 'react';

/** In milliseconds: an earlier press belongs to the gesture that opened the check. */
const SHORTEST_LOOK_MS = 1_000;

/**
 * Whether a check may be confirmed, because its content has been on the screen long enough to be
 * seen. Every check uses this, and ignores keys and clicks before.
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
