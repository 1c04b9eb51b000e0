import { useLayoutEffect, type RefObject } from 'react';

/** When a box with a pressed button disappears, reading continues at the content. */
export function useHandOn(box: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const shown = box.current;
    return () => {
      if (shown?.contains(document.activeElement) !== true) return;
      queueMicrotask(() => document.getElementById('main')?.focus({ preventScroll: true }));
    };
  }, [box]);
}
