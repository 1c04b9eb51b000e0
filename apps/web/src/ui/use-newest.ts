import { useEffect, useRef, type RefObject } from 'react';

/** What was rendered last, for what runs later: a timer, a listener, a callback that stays the same. */
export function useNewest<Value>(value: Value): RefObject<Value> {
  const newest = useRef(value);
  useEffect(() => {
    newest.current = value;
  });
  return newest;
}
