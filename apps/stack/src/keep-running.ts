import { setTimeout as pause } from 'node:timers/promises';

/** A service that may end by itself. */
export interface Running {
  readonly exited: Promise<unknown>;
  stop(): Promise<void>;
}

export interface KeptRunning<Service extends Running> {
  /** The one that runs now, or ran last. */
  current(): Service;
  /** Settles when the service was given up, with what to tell people. */
  readonly givenUp: Promise<string>;
  stop(): Promise<void>;
}

const QUICK_DEATHS = 8;
const QUICK_MS = 5_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Starts a service and starts it again whenever it ends unasked, each time after a
 * longer pause; one that ran for a while begins with a short pause again. After eight
 * quick ends in a row it is given up.
 *
 * @throws what the first start throws.
 */
export async function keepRunning<Service extends Running>(
  name: string,
  start: () => Promise<Service>,
  say: (sentence: string) => void,
): Promise<KeptRunning<Service>> {
  const stopping = new AbortController();
  let service = await start();
  let restart: Promise<void> = Promise.resolve();

  const givenUp = new Promise<string>((giveUp) => {
    let quickDeaths = 0;
    const watch = async (): Promise<void> => {
      const began = performance.now();
      await service.exited;
      if (stopping.signal.aborted) return;
      quickDeaths = performance.now() - began < QUICK_MS ? quickDeaths + 1 : 1;
      restart = startAgain();
      await restart;
    };
    const startAgain = async (): Promise<void> => {
      if (quickDeaths > QUICK_DEATHS) {
        giveUp(`${name} ended again and again; see its log`);
        return;
      }
      say(`${name} ended unexpectedly; starting it again`);
      const wait = Math.min(FIRST_PAUSE_MS * 2 ** (quickDeaths - 1), LONGEST_PAUSE_MS);
      await pause(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      try {
        service = await start();
        void watch();
      } catch {
        quickDeaths += 1;
        await startAgain();
      }
    };
    void watch();
  });

  return {
    current: () => service,
    givenUp,
    stop: async () => {
      stopping.abort();
      await restart;
      await service.stop();
    },
  };
}
