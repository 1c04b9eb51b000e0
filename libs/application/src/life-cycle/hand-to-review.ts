import { isTheReviewer } from '@assent/domain';
import type { Moment } from '../member-coverage/moment';
import type { CaseEvent, CaseHold, CaseRecord } from '../ports/case-record';
import { newDeadlineTold, withCompletion, withRunningClock } from './running-clock';
import { SOFTWARE, withEvent, withoutQuestions, type Step } from './step';

/**
 * Hands the case to a person, escalated at once if the deadline is already over. It unassigns an
 * assignee who is not known to decide: with them it would wait unseen.
 */
export function handToReview(
  before: Step,
  reason: NonNullable<CaseRecord['review']>['reason'],
  { now, assigneeRole = null }: Moment,
): Step {
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
  return overdue ? withEvent(handed, 'escalated', SOFTWARE, now, {}) : handed;
}

/** What keeps software from approving, in words. */
export function becauseOf(holds: readonly CaseHold[]): CaseEvent['details'] {
  return holds.length > 0 ? { because: holds.map(({ message }) => message) } : {};
}
