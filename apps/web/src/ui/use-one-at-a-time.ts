import { useRef } from 'react';

/**
 * Ignores a press while the one before it runs, even before the button can show it. Failures are
 * reported elsewhere.
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
