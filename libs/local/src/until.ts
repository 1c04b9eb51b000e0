import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again until the answer is yes.
 *
 * @returns false when `timeoutMs` milliseconds passed without a yes.
 */
export async function until(
  holds: () => boolean | Promise<boolean>,
  { timeoutMs, everyMs = 25 }: { timeoutMs: number; everyMs?: number },
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > deadline) return false;
    await pause(everyMs);
  }
  return true;
}

/**
 * Waits until a process serves.
 *
 * @param exited settles when the process is gone.
 * @returns false when it ended, or `timeoutMs` milliseconds passed, before it did.
 */
export async function untilServing(
  exited: Promise<unknown>,
  serves: () => Promise<boolean>,
  options: { timeoutMs: number },
): Promise<boolean> {
  const ended = new AbortController();
  void exited.then(() => {
    ended.abort();
  });
  const settled = await until(async () => ended.signal.aborted || (await serves()), options);
  return settled && !ended.signal.aborted;
}
