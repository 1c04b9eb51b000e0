import { coversNoDay, type Actor, type CalendarDate, type EndReason } from '@assent/domain';
import type { Moment } from '../member-coverage/moment';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseRecord } from '../ports/case-record';
import { withdraw } from './deny-or-withdraw';
import { withoutReminders } from './renewal-reminders';
import { startStep, cancelling, notice, toOfficeOnly, type Step } from './step';

/** How an authorization ends early. */
export interface Ending {
  readonly reason: EndReason;
  readonly lastDay: CalendarDate;
  readonly by: Actor;
  readonly note?: string;
}

/**
 * Ends an authorization early: no reminders follow, and its workflow has nothing left to do. The provider
 * office and the member are told, and not of an approval that is no longer true. Of a death only the
 * office is told; what is replaced is told with its replacement.
 */
export function end(
  step: Step,
  old: AuthorizationRecord,
  { reason, lastDay, by, note }: Ending,
  moment: Moment,
): Step {
  const { now } = moment;
  const { number, caseId } = old;
  const unreminded = withoutReminders(step, old);
  const ended: AuthorizationRecord = {
    ...old,
    version: old.version + 1,
    status: 'ended',
    endedOn: lastDay,
    endReason: reason,
    nextStepAt: null,
  };
  return {
    ...told(
      // The letter about the end says all that was approved and still holds.
      coversNoDay(ended) || reason === 'entered-in-error' || reason === 'member-died'
        ? cancelling(unreminded, { kinds: ['approval'], caseId })
        : unreminded,
      ended,
      moment,
    ),
    authorizations: [...step.authorizations, ended],
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

/** A letter about the end; one about an earlier end that waits is no longer true. */
function told(step: Step, ended: AuthorizationRecord, moment: Moment): Step {
  const { caseId, endReason, number } = ended;
  if (endReason === 'superseded') return step;
  const about = { ...step.record, id: caseId };
  const letter = notice(moment, about, 'authorization-ended', moment.now, number);
  return {
    ...cancelling(step, { kinds: ['authorization-ended'], authorization: number }),
    notices: [...step.notices, endReason === 'member-died' ? toOfficeOnly(letter) : letter],
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
