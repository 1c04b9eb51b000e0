import { setTimeout as pause } from 'node:timers/promises';

/** In real time. */
const TIMEOUT_MS = 10_000;
const PAUSE_MS = 150;

/** Asks until the answer is yes; false if it is not within ten seconds. */
export async function soon(holds: () => Promise<boolean>): Promise<boolean> {
  const deadline = performance.now() + TIMEOUT_MS;
  while (!(await holds())) {
    if (performance.now() > deadline) return false;
    await pause(PAUSE_MS);
  }
  return true;
}
