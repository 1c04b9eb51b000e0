import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import { REFUSED, type Steps } from './steps';

/** Within the workflow task: no round trip, and one event of history for each step. */
const AT_ONCE = {
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 3, maximumAttempts: 3 },
} as const;

/** Through the server, whose retries leave history as it is, however long they take. */
const PERSISTENTLY = {
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '2 seconds', backoffCoefficient: 2, maximumInterval: '1 minute' },
} as const;

/**
 * Performs a step; when that fails at once it is tried until it succeeds or is refused.
 * @param summary what it does, in a line for operators
 */
export async function perform<Outcome>(
  summary: string,
  step: (steps: Steps) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await step(proxyLocalActivities<Steps>({ ...AT_ONCE, summary }));
  } catch (failure) {
    if (isCancellation(failure) || failureType(failure) === REFUSED) throw failure;
    return step(proxyActivities<Steps>({ ...PERSISTENTLY, summary }));
  }
}

/** The type of a failed step, if it has one. */
export function failureType(failure: unknown): string | null {
  if (!(failure instanceof ActivityFailure)) return null;
  return failure.cause instanceof ApplicationFailure ? (failure.cause.type ?? null) : null;
}
