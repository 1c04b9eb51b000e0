import {
  addDays,
  CONTINUED_LOOK_DAYS,
  continuedBound,
  continuationOpensAt,
  dateIn,
  endOfDay,
  expiryOf,
  lastCoveredDay,
  later,
  type Appeal,
  type AuthorizationEnding,
  type CalendarDate,
  type Period,
} from '@assent/domain';
import type { Moment } from '../member-coverage/moment';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { Settings } from '../ports/ports';
import { SOFTWARE, type Step } from './step';

/** The last day of continued coverage as far as is known, while its appeal is open. */
export function boundOf(
  from: CalendarDate,
  { dueAt }: Pick<Appeal, 'dueAt'>,
  now: Date,
  { timeZone }: Pick<Settings, 'timeZone'>,
): CalendarDate {
  const today = dateIn(now, timeZone);
  return continuedBound(from > today ? from : today, dateIn(dueAt, timeZone));
}

/** When continued coverage is looked at again: days before its bound, so that no day is missed. */
export function lookAt(end: CalendarDate, { timeZone }: Pick<Settings, 'timeZone'>): Date {
  return endOfDay(addDays(end, -CONTINUED_LOOK_DAYS), timeZone);
}

/** Continued coverage that ends on a day: it covers no day if that is before its first one. */
export function endingOn(
  one: AuthorizationRecord,
  lastDay: CalendarDate,
  reason: AuthorizationEnding,
  { timeZone }: Pick<Settings, 'timeZone'>,
): AuthorizationRecord {
  const version = one.version + 1;
  if (lastDay < one.period.start) {
    const endedOn = addDays(one.period.start, -1);
    return { ...one, version, status: 'ended', endedOn, endReason: reason, nextStepAt: null };
  }
  const period = { start: one.period.start, end: lastDay };
  return { ...one, version, period, nextStepAt: expiryOf(period, timeZone) };
}

/** Tells that continued coverage ends, on the timeline of its case and to its workflow. */
export function tellingEnd(
  step: Step,
  ended: AuthorizationRecord,
  { now }: Pick<Moment, 'now'>,
  details: Readonly<Record<string, unknown>> = {},
): Step {
  const { number, caseId, appealId } = ended;
  return {
    ...step,
    events: [
      ...step.events,
      {
        caseId,
        at: now,
        type: 'benefits-ended',
        actor: SOFTWARE,
        details: {
          authorization: number,
          lastDay: lastCoveredDay(ended),
          appealId,
          ...details,
        },
      },
    ],
    outbox: [...step.outbox, { topic: 'authorization-changed', subject: number }],
  };
}

/** Continued coverage ends the day before what was approved begins. */
export function makingWay(
  step: Step,
  { number, period }: { readonly number: string; readonly period: Period },
  moment: Moment,
): Step {
  const { settings, coverage } = moment;
  const lastDay = addDays(period.start, -1);
  return coverage.continued.reduce((after, one) => {
    const planned = after.authorizations.find((each) => each.number === one.number);
    if (planned?.status === 'ended') return after;
    if (lastCoveredDay(one) <= lastDay && !planned) return after;
    const last = one.period.end < lastDay ? one.period.end : lastDay;
    const ended = endingOn({ ...one, renewedBy: number }, last, 'superseded', settings);
    const others = after.authorizations.filter((each) => each.number !== one.number);
    const old =
      ended.status === 'ended' && !others.some((each) => each.number === one.continues)
        ? coverage.own.find((each) => each.number === one.continues)
        : undefined;
    const freed = old ? [{ ...old, version: old.version + 1 }] : [];
    return tellingEnd({ ...after, authorizations: [...others, ...freed, ended] }, ended, moment, {
      replacedBy: number,
    });
  }, step);
}

/** What continued coverage that never began was to follow: it has no successor, and may get a review. */
export function unfollowed(
  step: Step,
  old: AuthorizationRecord,
  { now, settings }: Pick<Moment, 'now' | 'settings'>,
): Step {
  const { number, period, status, version, continuationCaseId, nextStepAt } = old;
  const { timeZone } = settings;
  const awaitsReview = status === 'active' && continuationCaseId === null;
  return {
    ...step,
    authorizations: [
      ...step.authorizations,
      {
        ...old,
        version: version + 1,
        renewedBy: null,
        isContinued: undefined,
        nextStepAt: awaitsReview ? later(continuationOpensAt(period, timeZone), now) : nextStepAt,
      },
    ],
    outbox: [...step.outbox, { topic: 'authorization-changed', subject: number }],
  };
}
