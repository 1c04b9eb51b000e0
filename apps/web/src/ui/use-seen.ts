import { useEffect, useState, type RefObject } from 'react';

/** How much of the screen's end a form's foot may hide. */
const COVERED = '80px';

/**
 * Whether an element has been on the screen since the content before it was.
 * @param text the content before it; new content starts over; undefined while loading
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
