import {
  addDays,
  expiryOf,
  lastCoveredDay,
  renewalReminders,
  type Actor,
  type EndReason,
} from '@assent/domain';
import { awaitingReview, notice, type Moment, type Step } from './life-cycle';
import type { AuthorizationRecord } from './records';

/**
 * Gives back what was so before an authorization that covers no day any more: what it had replaced stands
 * again where it was entered in error, and what it renewed has no renewal.
 * @param step what has ended with it
 */
export function givingBack(
  step: Step,
  gone: AuthorizationRecord,
  reason: EndReason,
  by: Actor,
  moment: Moment,
): Step {
  const restored = reason === 'entered-in-error' ? replacedBy(step, gone, moment) : [];
  const numbers = restored.map(({ number }) => number);
  const standing = [
    ...asAfter(step, moment.coverage.own).filter(({ status }) => status !== 'ended'),
    ...restored,
  ];
  const again = restored.reduce(
    (after, each) => standingAgain(after, each, standing, gone, by, moment),
    step,
  );
  return restingOn(gone, moment.coverage.own, numbers).reduce(
    (after, each) => unrenewed(after, each, moment),
    again,
  );
}

/**
 * What an authorization had replaced, the earliest first, where nothing else covers its days by now and
 * the member's cover has not ended otherwise.
 */
function replacedBy(
  step: Step,
  gone: AuthorizationRecord,
  moment: Moment,
): readonly AuthorizationRecord[] {
  const { own, endedFor } = moment.coverage;
  const ended = step.authorizations.find(({ number }) => number === gone.number);
  if (endedFor || (ended && lastCoveredDay(ended) >= gone.period.start)) return [];
  const others = asAfter(step, own);
  return own.filter(
    (one) =>
      one.endReason === 'superseded' &&
      one.renewedBy === gone.number &&
      !others.some((other) => other.number !== one.number && coversDayOf(other, one)),
  );
}

/** The member's authorizations as they are after a step. */
function asAfter(
  { authorizations }: Step,
  own: readonly AuthorizationRecord[],
): readonly AuthorizationRecord[] {
  return own.map((one) => authorizations.findLast(({ number }) => number === one.number) ?? one);
}

function coversDayOf(other: AuthorizationRecord, { period }: AuthorizationRecord): boolean {
  const last = lastCoveredDay(other);
  const coversAny = last >= other.period.start;
  return coversAny && other.period.start <= period.end && period.start <= last;
}

function standingAgain(
  step: Step,
  authorization: AuthorizationRecord,
  standing: readonly AuthorizationRecord[],
  gone: AuthorizationRecord,
  by: Actor,
  moment: Moment,
): Step {
  const { now, settings } = moment;
  const { number, caseId, period, version } = authorization;
  const dayAfter = addDays(period.end, 1);
  const follower = standing.find((one) => one.period.start === dayAfter);
  const active = {
    ...authorization,
    status: 'active',
    endedOn: null,
    endReason: null,
    renewedBy: follower?.number ?? null,
  } as const;
  const told: Step = {
    ...step,
    events: [
      ...step.events,
      {
        caseId,
        at: now,
        type: 'authorization-restored',
        actor: by,
        details: { authorization: number, replacedBy: gone.number },
      },
    ],
    outbox: [...step.outbox, { topic: 'authorization-restarted', subject: number }],
  };
  if (!follower) return unrenewed(told, active, moment);
  const nextStepAt = expiryOf(period, settings.timeZone);
  return {
    ...told,
    authorizations: [...told.authorizations, { ...active, version: version + 1, nextStepAt }],
  };
}

/** What an authorization renewed, also by way of those that it took the place of before they began. */
function restingOn(
  { number }: AuthorizationRecord,
  own: readonly AuthorizationRecord[],
  restored: readonly string[],
): readonly AuthorizationRecord[] {
  return own
    .filter((one) => one.renewedBy === number && !restored.includes(one.number))
    .flatMap((one) => {
      if (one.status !== 'ended') return [one];
      return lastCoveredDay(one) < one.period.start ? restingOn(one, own, restored) : [];
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
