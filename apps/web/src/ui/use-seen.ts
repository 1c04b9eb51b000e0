import { useEffect, useState, type RefObject } from 'react';

/** As much of the screen's end as the foot of a form may cover. */
const COVERED = '80px';

/**
 * Whether an element has been on the screen since what stands before it did.
 * @param text what stands before it, asked about anew for another; undefined while it is still loading
 */
export function useSeen(element: RefObject<Element | null>, text: string | undefined): boolean {
  const [seen, setSeen] = useState<string | null>(null);
  const isSeen = text !== undefined && seen === text;
  useEffect(() => {
    if (text === undefined || isSeen || !element.current) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(text);
      },
      { rootMargin: `0px 0px -${COVERED}` },
    );
    watch.observe(element.current);
    return () => watch.disconnect();
  }, [element, text, isSeen]);
  return isSeen;
}
