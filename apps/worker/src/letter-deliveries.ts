import { setTimeout as pause } from 'node:timers/promises';
import {
  deliverMemberLetter,
  deliverNotice,
  type DeliveryPorts,
  type MemberDeliveryPorts,
  type TakenMemberLetter,
  type TakenNotice,
} from '@assent/application';
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
 * Delivers the letters of both queues, to provider offices and to members, while it runs, a few at
 * once, independent of the workflows. Any number of these may run, in any number of processes.
 */
export function startDeliveries(
  ports: DeliveryPorts & MemberDeliveryPorts,
  log: Logger,
): Deliveries {
  const stopping = new AbortController();
  const { signal } = stopping;
  const deliver = deliverNotice(ports);
  const deliverToMember = deliverMemberLetter(ports);
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

  async function handOverToMember(letter: TakenMemberLetter): Promise<void> {
    const { caseId } = letter;
    try {
      const delivery = await deliverToMember(letter);
      if ('error' in delivery) {
        const sentence =
          delivery.outcome === 'refused'
            ? 'a letter to a member was not delivered; it will be retried'
            : 'a letter to a member was not delivered; it is to be printed';
        log.warn(sentence, { caseId, ...errorFields(delivery.error) });
      }
    } catch (error) {
      log.warn('a letter to a member could not be made or recorded; it will be retried', {
        caseId,
        ...errorFields(error),
      });
    }
  }

  function start(work: Promise<void>): void {
    const delivery = work.finally(() => underWay.delete(delivery));
    underWay.add(delivery);
  }

  /** Fills the free slots; returns the wait when nothing is due, in milliseconds. */
  async function fillSlots(): Promise<number> {
    const free = SLOTS - underWay.size;
    try {
      const now = await ports.clock.now();
      const notices = await ports.notices.take(now, free);
      for (const notice of notices) start(handOver(notice));
      const left = free - notices.length;
      const letters = left > 0 ? await ports.memberLetters.take(now, left) : [];
      for (const letter of letters) start(handOverToMember(letter));
      return letters.length === left ? 0 : WHEN_EMPTY;
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
