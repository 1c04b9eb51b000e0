import { isTheReviewer, type ReviewReason } from '@assent/domain';
import { takesFindings } from '../evaluation/findings';
import type { Moment } from '../member-coverage/moment';
import type { CaseEvent, CaseHold, CaseRecord } from '../ports/case-record';
import { newDeadlineTold, withCompletion, withRunningClock } from './running-clock';
import { CALL_OFFER, notice, SOFTWARE, withEvent, withoutQuestions, type Step } from './step';

/**
 * Hands the case to a person, escalated at once if the deadline is already over. It unassigns an
 * assignee who is not known to decide: with them it would wait unseen. What may end in a denial on
 * criteria offers the prescriber a call.
 */
export function handToReview(before: Step, reason: ReviewReason, moment: Moment): Step {
  const { now, assigneeRole = null } = moment;
  const running = withRunningClock(before.record, now);
  const { informationDueAt: at } = running;
  const isUnanswered = reason === 'information-overdue' && at !== null;
  const record = isUnanswered ? withCompletion(running, { at, because: 'no-answer' }) : running;
  const released = isTheReviewer(record, assigneeRole) ? null : record.assignee;
  if (record.status === 'in-review' && record.review?.reason === reason) return before;
  const overdue = record.dueAt !== null && record.dueAt <= now;
  const handed = withEvent(
    {
      ...withoutQuestions(before),
      record: {
        ...record,
        status: 'in-review',
        ...(released !== null && { assignee: null, assignedAt: null }),
        snoozed: null,
        review: { reason, since: now, escalatedAt: overdue ? now : null },
        nextStepAt: overdue ? null : record.dueAt,
      },
    },
    'handed-to-review',
    SOFTWARE,
    now,
    {
      reason,
      ...(reason === 'hold' && becauseOf(record.holds)),
      ...(released !== null && { released }),
      ...newDeadlineTold(record, running),
    },
  );
  const offered = offersCall(before.record, reason) ? withOffer(handed, moment) : handed;
  return overdue ? withEvent(offered, 'escalated', SOFTWARE, now, {}) : offered;
}

/**
 * Whether the prescriber is offered a call: where the criteria are not met. Where findings come
 * first, each case that comes to review has an offer: one of some cases only would tell the result.
 */
function offersCall(record: CaseRecord, reason: ReviewReason): boolean {
  if (record.peerToPeer.length > 0) return false;
  return takesFindings(record) ? record.status !== 'in-review' : reason === 'criteria-not-met';
}

function withOffer(step: Step, moment: Moment): Step {
  const offer = notice(moment, step.record, CALL_OFFER, moment.now);
  return { ...step, notices: [...step.notices, offer] };
}

/** What keeps software from approving, in words. */
export function becauseOf(holds: readonly CaseHold[]): CaseEvent['details'] {
  return holds.length > 0 ? { because: holds.map(({ message }) => message) } : {};
}
