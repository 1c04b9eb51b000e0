import { setTimeout as pause } from 'node:timers/promises';

/** In milliseconds of real time. */
const LONGEST = 10_000;
const BETWEEN = 150;

/** Asks again until the answer is yes; false when it never was within ten seconds. */
export async function soon(holds: () => Promise<boolean>): Promise<boolean> {
  const deadline = performance.now() + LONGEST;
  while (!(await holds())) {
    if (performance.now() > deadline) return false;
    await pause(BETWEEN);
  }
  return true;
}
