import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import { REFUSED, type Steps } from './steps';

/** Within the workflow task: no round trip, and one event of history for each step. */
const atOnce = proxyLocalActivities<Steps>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 3, maximumAttempts: 3 },
});

/** Through the server, whose retries leave history as it is, however long they take. */
const persistently = proxyActivities<Steps>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '2 seconds', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** Performs a step; when that fails at once it is tried until it succeeds or is refused. */
export async function perform<Outcome>(step: (steps: Steps) => Promise<Outcome>): Promise<Outcome> {
  try {
    return await step(atOnce);
  } catch (failure) {
    if (isCancellation(failure) || failureType(failure) === REFUSED) throw failure;
    return step(persistently);
  }
}

/** The type that a failed step was given, where it was given one. */
export function failureType(failure: unknown): string | null {
  if (!(failure instanceof ActivityFailure)) return null;
  return failure.cause instanceof ApplicationFailure ? (failure.cause.type ?? null) : null;
}
