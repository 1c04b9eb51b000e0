import { useSyncExternalStore } from 'react';

/*
 * The server's time: in the sandbox it runs ahead of this machine's, and machine clocks differ
 * anyway.
 */
let ahead = 0;
let shown = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** How often remaining times are updated, in milliseconds. */
const EVERY = 15_000;

/** Takes over the server's time from an answer that just came. */
export function setServerTime(now: string): void {
  ahead = Date.parse(now) - Date.now();
  tick();
}

/** The server's time, as milliseconds since the epoch. */
export function serverTime(): number {
  return Date.now() + ahead;
}

/** The server's time; rerenders the component as time passes. */
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
