import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseGone, PortTaken } from '@assent/local';

/** A service that may end by itself. */
export interface Running {
  readonly exited: Promise<unknown>;
  stop(): Promise<void>;
}

export interface KeptRunning {
  stop(): Promise<void>;
}

const QUICK_MS = 5_000;
const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 15_000;

/**
 * Restarts a service whenever it ends unasked, while the stack runs; everything else keeps running.
 * Each pause is twice as long as the one before, up to 15 seconds; after a service ran for a while,
 * pauses are short again.
 * @param first the running service.
 * @param say hears of each end, and why a restart fails: once per reason.
 */
export function keepRunning<Service extends Running>(
  name: string,
  first: Service,
  start: () => Promise<Service>,
  say: (sentence: string) => void,
  { firstPauseMs = FIRST_PAUSE_MS }: { readonly firstPauseMs?: number } = {},
): KeptRunning {
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  let service = first;
  /** Why it could not start; null if it did. */
  let blocker: string | null = null;
  let starting: Promise<void> = Promise.resolve();

  const startAgain = async (): Promise<void> => {
    try {
      service = await start();
      blocker = null;
    } catch (error) {
      const reason = sentence(name, error);
      if (reason !== blocker && !isStopping()) say(reason);
      blocker = reason;
    }
  };
  const keep = async (): Promise<void> => {
    let pauseMs = firstPauseMs;
    let began = performance.now();
    await service.exited;
    while (!isStopping()) {
      if (performance.now() - began >= QUICK_MS) pauseMs = firstPauseMs;
      if (blocker === null) {
        say(`${name} stopped unexpectedly; restarting it in ${seconds(pauseMs)}; see its log`);
      }
      await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (isStopping()) return;
      pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS);
      began = performance.now();
      starting = startAgain();
      await starting;
      // After a failed start it is the one that ended.
      await service.exited;
    }
  };
  const kept = keep();

  return {
    stop: async () => {
      stopping.abort();
      await starting;
      await service.stop();
      await kept;
    },
  };
}

function sentence(name: string, error: unknown): string {
  if (error instanceof DatabaseGone) return error.message;
  if (!(error instanceof PortTaken)) return `${name} cannot be started; retrying; see its log`;
  return `${error.message}; stop that program, or start Assent again to use another port`;
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1_000} s`;
}
