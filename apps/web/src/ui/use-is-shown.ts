import { useEffect, useRef, type RefObject } from 'react';

/** Whether the component is still shown, for late results. */
export function useIsShown(): RefObject<boolean> {
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  return isShown;
}
