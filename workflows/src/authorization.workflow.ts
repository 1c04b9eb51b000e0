import { courierFor } from './courier';
import type { AuthorizationInput } from './messages';
import { perform } from './performing';
import type { AuthorizationProgress, Planned } from './steps';
import { waitingFor } from './waiting';

/**
 * The life of an authorization: open the review of its continuation, and end its coverage when its
 * last day is over. What follows on it is an authorization of its own.
 */
export async function authorizationWorkflow({ authorization }: AuthorizationInput): Promise<void> {
  const dueAt = waitingFor();
  const courier = courierFor({ authorization });

  let progress = await perform((steps) => steps.followAuthorization(authorization));
  courier.follow(progress);
  while (progress.next !== null) {
    await dueAt(progress.next);
    progress = await pass(authorization, progress.next);
    courier.follow(progress);
  }
  await courier.finished();
}

/** Does what was planned for now. */
function pass(
  authorization: string,
  { action }: Planned<'remind' | 'open-continuation' | 'expire'>,
): Promise<AuthorizationProgress> {
  switch (action) {
    case 'remind':
      return perform((steps) => steps.followAuthorization(authorization));
    case 'open-continuation':
      return perform((steps) => steps.openContinuationReview(authorization));
    case 'expire':
      return perform((steps) => steps.expireAuthorization(authorization));
  }
}
