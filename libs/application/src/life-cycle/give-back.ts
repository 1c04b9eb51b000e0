import { lastCoveredDay, renewalReminders } from '@assent/domain';
import type { Moment } from '../member-coverage/moment';
import type { AuthorizationRecord } from '../ports/authorization-record';
import { awaitingReview } from './renewal-reminders';
import { notice, type Step } from './step';

/**
 * What a revoked authorization renewed has no renewal now.
 * @param step what has ended with it
 */
export function givingBack(step: Step, gone: AuthorizationRecord, moment: Moment): Step {
  return restingOn(gone, moment.coverage.own).reduce(
    (after, each) => unrenewed(after, each, moment),
    step,
  );
}

/**
 * What a revoked authorization renewed has no renewal now, and needs none: it gets no reminders,
 * and the case of the revoked one stays its review.
 * @param step what has ended with it
 */
export function goingNoFurther(step: Step, gone: AuthorizationRecord, { coverage }: Moment): Step {
  const resting = restingOn(gone, coverage.own);
  const isChanged = ({ number }: AuthorizationRecord) =>
    step.authorizations.some((each) => each.number === number);
  const unfollowed = (one: AuthorizationRecord) => ({
    ...one,
    renewedBy: null,
    continuationCaseId: gone.caseId,
  });
  return {
    ...step,
    authorizations: [
      ...step.authorizations.map((each) =>
        resting.some(({ number }) => number === each.number) ? unfollowed(each) : each,
      ),
      ...resting
        .filter((each) => !isChanged(each))
        .map((each) => ({ ...unfollowed(each), version: each.version + 1 })),
    ],
  };
}

/** What an authorization renewed, including through those that it replaced before they started. */
function restingOn(
  { number }: AuthorizationRecord,
  own: readonly AuthorizationRecord[],
): readonly AuthorizationRecord[] {
  return own
    .filter(({ renewedBy }) => renewedBy === number)
    .flatMap((one) => {
      if (one.status !== 'ended') return [one];
      return lastCoveredDay(one) < one.period.start ? restingOn(one, own) : [];
    });
}

/** An authorization whose renewal was revoked: its reminders return, and its review opens. */
function unrenewed(step: Step, authorization: AuthorizationRecord, moment: Moment): Step {
  const { record } = step;
  const { number, caseId, period, status, version } = authorization;
  if (status !== 'active') {
    const lapsed = { ...authorization, version: version + 1, renewedBy: null };
    return { ...step, authorizations: [...step.authorizations, lapsed] };
  }
  const waiting = awaitingReview(step, authorization, moment);
  const reminders = renewalReminders(period, moment.now, moment.settings.timeZone);
  return {
    ...waiting,
    notices: [
      ...waiting.notices,
      ...reminders.map(({ dueAt, daysBefore }) => ({
        ...notice(moment, { ...record, id: caseId }, 'renewal-reminder', dueAt, number),
        daysBefore,
      })),
    ],
  };
}
