import type { DeliverySteps, Steps } from '@assent/workflows';

function unexpectedStep(): Promise<never> {
  return Promise.reject(new Error('no step of this story'));
}

/** Steps that a story does not tell of: a workflow that takes one of them fails its test. */
export const unexpectedSteps: Steps & DeliverySteps = {
  evaluateCase: unexpectedStep,
  passInformationDeadline: unexpectedStep,
  passDecisionDeadline: unexpectedStep,
  passAppealDeadline: unexpectedStep,
  passCallTime: unexpectedStep,
  followAuthorization: unexpectedStep,
  openContinuationReview: unexpectedStep,
  expireAuthorization: unexpectedStep,
  reportUndeliverable: unexpectedStep,
  deliverNotices: unexpectedStep,
};
