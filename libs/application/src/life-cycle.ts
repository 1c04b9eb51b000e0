import type { Determination } from '@assent/criteria';
import {
  addDays,
  authorizationPeriod,
  continuationOpensAt,
  dateIn,
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
  type Role,
} from '@assent/domain';
import { dosingOf } from './dosing';
import { newestReadingOf, type Evaluation } from './evaluation';
import { renewalWarnings } from './foresight';
import { noticeDueAt } from './notice-times';
import type { Change, Identifiers, OutboxMessage } from './ports';
import type {
  AuthorizationRecord,
  CaseEvent,
  CaseEventType,
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
  /** The authorization that an approval would renew, if there is one. */
  readonly predecessor: AuthorizationRecord | null;
  /** The role in which whoever has the case was seen last; left out where nobody has it. */
  readonly assigneeRole?: Role | null;
}

/** A case after a step, and what the step leaves for the record to write. */
export interface Step {
  readonly record: CaseRecord;
  readonly events: readonly CaseEvent[];
  readonly outbox: readonly OutboxMessage[];
  readonly notices: readonly Notice[];
  readonly cancelledNotices?: Change['cancelledNotices'];
  readonly issued?: AuthorizationRecord;
  /** The predecessor, once an approval has renewed it. */
  readonly authorization?: AuthorizationRecord;
  readonly triedAgain?: string;
  readonly confirmedEmail?: NonNullable<Change['confirmedEmail']>;
  /** Nothing that the case's workflow waits for has changed: it is not woken. */
  readonly isQuiet?: true;
}

/** A step that has only happened so far. */
export function unmoved(record: CaseRecord): Step {
  return { record, events: [], outbox: [], notices: [] };
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
  const status = statusAfter(evaluation.finding, before.record.review);
  const determined = noted(
    {
      ...before,
      record: {
        ...before.record,
        guideline: evaluation.guideline,
        determination: evaluation.compact,
        evaluationDigest: evaluation.digest,
        informationRequest: null,
      },
    },
    'determined',
    SOFTWARE,
    now,
    determinedDetails(evaluation, before.record.guideline),
  );
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
      return handToReview(determined, reviewReasonFor(evaluation.finding), moment);
    default: {
      const missing = missingFacts(evaluation.determination);
      return isSameList(missing, alreadyAsked)
        ? determined
        : askForInformation(determined, missing, moment);
    }
  }
}

/**
 * Puts the case before a person; escalated at once where the deadline is already over. Who had it and may
 * not decide it has it no longer: with them it would wait on unseen.
 */
export function handToReview(
  before: Step,
  reason: NonNullable<CaseRecord['review']>['reason'],
  { now, assigneeRole = null }: Moment,
): Step {
  const { record } = before;
  const released = assigneeRole !== null && !mayReview(assigneeRole) ? record.assignee : null;
  if (record.status === 'in-review' && record.review?.reason === reason) return before;
  const overdue = record.dueAt !== null && record.dueAt <= now;
  const handed = noted(
    {
      ...before,
      cancelledNotices: { kinds: QUESTIONS, caseId: record.id },
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
    { reason, ...(released !== null && { released }) },
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
      ...before,
      cancelledNotices: { kinds: QUESTIONS, caseId: record.id },
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

/** Approves the case and issues its authorization for `months` calendar months (ruling R12). */
export function approve(before: Step, months: number, moment: Moment, decision: Decision): Step {
  const { now, ids, settings, predecessor } = moment;
  const closed = close(before, 'approved', moment, decision);
  const { record } = closed;
  const period = authorizationPeriod(startOfCover(record, moment), months);
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
  return predecessor ? renew(step, predecessor, number, moment) : step;
}

/** Denies the case: a medical director's decision, never the software's. */
export function deny(before: Step, moment: Moment, decision: Decision): Step {
  const closed = close(before, 'denied', moment, decision);
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
  const closed = close(before, 'withdrawn', moment, null);
  return noted(
    {
      ...closed,
      notices: [...closed.notices, notice(moment, closed.record, 'withdrawal', moment.now)],
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
    ...before,
    cancelledNotices: { kinds: QUESTIONS, caseId: record.id },
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

/**
 * Joins a new authorization to the one that it renews. The reminders of that one have then done their
 * work, and word of a gap in cover comes too late once the gap is closed.
 */
function renew(step: Step, predecessor: AuthorizationRecord, number: string, moment: Moment): Step {
  const { now, settings } = moment;
  const expired = predecessor.status !== 'active';
  const joined: Step = {
    ...step,
    record: { ...step.record, renews: predecessor.number },
    cancelledNotices: {
      kinds: [...QUESTIONS, 'renewal-reminder', 'cover-lapse'],
      caseId: step.record.id,
      authorization: predecessor.number,
    },
    authorization: {
      ...predecessor,
      version: predecessor.version + 1,
      renewedBy: number,
      nextStepAt: expired ? null : expiryOf(predecessor.period, settings.timeZone),
    },
  };
  const since = step.record.withoutCoverSince;
  if (since === null) return joined;
  return noted(
    { ...joined, record: { ...joined.record, withoutCoverSince: null } },
    'cover-restored',
    SOFTWARE,
    now,
    { withoutCoverSince: since },
  );
}

/**
 * A renewal starts the day after the authorization it renews, if that still covers today; a later
 * one starts today. Every other approval starts on the day asked for.
 */
export function startOfCover(
  record: CaseRecord,
  { now, settings, predecessor }: Moment,
): CalendarDate {
  const today = dateIn(now, settings.timeZone);
  if (predecessor && predecessor.period.end >= today) return addDays(predecessor.period.end, 1);
  if (predecessor && record.requestedStart < today) return today;
  return record.requestedStart;
}

/** What was found, and by which reading of the guideline where it was another one before. */
function determinedDetails(
  { determination, guideline }: Evaluation,
  before: CaseRecord['guideline'],
): CaseEvent['details'] {
  const reread = guideline && before && guideline.digest !== before.digest;
  return {
    outcome: determination.outcome,
    ...(determination.holds.length > 0 && { holds: determination.holds.map(({ id }) => id) }),
    ...(reread && { guideline: { ...guideline } }),
  };
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, position) => item === b[position]);
}
