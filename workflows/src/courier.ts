import { ActivityFailure, isCancellation, proxyActivities } from '@temporalio/workflow';
import { failureType, perform } from './performing';
import { RECORD_UNAVAILABLE, type DeliverySteps, type NoticeScope } from './steps';

/** Nine attempts within about eighteen hours. */
const patiently = proxyActivities<DeliverySteps>({
  startToCloseTimeout: '1 minute',
  retry: {
    initialInterval: '1 minute',
    backoffCoefficient: 3,
    maximumInterval: '6 hours',
    maximumAttempts: 9,
  },
});

/** Sees to notices that the mail system refused, beside the life cycle, which waits for nobody. */
export interface Courier {
  /** Takes over when a step left something undelivered. */
  follow(step: { readonly undelivered: boolean }): void;
  /** Settles when everything taken over has been delivered, or reported as undeliverable. */
  finished(): Promise<void>;
}

export function courierFor(scope: NoticeScope): Courier {
  let round: Promise<void> | null = null;
  let again = false;

  async function deliver(): Promise<void> {
    do {
      again = false;
      await deliverOrReport(scope);
    } while (again);
    round = null;
  }

  return {
    follow({ undelivered }) {
      if (!undelivered) return;
      // A round under way may have looked before this notice was due.
      again = round !== null;
      round ??= deliver();
    },
    async finished() {
      await round;
    },
  };
}

async function deliverOrReport(scope: NoticeScope): Promise<void> {
  for (;;) {
    try {
      return await patiently.deliverNotices(scope);
    } catch (failure) {
      if (isCancellation(failure) || !(failure instanceof ActivityFailure)) throw failure;
      // That nobody could look into the record says nothing about the mail system.
      if (failureType(failure) === RECORD_UNAVAILABLE) continue;
      return perform((steps) => steps.reportUndeliverable(scope));
    }
  }
}
