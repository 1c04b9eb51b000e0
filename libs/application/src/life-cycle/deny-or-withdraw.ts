import type { Actor, Decision } from '@assent/domain';
import { isAnothers, renewedBy } from '../member-coverage/case-placement';
import type { Moment } from '../member-coverage/moment';
import type { AuthorizationRecord } from '../ports/authorization-record';
import { awaitingReview, withoutReminders } from './renewal-reminders';
import { withEvent, notice, close, type Step } from './step';

/** Denies the case: a medical director's decision, signed with two keys; never the software's. */
export function deny(before: Step, moment: Moment, decision: Decision): Step {
  const closed = withoutRenewal(close(before, 'denied', moment, decision), moment);
  return withEvent(
    {
      ...closed,
      notices: [...closed.notices, notice(moment, closed.record, 'denial', moment.now)],
    },
    'denied',
    decision.by,
    moment.now,
    {
      clauses: decision.clauses,
      ...(decision.license && { license: decision.license, letterDigest: decision.letterDigest }),
    },
  );
}

/** Ends the case at the requester's wish. */
export function withdraw(before: Step, reason: string, actor: Actor, moment: Moment): Step {
  const closed = withoutRenewal(close(before, 'withdrawn', moment, null), moment);
  return withEvent(
    {
      ...closed,
      notices: [...closed.notices, notice(moment, closed.record, 'withdrawal', moment.now)],
      // It may become an authorization's review at the same moment.
      ...(before.record.requestType === 'continuation' && { altersMember: true }),
    },
    'withdrawn',
    actor,
    moment.now,
    { reason },
  );
}

/**
 * Cancels the reminders of a renewal that was requested and will not come. One withdrawn before a
 * review was due keeps them: the review still opens. What may be another person's says
 * nothing of the member: an authorization that took it for its review opens its own.
 */
function withoutRenewal(step: Step, moment: Moment): Step {
  const { record } = step;
  if (record.requestType !== 'continuation') return step;
  const isItsReview = ({ continuationCaseId }: AuthorizationRecord) =>
    continuationCaseId === record.id;
  if (isAnothers(record)) {
    return moment.coverage.own
      .filter((each) => each.status === 'active' && isItsReview(each))
      .reduce((after, each) => awaitingReview(after, each, moment), step);
  }
  return renewedBy(record, moment)
    .filter((each) => record.status === 'denied' || isItsReview(each))
    .reduce(withoutReminders, step);
}
