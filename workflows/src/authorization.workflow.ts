import { courierFor } from './courier';
import { AUTHORIZATION_CHANGED, type AuthorizationInput } from './messages';
import { PLANS, showingOperators } from './operator-view';
import { perform } from './performing';
import type { AuthorizationProgress } from './steps';
import { listenForChanges, waitingFor } from './waiting';

/**
 * The life of an authorization: open the review of its continuation, and end its coverage when its
 * last day is over. One that is ended early, or loses its renewal, is looked at again at once. What
 * follows on it is an authorization of its own.
 */
export async function authorizationWorkflow({ authorization }: AuthorizationInput): Promise<void> {
  const wakeFor = waitingFor(listenForChanges(AUTHORIZATION_CHANGED));
  const courier = courierFor({ authorization });
  const show = showingOperators();

  let progress = await follow(authorization);
  show(progress);
  courier.follow(progress);
  while (progress.next !== null) {
    const wake = await wakeFor(progress.next);
    progress =
      wake === 'changed' ? await follow(authorization) : await pass(authorization, progress);
    show(progress);
    courier.follow(progress);
  }
  await courier.finished();
}

function follow(authorization: string): Promise<AuthorizationProgress> {
  return perform('Look up what comes next', (steps) => steps.followAuthorization(authorization));
}

/** Does what was planned for now. */
function pass(
  authorization: string,
  { next }: AuthorizationProgress,
): Promise<AuthorizationProgress> {
  switch (next?.action) {
    case 'open-continuation':
      return perform(PLANS[next.action], (steps) => steps.openContinuationReview(authorization));
    case 'expire':
      return perform(PLANS[next.action], (steps) => steps.expireAuthorization(authorization));
    case 'remind':
    case undefined:
      return follow(authorization);
  }
}
