import { useRef } from 'react';

/**
 * Ignores a press while the one before it is under way, also before the button could say so. What
 * fails tells it elsewhere.
 */
export function useOneAtATime(): (deed: () => Promise<unknown>) => void {
  const isUnderWay = useRef(false);
  return (deed) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    const over = () => {
      isUnderWay.current = false;
    };
    deed().then(over, over);
  };
}
