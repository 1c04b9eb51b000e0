import type { Actor, CalendarDate, EndReason } from '@assent/domain';
import type { Moment } from '../member-coverage/moment';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseRecord } from '../ports/case-record';
import { withdraw } from './deny-or-withdraw';
import { withoutReminders } from './renewal-reminders';
import { startStep, cancelling, type Step } from './step';

/** How an authorization ends early. */
export interface Ending {
  readonly reason: EndReason;
  readonly lastDay: CalendarDate;
  readonly by: Actor;
  readonly note?: string;
}

/** Ends an authorization early: no reminders follow, and its workflow has nothing left to do. */
export function end(
  step: Step,
  old: AuthorizationRecord,
  { reason, lastDay, by, note }: Ending,
  { now }: Moment,
): Step {
  const { number, caseId, period } = old;
  const unreminded = withoutReminders(step, old);
  return {
    // The provider office never had these days to read about.
    ...(lastDay < period.start
      ? cancelling(unreminded, { kinds: ['approval'], caseId })
      : unreminded),
    authorizations: [
      ...step.authorizations,
      {
        ...old,
        version: old.version + 1,
        status: 'ended',
        endedOn: lastDay,
        endReason: reason,
        nextStepAt: null,
      },
    ],
    events: [
      ...step.events,
      {
        caseId,
        at: now,
        type: 'authorization-ended',
        actor: by,
        details: {
          authorization: number,
          reason,
          lastDay,
          ...(reason === 'superseded' && old.renewedBy !== null && { replacedBy: old.renewedBy }),
          ...(note !== undefined && { note }),
        },
      },
    ],
    outbox: [...step.outbox, { topic: 'authorization-changed', subject: number }],
  };
}

/** Withdraws the open review of an ended authorization: there is nothing to renew. */
export function endReview(
  step: Step,
  review: CaseRecord,
  number: string,
  by: Actor,
  moment: Moment,
): Step {
  const ended = withdraw(startStep(review), `Authorization ${number} was ended.`, by, moment);
  return {
    ...step,
    events: [...step.events, ...ended.events],
    notices: [...step.notices, ...ended.notices],
    cancelledNotices: [...step.cancelledNotices, ...ended.cancelledNotices],
    outbox: [...step.outbox, { topic: 'case-changed', subject: review.id }],
    alsoChanged: [...step.alsoChanged, ended.record],
  };
}
