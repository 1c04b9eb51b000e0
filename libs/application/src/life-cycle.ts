import type { Determination } from '@assent/criteria';
import {
  addDays,
  continuationOpensAt,
  deadlinesOf,
  expiryOf,
  informationReminders,
  later,
  mayReview,
  renewalReminders,
  reviewReasonFor,
  statusAfter,
  type Actor,
  type CalendarDate,
  type Decision,
  type EndReason,
  type Role,
} from '@assent/domain';
import { dosingOf } from './dosing';
import { newestReadingOf, type Evaluation } from './evaluation';
import { renewalWarnings } from './foresight';
import {
  holdsOf,
  isAnothers,
  isReviewOf,
  placementFor,
  renewedBy,
  type MemberCoverage,
} from './member-coverage';
import { noticeDueAt } from './notice-times';
import type { Change, Identifiers, NoticeCancellation, OutboxMessage } from './ports';
import type {
  AuthorizationRecord,
  CaseEvent,
  CaseEventType,
  CaseHold,
  CaseRecord,
  Notice,
  NoticeKind,
} from './records';
import type { Settings } from './settings';

/**
 * What asks the office something. A case that moves on asks no more, or anew; letters that tell the
 * office something go out all the same.
 */
const QUESTIONS: readonly NoticeKind[] = ['information-request', 'information-reminder'];

export const SOFTWARE: Actor = { subject: 'assent', role: 'software' };

/** What a step of a case's life works with. */
export interface Moment {
  readonly now: Date;
  readonly ids: Identifiers;
  readonly settings: Settings;
  /** The member's authorizations for the drug and line of business. */
  readonly coverage: MemberCoverage;
  /** The role in which whoever has the case was seen last; left out where nobody has it. */
  readonly assigneeRole?: Role | null;
}

/** A case after a step, and what the step leaves for the record to write. */
export interface Step {
  readonly record: CaseRecord;
  readonly events: readonly CaseEvent[];
  readonly outbox: readonly OutboxMessage[];
  readonly notices: readonly Notice[];
  readonly cancelledNotices: readonly NoticeCancellation[];
  readonly issued?: AuthorizationRecord;
  /** Those that an approval has renewed, or replaced. */
  readonly authorizations: readonly AuthorizationRecord[];
  /** Other cases that change with the same step. */
  readonly alsoChanged: readonly CaseRecord[];
  readonly triedAgain?: readonly string[];
  readonly confirmedEmail?: NonNullable<Change['confirmedEmail']>;
  /** It takes turns with what else concerns the member, and what was judged before is judged anew. */
  readonly altersMember?: true;
  /** Nothing that the case's workflow waits for has changed: it is not woken. */
  readonly isQuiet?: true;
}

/** A step that has only happened so far. */
export function unmoved(record: CaseRecord): Step {
  return {
    record,
    events: [],
    outbox: [],
    notices: [],
    cancelledNotices: [],
    authorizations: [],
    alsoChanged: [],
  };
}

/** The step with one more event on the timeline. */
export function noted(
  step: Step,
  type: CaseEventType,
  actor: Actor,
  at: Date,
  details: CaseEvent['details'] = {},
): Step {
  return {
    ...step,
    events: [...step.events, { caseId: step.record.id, at, type, actor, details }],
  };
}

/**
 * Takes an evaluation into the case: approved by software when the criteria are met without a hold,
 * asked for what is missing, handed to a person, or routed. Never denied.
 * @param alreadyAsked the facts that the prescriber's office knows it has to tell: it is not asked
 * again for the very same
 */
export function settle(
  before: Step,
  evaluation: Evaluation,
  moment: Moment,
  alreadyAsked: readonly string[] = [],
): Step {
  const { now } = moment;
  const holds = holdsOf(before.record, evaluation, moment);
  const finding = { ...evaluation.finding, held: evaluation.finding.held || holds.length > 0 };
  const status = statusAfter(finding, before.record.review);
  const unasked = { ...before, record: { ...before.record, informationRequest: null } };
  const determined = withEvaluation(unasked, evaluation, moment);
  switch (status) {
    case 'approved':
      return approve(determined, evaluation.determination.approvalMonths ?? 0, moment, {
        decision: 'approve',
        by: SOFTWARE,
        at: now,
        rationale: 'Every criterion of the guideline is met.',
        clauses: [],
      });
    case 'routed':
      return route(determined, evaluation.determination, moment);
    case 'in-review':
      return handToReview(determined, reviewReasonFor(finding), moment);
    default: {
      const missing = missingFacts(evaluation.determination);
      return isSameList(missing, alreadyAsked)
        ? determined
        : askForInformation(determined, missing, moment);
    }
  }
}

