import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let reachable = true;

function tell(): void {
  for (const listener of listeners) listener();
}

/** Whether the last call was answered. */
export const reachability = {
  current: (): boolean => reachable && navigator.onLine,
  set: (next: boolean): void => {
    if (next === reachable) return;
    reachable = next;
    tell();
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    window.addEventListener('online', listener);
    window.addEventListener('offline', listener);
    return () => {
      listeners.delete(listener);
      window.removeEventListener('online', listener);
      window.removeEventListener('offline', listener);
    };
  },
};

/** Whether the server answers, as far as this page knows. */
export function useIsReachable(): boolean {
  return useSyncExternalStore(reachability.subscribe, reachability.current);
}
