import { setTimeout as pause } from 'node:timers/promises';
import { deliverNotice, type DeliveryPorts, type TakenNotice } from '@assent/application';
import { errorFields, type Logger } from '@assent/platform';

/** How many letters are sent at the same time. */
const SLOTS = 8;

/** In milliseconds. */
const WHEN_EMPTY = 150;
const AFTER_FAILURE = 1_000;

export interface Deliveries {
  /** Takes no more letters; resolves when those in progress are handed over or refused. */
  stop(): Promise<void>;
}

/**
 * Delivers the notices of the queue while it runs, a few at once, independent of the workflows. Any
 * number of these may run, in any number of processes.
 */
export function startDeliveries(ports: DeliveryPorts, log: Logger): Deliveries {
  const stopping = new AbortController();
  const { signal } = stopping;
  const deliver = deliverNotice(ports);
  const underWay = new Set<Promise<void>>();

  async function handOver(notice: TakenNotice): Promise<void> {
    const { caseId } = notice;
    try {
      const delivery = await deliver(notice);
      if ('error' in delivery) {
        const sentence =
          delivery.outcome === 'refused'
            ? 'a letter was not delivered; it will be retried'
            : 'a letter was not delivered and will not be retried automatically';
        log.warn(sentence, { caseId, ...errorFields(delivery.error) });
      }
    } catch (error) {
      log.warn('the delivery of a letter could not be recorded; it will be retried', {
        caseId,
        ...errorFields(error),
      });
    }
  }

  /** Fills the free slots; returns the wait when nothing is due, in milliseconds. */
  async function fillSlots(): Promise<number> {
    const free = SLOTS - underWay.size;
    try {
      const taken = await ports.notices.take(await ports.clock.now(), free);
      for (const notice of taken) {
        const delivery = handOver(notice).finally(() => underWay.delete(delivery));
        underWay.add(delivery);
      }
      return taken.length === free ? 0 : WHEN_EMPTY;
    } catch (error) {
      log.warn('the letters that are due cannot be read; this will be retried', errorFields(error));
      return AFTER_FAILURE;
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const wait = await fillSlots();
      if (underWay.size === SLOTS) await Promise.race(underWay);
      else if (wait > 0) await pause(wait, undefined, { signal }).catch(() => undefined);
    }
    await Promise.all(underWay);
  }

  const running = run();
  return {
    stop() {
      stopping.abort();
      return running;
    },
  };
}