/** Takes down what was found, and leaves the case where it is. */
export function withEvaluation(before: Step, evaluation: Evaluation, moment: Moment): Step {
  const holds = holdsOf(before.record, evaluation, moment);
  return noted(
    {
      ...before,
      record: {
        ...before.record,
        guideline: evaluation.guideline,
        determination: evaluation.compact,
        evaluationDigest: evaluation.digest,
        holds,
      },
    },
    'determined',
    SOFTWARE,
    moment.now,
    determinedDetails(evaluation, before.record.guideline, holds),
  );
}

/**
 * Notes which authorizations stand in the way of the case by now; null when none has come or gone.
 * Whoever the case waits for stays the same: a hold that is gone approves nothing by itself.
 */
export function withHolds(before: Step, evaluation: Evaluation, moment: Moment): Step | null {
  const holds = holdsOf(before.record, evaluation, moment);
  const words = holds.map(({ message }) => message);
  const known = before.record.holds.map(({ message }) => message);
  if (isSameList(words, known)) return null;
  return noted(
    { ...before, record: { ...before.record, holds } },
    'determined',
    SOFTWARE,
    moment.now,
    determinedDetails(evaluation, before.record.guideline, holds),
  );
}

/** The facts that the office has been asked for; none when a reviewer waits for the answer. */
export function factsAskedFor({
  status,
  informationRequest,
  determination,
}: CaseRecord): readonly string[] {
  if (status !== 'pending-information' || informationRequest) return [];
  return determination.missing.map(({ fact }) => fact);
}

/**
 * Puts the case before a person; escalated at once where the deadline is already over. Who had it and is
 * not known to decide has it no longer: with them it would wait on unseen.
 */
