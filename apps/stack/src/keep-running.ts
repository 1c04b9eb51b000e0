import { setTimeout as pause } from 'node:timers/promises';

/** A service that may end by itself. */
export interface Running {
  readonly exited: Promise<unknown>;
  stop(): Promise<void>;
}

export interface KeptRunning<Service extends Running> {
  /** The one that runs now, or ran last. */
  current(): Service;
  stop(): Promise<void>;
}

const QUICK_MS = 5_000;
const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 15_000;

/**
 * Starts a service and starts it again whenever it ends unasked, for as long as the stack runs: what
 * else runs goes on meanwhile. Each pause is twice as long as the one before, up to a quarter of a
 * minute; after a service that ran for a while pauses are short again.
 *
 * @param say hears of each end.
 * @throws what the first start throws.
 */
export async function keepRunning<Service extends Running>(
  name: string,
  start: () => Promise<Service>,
  say: (sentence: string) => void,
  { firstPauseMs = FIRST_PAUSE_MS }: { readonly firstPauseMs?: number } = {},
): Promise<KeptRunning<Service>> {
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  let service = await start();
  let starting: Promise<void> = Promise.resolve();

  const startAgain = async (): Promise<void> => {
    // A start that fails counts as one more end.
    service = await start().catch(() => service);
  };
  const keep = async (): Promise<void> => {
    let pauseMs = firstPauseMs;
    let began = performance.now();
    await service.exited;
    while (!isStopping()) {
      if (performance.now() - began >= QUICK_MS) pauseMs = firstPauseMs;
      say(`${name} ended unexpectedly; starting it again in ${seconds(pauseMs)}; see its log`);
      await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (isStopping()) return;
      pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS);
      began = performance.now();
      starting = startAgain();
      await starting;
      await service.exited;
    }
  };
  const kept = keep();

  return {
    current: () => service,
    stop: async () => {
      stopping.abort();
      await starting;
      await service.stop();
      await kept;
    },
  };
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1_000} s`;
}
