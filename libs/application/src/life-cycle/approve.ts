import {
  addDays,
  continuationOpensAt,
  expiryOf,
  later,
  type Actor,
  type Decision,
  type Placement,
} from '@assent/domain';
import { dosingOf } from '../evaluation/dosing';
import { newestReadingOf } from '../evaluation/evaluation';
import { renewalWarnings } from '../evaluation/renewal-warnings';
import { isReviewOf, placementFor } from '../member-coverage/case-placement';
import type { Moment } from '../member-coverage/moment';
import type { AuthorizationRecord, Dosing } from '../ports/authorization-record';
import { makingWay } from './continued-coverage';
import { end, endReview } from './end-authorization';
import { withoutReminders, withReminders } from './renewal-reminders';
import { SOFTWARE, withEvent, notice, close, cancelling, type Step } from './step';

/** What a reviewer approves otherwise than asked. */
export interface OtherTerms {
  readonly placement: Placement<AuthorizationRecord>;
  readonly dosing: Dosing;
  /** The second person who agreed to it, if any. */
  readonly agreedBy?: Actor | null;
}

/**
 * Approves the case and issues its authorization for `months` calendar months (ruling R12). It
 * follows what it renews, and ends what it replaces on the day before it begins.
 */
export function approve(
  before: Step,
  months: number,
  moment: Moment,
  decision: Decision,
  terms?: OtherTerms,
): Step {
  const closed = close(before, 'approved', moment, decision);
  const { record } = closed;
  const { placement, dosing } = terms ?? {
    placement: placementFor(record, months, moment),
    dosing: dosingOf(newestReadingOf(record), record.facts),
  };
  return issue(closed, { placement, dosing, by: decision.by }, moment, (step, { number, period }) =>
    withEvent(
      {
        ...step,
        notices: [...step.notices, notice(moment, record, 'approval', moment.now, number)],
      },
      'approved',
      decision.by,
      moment.now,
      {
        authorization: number,
        start: period.start,
        end: period.end,
        months,
        ...(decision.modification && { modified: decision.modification.terms }),
        ...(terms?.agreedBy && { agreedBy: terms.agreedBy.subject }),
      },
    ),
  );
}

/** An authorization to issue for a case. */
export interface NewAuthorization extends OtherTerms {
  readonly by: Actor;
  /** If it is issued for an appeal. */
  readonly appealId?: string;
}

/**
 * Issues an authorization, with its reminders, what it renews and what it replaces.
 * @param tell adds the event and the letter about it
 */
export function issue(
  before: Step,
  { placement, dosing, by, appealId }: NewAuthorization,
  moment: Moment,
  tell: (step: Step, issued: AuthorizationRecord) => Step,
): Step {
  const { now, ids, settings } = moment;
  const { record } = before;
  const { period, renews, inTheWay } = placement;
  const number = ids.authorizationNumber();
  const issued: AuthorizationRecord = {
    number,
    version: 1,
    status: 'active',
    caseId: record.id,
    ...(appealId !== undefined && { appealId }),
    memberId: record.member.memberId,
    drug: record.drug,
    lineOfBusiness: record.lineOfBusiness,
    period,
    endedOn: null,
    endReason: null,
    issuedAt: now,
    dosing,
    warnings: renewalWarnings(record),
    continuationCaseId: null,
    renewedBy: null,
    nextStepAt: later(continuationOpensAt(period, settings.timeZone), now),
  };
  const told = tell(
    {
      ...before,
      issued,
      outbox: [...before.outbox, { topic: 'authorization-issued', subject: number }],
    },
    issued,
  );
  const step = withReminders(told, issued, moment);
  const replaced = inTheWay.reduce((after, each) => replace(after, each, issued, by, moment), step);
  const followed = renews.length > 0 ? renew(replaced, renews, number, moment) : replaced;
  return makingWay(followed, issued, moment);
}

/**
 * Links a new authorization to those that it renews. Their reminders are no longer needed, nor is
 * the letter about a coverage gap that is now closed.
 */
function renew(
  step: Step,
  renewed: readonly AuthorizationRecord[],
  number: string,
  { now, settings, coverage }: Moment,
): Step {
  // What only continued the coverage of another is no more than a bridge to it.
  const bridged = coverage.own.filter(
    (one) =>
      renewed.some(({ continues }) => continues === one.number) &&
      !renewed.some((each) => each.number === one.number),
  );
  const all = [...bridged, ...renewed];
  const renews = all[0]?.number ?? null;
  const { id: caseId, withoutCoverSince: since } = step.record;
  const joined = cancelling(
    {
      ...all.reduce(withoutReminders, step),
      record: { ...step.record, renews, withoutCoverSince: null },
      authorizations: [
        ...step.authorizations,
        ...all.map((each) => ({
          ...each,
          version: each.version + 1,
          renewedBy: number,
          isContinued: undefined,
          nextStepAt: each.status === 'active' ? expiryOf(each.period, settings.timeZone) : null,
        })),
      ],
    },
    { kinds: ['cover-lapse'], caseId },
  );
  return since === null
    ? joined
    : withEvent(joined, 'cover-restored', SOFTWARE, now, { withoutCoverSince: since });
}

/** Ends a replaced authorization on the day before the new one begins, and its open review. */
function replace(
  step: Step,
  old: AuthorizationRecord,
  { number, period }: AuthorizationRecord,
  by: Actor,
  moment: Moment,
): Step {
  const lastDay = addDays(period.start, -1);
  const ended = end(
    step,
    { ...old, renewedBy: number },
    { reason: 'superseded', lastDay, by },
    moment,
  );
  const reviews = moment.coverage.reviews.filter(
    (review) => isReviewOf(review, old) && !step.alsoChanged.some(({ id }) => id === review.id),
  );
  return reviews.reduce((after, review) => endReview(after, review, old.number, by, moment), ended);
}
