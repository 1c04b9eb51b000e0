import { isCancellation, proxyActivities } from '@temporalio/workflow';
import { failureType, perform } from './performing';
import { RECORD_UNAVAILABLE, type DeliverySteps, type NoticeScope } from './steps';

/** Nine attempts within about eighteen hours. */
const deliveryActivities = proxyActivities<DeliverySteps>({
  startToCloseTimeout: '1 minute',
  retry: {
    initialInterval: '1 minute',
    backoffCoefficient: 3,
    maximumInterval: '6 hours',
    maximumAttempts: 9,
  },
});

/**
 * Saw to notices that the mail system refused, when workflows still delivered them. Histories of then
 * replay it, and workflows that were in the midst of it end it: the queue of notices has the letters.
 */
export interface Courier {
  /** Takes over when a step left something undelivered. */
  follow(step: { readonly undelivered?: boolean }): void;
  isIdle(): boolean;
  /** Settles when everything taken over has been delivered, or reported as undeliverable. */
  finished(): Promise<void>;
}

export function courierFor(scope: NoticeScope): Courier {
  let rounds = Promise.resolve();
  let queued = 0;
  return {
    follow({ undelivered }) {
      // The current round may have looked before this notice was due; a second one never has.
      if (undelivered !== true || queued === 2) return;
      queued += 1;
      rounds = rounds.then(async () => {
        await deliverOrReport(scope);
        queued -= 1;
      });
    },
    isIdle: () => queued === 0,
    finished: () => rounds,
  };
}

async function deliverOrReport(scope: NoticeScope): Promise<void> {
  for (;;) {
    try {
      await deliveryActivities.deliverNotices(scope);
      return;
    } catch (failure) {
      if (isCancellation(failure)) throw failure;
      // That the record could not be read says nothing about the mail system.
      if (failureType(failure) === RECORD_UNAVAILABLE) continue;
      await perform('Report a letter', (steps) => steps.reportUndeliverable(scope));
      return;
    }
  }
}
