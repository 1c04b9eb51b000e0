import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

/** The last rendered value, for later code: a timer, a listener, a stable callback. */
export function useNewest<Value>(value: Value): RefObject<Value> {
  const newest = useRef(value);
  useEffect(() => {
    newest.current = value;
  });
  return newest;
}

/** A stable callback that does what the newest one does, for what is not rendered each time. */
export function useSteady<Given extends unknown[]>(
  callback: (...given: Given) => void,
): (...given: Given) => void {
  const newest = useNewest(callback);
  return useCallback((...given: Given) => newest.current(...given), [newest]);
}

/**
 * State that changes from its newest value: of two changes in one event, such as a field that
 * settles on leaving and the press that left it, neither undoes the other.
 * @returns the value, and a way to change it that returns the result
 */
export function useChanging<Value>(
  first: Value | (() => Value),
): readonly [Value, (change: (newest: Value) => Value) => Value] {
  const [value, setValue] = useState(first);
  const newest = useRef(value);
  const change = useCallback((from: (newest: Value) => Value) => {
    newest.current = from(newest.current);
    setValue(newest.current);
    return newest.current;
  }, []);
  return [value, change];
}
