import { continuationOpensAt, later, renewalReminders } from '@assent/domain';
import type { Moment } from '../member-coverage/moment';
import type { AuthorizationRecord } from '../ports/authorization-record';
import { cancelling, notice, type Step } from './step';

/** An authorization with no renewal and no review: its review opens when due, or at once. */
export function awaitingReview(
  step: Step,
  authorization: AuthorizationRecord,
  { now, settings }: Moment,
): Step {
  const { number, period, version } = authorization;
  return {
    ...step,
    authorizations: [
      ...step.authorizations,
      {
        ...authorization,
        version: version + 1,
        renewedBy: null,
        continuationCaseId: null,
        nextStepAt: later(continuationOpensAt(period, settings.timeZone), now),
      },
    ],
    outbox: [...step.outbox, { topic: 'authorization-changed', subject: number }],
  };
}

/** Plans the reminders of an authorization that are still to come. */
export function withReminders(
  step: Step,
  { number, period }: Pick<AuthorizationRecord, 'number' | 'period'>,
  moment: Pick<Moment, 'ids' | 'now' | 'settings'>,
): Step {
  const { now, settings } = moment;
  const reminders = renewalReminders(period, now, settings.timeZone).map((reminder) => ({
    ...notice(moment, step.record, 'renewal-reminder', reminder.dueAt, number),
    daysBefore: reminder.daysBefore,
  }));
  return { ...step, notices: [...step.notices, ...reminders] };
}

export function withoutReminders(step: Step, { number }: AuthorizationRecord): Step {
  return cancelling(step, { kinds: ['renewal-reminder'], authorization: number });
}
