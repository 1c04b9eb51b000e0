import { setTimeout as pause } from 'node:timers/promises';
import type { DeliverMessage, Outbox } from '@assent/application';
import { errorFields, type Logger } from '@assent/platform';

/** Messages in flight at once in one batch, and batches at once while there is a queue. */
const BATCH = 25;
const BATCHES_AT_ONCE = 3;

/** In milliseconds. */
const WHEN_EMPTY = 150;
const AFTER_FAILURE = 1_000;
const MAX_WAIT = 10_000;

export interface Relay {
  /** Stops it; settles when messages in flight have arrived. */
  stop(): Promise<void>;
}

/**
 * Carries messages from the outbox to their workflows while it runs: several batches at once while
 * there is a queue, else polling now and then. Any number of relays may run.
 */
export function startRelay(outbox: Outbox, deliver: DeliverMessage, log: Logger): Relay {
  const stopping = new AbortController();

  async function delivering(message: Parameters<DeliverMessage>[0]): Promise<void> {
    try {
      await deliver(message);
    } catch (error) {
      log.warn('a message did not reach its workflow; it will be retried', errorFields(error));
      throw error;
    }
  }

  let failures = 0;

  /** Longer each time, until a delivery succeeds. */
  function waitAfterFailure(): number {
    failures += 1;
    return Math.min(AFTER_FAILURE * 2 ** (failures - 1), MAX_WAIT);
  }

  /** How long to wait before the next batch, in milliseconds. */
  async function relayBatch(): Promise<number> {
    try {
      const { delivered, failed } = await outbox.relayBatch(BATCH, delivering);
      if (failed > 0 && delivered === 0) return waitAfterFailure();
      failures = 0;
      return delivered === BATCH ? 0 : WHEN_EMPTY;
    } catch (error) {
      log.warn('the outbox cannot be read; this will be retried', errorFields(error));
      return waitAfterFailure();
    }
  }

  async function relayQueue(): Promise<void> {
    while (!stopping.signal.aborted && (await relayBatch()) === 0);
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const wait = await relayBatch();
      if (wait === 0) await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, relayQueue));
      else await pause(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const running = run();
  return {
    stop() {
      stopping.abort();
      return running;
    },
  };
}