export function handToReview(
  before: Step,
  reason: NonNullable<CaseRecord['review']>['reason'],
  { now, assigneeRole = null }: Moment,
): Step {
  const { record } = before;
  const isReviewer = assigneeRole !== null && mayReview(assigneeRole);
  const released = isReviewer ? null : record.assignee;
  if (record.status === 'in-review' && record.review?.reason === reason) return before;
  const overdue = record.dueAt !== null && record.dueAt <= now;
  const handed = noted(
    {
      ...withoutQuestions(before),
      record: {
        ...record,
        status: 'in-review',
        assignee: released === null ? record.assignee : null,
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
    },
  );
  return overdue ? noted(handed, 'escalated', SOFTWARE, now, {}) : handed;
}

/**
 * Asks the prescriber's office for the missing facts and reminds it while there is time. A
 * continuation review that the system opened is reminded of by its authorization.
 */
export function askForInformation(before: Step, missing: readonly string[], moment: Moment): Step {
  const { now, settings } = moment;
  const record = { ...before.record, informationDueAt: answerDueAt(before.record, now, settings) };
  const reminders =
    record.informationDueAt && !record.carriedFrom
      ? informationReminders(now, record.informationDueAt)
      : [];
  return noted(
    {
      ...withoutQuestions(before),
      notices: [
        ...before.notices,
        notice(moment, record, 'information-request', now),
        ...reminders.map((at) => notice(moment, record, 'information-reminder', at)),
      ],
      record: {
        ...record,
        status: 'pending-information',
        snoozed: null,
        review: null,
        nextStepAt: record.informationDueAt,
      },
    },
    'information-requested',
    record.informationRequest?.by ?? SOFTWARE,
    now,
    { missing },
  );
}

/**
 * However late a reviewer asks, the office has its least share of the time to answer. One answer after
 * another buys no more time: a case that waits already keeps its deadline.
 */
function answerDueAt(record: CaseRecord, now: Date, { clocks }: Settings): Date | null {
  const { status, lineOfBusiness, urgency, receivedAt, informationDueAt } = record;
  if (status === 'pending-information' && !record.informationRequest) return informationDueAt;
  const fromNow = deadlinesOf(clocks, lineOfBusiness, urgency, receivedAt, now);
  return informationDueAt && fromNow && later(informationDueAt, fromNow.informationDueAt);
}

/**
 * Approves the case and issues its authorization for `months` calendar months (ruling R12). It follows
 * on what it renews, and ends what it replaces on the day before it begins.
 */
export function approve(before: Step, months: number, moment: Moment, decision: Decision): Step {
  const { now, ids, settings } = moment;
  const closed = close(before, 'approved', moment, decision);
  const { record } = closed;
  const { period, renews, inTheWay } = placementFor(record, months, moment);
  const number = ids.authorizationNumber();
  const issued: AuthorizationRecord = {
    number,
    version: 1,
    status: 'active',
    caseId: record.id,
    memberId: record.member.memberId,
    drug: record.drug,
    lineOfBusiness: record.lineOfBusiness,
    period,
    endedOn: null,
    endReason: null,
    issuedAt: now,
    dosing: dosingOf(newestReadingOf(record), record.facts),
    warnings: renewalWarnings(record),
    continuationCaseId: null,
    renewedBy: null,
    nextStepAt: later(continuationOpensAt(period, settings.timeZone), now),
  };
  const step = noted(
    {
      ...closed,
      issued,
      outbox: [...closed.outbox, { topic: 'authorization-issued', subject: number }],
      notices: [
        ...closed.notices,
        notice(moment, record, 'approval', now, number),
        ...renewalReminders(period, now, settings.timeZone).map((reminder) => ({
          ...notice(moment, record, 'renewal-reminder', reminder.dueAt, number),
          daysBefore: reminder.daysBefore,
        })),
      ],
    },
    'approved',
    decision.by,
    now,
    { authorization: number, start: period.start, end: period.end, months },
  );
  const replaced = inTheWay.reduce(
    (after, each) => replace(after, each, issued, decision.by, moment),
    step,
  );
  return renews.length > 0 ? renew(replaced, renews, number, moment) : replaced;
}

/** Denies the case: a medical director's decision, never the software's. */
export function deny(before: Step, moment: Moment, decision: Decision): Step {
  const closed = withoutRenewal(close(before, 'denied', moment, decision), moment);
  return noted(
    {
      ...closed,
      notices: [...closed.notices, notice(moment, closed.record, 'denial', moment.now)],
    },
    'denied',
    decision.by,
    moment.now,
    { clauses: decision.clauses },
  );
}

/** Ends the case at the wish of whoever asked. */
export function withdraw(before: Step, reason: string, actor: Actor, moment: Moment): Step {
  const closed = withoutRenewal(close(before, 'withdrawn', moment, null), moment);
  return noted(
    {
      ...closed,
      notices: [...closed.notices, notice(moment, closed.record, 'withdrawal', moment.now)],
      // At the same moment it may become the review of an authorization.
      ...(before.record.requestType === 'continuation' && { altersMember: true }),
    },
    'withdrawn',
    actor,
    moment.now,
    { reason },
  );
}

/**
 * A notice to the prescriber's office about a case.
 * @param ready from when on it may go out; it is due then, or when the hours of letters begin
 */
export function notice(
  { ids, settings }: Pick<Moment, 'ids' | 'settings'>,
  record: CaseRecord,
  kind: NoticeKind,
  ready: Date,
  authorization: string | null = null,
): Notice {
  const dueAt = noticeDueAt(kind, record, ready, settings);
  return { id: ids.id(), kind, caseId: record.id, authorization, daysBefore: null, dueAt };
}

export function missingFacts(determination: Determination): string[] {
  return determination.missing.map(({ fact }) => fact);
}

function route(before: Step, determination: Determination, moment: Moment): Step {
  const closed = close(before, 'routed', moment, null);
  return noted(
    {
      ...closed,
      record: { ...closed.record, dueAt: null, informationDueAt: null },
      notices: [...closed.notices, notice(moment, closed.record, 'routing', moment.now)],
    },
    'routed',
    SOFTWARE,
    moment.now,
    { to: determination.routing?.to ?? null },
  );
}

function close(
  before: Step,
  status: 'approved' | 'denied' | 'withdrawn' | 'routed',
  { now }: Moment,
  decision: Decision | null,
): Step {
  const { record } = before;
  return {
    ...withoutQuestions(before),
    record: {
      ...record,
      status,
      decision,
      closedAt: now,
      snoozed: null,
      nextStepAt: null,
      informationRequest: null,
    },
  };
}

/** A case that moves on asks no more, or anew. */
function withoutQuestions(step: Step): Step {
  const { id: caseId } = step.record;
  return cancelling(step, { kinds: QUESTIONS, caseId });
}

/**
 * Nobody is reminded any more of a renewal that was asked for and will not be. One withdrawn before a
 * review was due leaves the reminders: the review opens all the same. What may be another person's says
 * nothing of the member: an authorization that took it for its review opens one of its own.
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

/** An authorization with no renewal and no review: its own opens when it is due, or at once. */
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

function withoutReminders(step: Step, { number }: AuthorizationRecord): Step {
  return cancelling(step, { kinds: ['renewal-reminder'], authorization: number });
}

function cancelling(step: Step, cancellation: NoticeCancellation): Step {
  return { ...step, cancelledNotices: [...step.cancelledNotices, cancellation] };
}

/**
 * Joins a new authorization to those that it renews. Their reminders have then done their work, and word
 * of a gap in coverage comes too late once the gap is closed.
 */
function renew(
  step: Step,
  renewed: readonly AuthorizationRecord[],
  number: string,
  { now, settings }: Moment,
): Step {
  const renews = renewed[0]?.number ?? null;
  const { id: caseId, withoutCoverSince: since } = step.record;
  const joined = cancelling(
    {
      ...renewed.reduce(withoutReminders, step),
      record: { ...step.record, renews, withoutCoverSince: null },
      authorizations: [
        ...step.authorizations,
        ...renewed.map((each) => ({
          ...each,
          version: each.version + 1,
          renewedBy: number,
          nextStepAt: each.status === 'active' ? expiryOf(each.period, settings.timeZone) : null,
        })),
      ],
    },
    { kinds: ['cover-lapse'], caseId },
  );
  return since === null
    ? joined
    : noted(joined, 'cover-restored', SOFTWARE, now, { withoutCoverSince: since });
}

/** Ends an authorization on the day before the one begins that takes its place, and its open review. */
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

/** How an authorization ends early. */
export interface Ending {
  readonly reason: EndReason;
  readonly lastDay: CalendarDate;
  readonly by: Actor;
  readonly note?: string;
}

/** Ends an authorization early: nobody is reminded of its end, and its workflow has nothing left to do. */
export function end(
  step: Step,
  old: AuthorizationRecord,
  { reason, lastDay, by, note }: Ending,
  { now }: Moment,
): Step {
  const { number, caseId, period } = old;
  const unreminded = withoutReminders(step, old);
  return {
    // The office is not to read of days that it was never to have.
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

/** Withdraws the open review of an authorization that has ended: there is nothing to renew. */
export function endReview(
  step: Step,
  review: CaseRecord,
  number: string,
  by: Actor,
  moment: Moment,
): Step {
  const ended = withdraw(unmoved(review), `Authorization ${number} was ended.`, by, moment);
  return {
    ...step,
    events: [...step.events, ...ended.events],
    notices: [...step.notices, ...ended.notices],
    cancelledNotices: [...step.cancelledNotices, ...ended.cancelledNotices],
    outbox: [...step.outbox, { topic: 'case-changed', subject: review.id }],
    alsoChanged: [...step.alsoChanged, ended.record],
  };
}

/** What was found, and by which reading of the guideline where it was another one before. */
function determinedDetails(
  { determination, guideline }: Evaluation,
  before: CaseRecord['guideline'],
  own: readonly CaseHold[],
): CaseEvent['details'] {
  const { outcome, holds } = determination;
  const held = [...holds, ...own].map(({ id }) => id);
  const reread = guideline && before && guideline.digest !== before.digest;
  return {
    outcome,
    ...(held.length > 0 && { holds: held }),
    ...becauseOf(own),
    ...(reread && { guideline: { ...guideline } }),
  };
}

/** What keeps software from approving, in words. */
function becauseOf(holds: readonly CaseHold[]): CaseEvent['details'] {
  return holds.length > 0 ? { because: holds.map(({ message }) => message) } : {};
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, position) => item === b[position]);
}
