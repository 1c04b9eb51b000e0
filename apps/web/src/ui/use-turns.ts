import { useCallback, useEffect, useRef } from 'react';

/**
 * Tells whether an answer is still waited for: until something else has begun, or the component is gone.
 * @returns a way to begin, which returns whether what was begun still counts
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
