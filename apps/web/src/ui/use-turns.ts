import { useCallback, useEffect, useRef } from 'react';

/**
 * Whether an answer is still wanted: until something else starts, or the component is gone.
 * @returns a function that starts, and returns whether that start still counts
 */
export function useTurns(): () => () => boolean {
  const turn = useRef(0);
  const begin = useCallback(() => {
    const own = (turn.current += 1);
    return () => turn.current === own;
  }, []);
  useEffect(() => () => void begin(), [begin]);
  return begin;
}
