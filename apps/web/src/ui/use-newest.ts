import { useCallback, useEffect, useRef, type RefObject } from 'react';

/** What was rendered last, for what runs later: a timer, a listener, a callback that stays the same. */
export function useNewest<Value>(value: Value): RefObject<Value> {
  const newest = useRef(value);
  useEffect(() => {
    newest.current = value;
  });
  return newest;
}

/** A callback that stays the same and does what the newest one does, for what is not rendered each time. */
export function useSteady<Given extends unknown[]>(
  callback: (...given: Given) => void,
): (...given: Given) => void {
  const newest = useNewest(callback);
  return useCallback((...given: Given) => newest.current(...given), [newest]);
}
