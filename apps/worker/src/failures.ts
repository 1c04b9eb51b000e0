import { AuthorizationMissing, CaseMissing, RecordUnavailable } from '@assent/application';
import { DEFECT, RECORD_UNAVAILABLE, REFUSED } from '@assent/workflows';
import { ApplicationFailure } from '@temporalio/common';

/**
 * What history may keep of an error: its kind in fixed words, since its own words may quote a
 * member. Only a refusal is final; a defect is retried, since a fixed build must find the case
 * alive.
 */
export function failureOf(error: unknown): ApplicationFailure {
  if (error instanceof CaseMissing || error instanceof AuthorizationMissing) {
    return ApplicationFailure.nonRetryable('there is no such case in the record', REFUSED);
  }
  if (error instanceof RecordUnavailable) {
    return ApplicationFailure.retryable('the record cannot be reached', RECORD_UNAVAILABLE);
  }
  return ApplicationFailure.retryable('an unexpected error; see the log', DEFECT);
}
