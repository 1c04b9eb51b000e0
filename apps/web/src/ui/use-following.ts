import { useEffect, useEffectEvent, type RefObject } from 'react';

/** Keeps an open overlay at its field while the page moves, until the field is out of sight. */
export function useFollowing(
  isOpen: boolean,
  field: RefObject<HTMLElement | null>,
  close: () => void,
): void {
  const leave = useEffectEvent(close);
  useEffect(() => {
    if (!isOpen) return undefined;
    let place = placeOf(field.current);
    let frame = 0;
    const follow = () => {
      if (isOutOfSight(field.current)) leave();
      const now = placeOf(field.current);
      // React Aria repositions an overlay when the window's size changes.
      if (now !== place) window.dispatchEvent(new Event('resize'));
      place = now;
      frame = requestAnimationFrame(follow);
    };
    frame = requestAnimationFrame(follow);
    return () => cancelAnimationFrame(frame);
  }, [isOpen, field]);
}

function isOutOfSight(element: HTMLElement | null): boolean {
  const { top, bottom } = rectOf(element);
  return bottom < 0 || top > window.innerHeight;
}

/** Its position in the document, like an overlay's. */
function placeOf(element: HTMLElement | null): string {
  const { left, top } = rectOf(element);
  return `${Math.round(left + window.scrollX)} ${Math.round(top + window.scrollY)}`;
}

function rectOf(element: HTMLElement | null): DOMRect {
  return element?.getBoundingClientRect() ?? new DOMRect();
}
