import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks repeatedly until the answer is yes.
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
 * @param exited settles when the process is gone.
 * @param serves asks it; the wait does not extend for an open answer, whose signal then aborts.
 * @param options.signal cancels the wait.
 * @returns false when it ended, the wait was canceled, or `timeoutMs` milliseconds passed first.
 */
export async function untilServing(
  exited: Promise<unknown>,
  serves: (over: AbortSignal) => Promise<boolean>,
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<boolean> {
  const over = new AbortController();
  const giveUp = (): void => over.abort();
  const givenUp = new Promise<false>((resolve) => {
    over.signal.addEventListener('abort', () => resolve(false), { once: true });
  });
  void exited.then(giveUp);
  signal?.addEventListener('abort', giveUp, { once: true });
  if (signal?.aborted) giveUp();
  try {
    const isOver = (): boolean => over.signal.aborted;
    const serving = until(async () => isOver() || (await serves(over.signal)), { timeoutMs });
    return (await Promise.race([serving, givenUp])) && !isOver();
  } finally {
    signal?.removeEventListener('abort', giveUp);
    giveUp();
  }
}
