import { useSyncExternalStore } from 'react';

/*
 * The time that the server lives in: in the sandbox it runs ahead of this machine's, and the clocks
 * of machines differ anyway.
 */
let ahead = 0;
let shown = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** How often remaining times are worked out anew, in milliseconds. */
const EVERY = 15_000;

/** Takes over the server's time, as an answer that just came tells it. */
export function setServerTime(now: string): void {
  ahead = Date.parse(now) - Date.now();
  tick();
}

/** The server's time, as milliseconds since the epoch. */
export function serverTime(): number {
  return Date.now() + ahead;
}

/** The server's time; the component is rendered again as it goes on. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => shown);
}

function tick(): void {
  shown = serverTime();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, EVERY);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
