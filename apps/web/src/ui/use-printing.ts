import { useSyncExternalStore } from 'react';

const print = typeof matchMedia === 'function' ? matchMedia('print') : null;

/** Whether the page is laid out for paper, which cannot scroll. */
export function usePrinting(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      print?.addEventListener('change', onChange);
      return () => print?.removeEventListener('change', onChange);
    },
    () => print?.matches ?? false,
  );
}
