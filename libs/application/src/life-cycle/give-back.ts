import { lastCoveredDay, renewalReminders } from '@assent/domain';
import type { Moment } from '../member-coverage/moment';
import type { AuthorizationRecord } from '../ports/authorization-record';
import { awaitingReview } from './renewal-reminders';
import { notice, type Step } from './step';

/**
 * What an authorization renewed that covers no day any more has no renewal.
 * @param step what has ended with it
 */
export function givingBack(step: Step, gone: AuthorizationRecord, moment: Moment): Step {
  return restingOn(gone, moment.coverage.own).reduce(
    (after, each) => unrenewed(after, each, moment),
    step,
  );
}

/**
 * What an authorization renewed that covers no day any more has no renewal, and needs none: nobody is
 * reminded of its end, and the case of the one that was taken back stays its review.
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

/** What an authorization renewed, also by way of those that it took the place of before they began. */
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

/** An authorization whose renewal was none: it is reminded of again, and its review opens. */
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
