import { useEffect, useState, type RefObject } from 'react';

/** As much of the screen's end as the foot of a form may cover. */
const COVERED = '80px';

/**
 * Whether an element has been on the screen since it was first watched.
 * @param isWatched false while what stands before it is still loading
 */
export function useSeen(element: RefObject<Element | null>, isWatched: boolean): boolean {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (!isWatched || isSeen || !element.current) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { rootMargin: `0px 0px -${COVERED}` },
    );
    watch.observe(element.current);
    return () => watch.disconnect();
  }, [element, isWatched, isSeen]);
  return isSeen;
}
