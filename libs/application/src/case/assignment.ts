import {
  accept,
  isTheReviewer,
  MAX_SNOOZE_DAYS,
  MAY_DECIDE,
  MAY_WORK,
  mayDecideReview,
  mayReview,
  refuse,
  snoozeAt,
  type Actor,
  type Refusal,
  type Result,
} from '@assent/domain';
import { withEvent, type Step } from '../life-cycle/step';
import type { Moment } from '../member-coverage/moment';
import type { CaseEvent, CaseEventType, CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';
import { isPutBack } from './reevaluation';

/**
 * A person's change to the work on a case. It changes no decision and nothing the case waits for,
 * so it does not wake the workflow. Null when there is nothing to do.
 */
export type WorkStep = (before: Step, moment: Moment) => WorkDone | Promise<WorkDone>;
type WorkDone = Result<Step> | null;

/**
 * Claims an unassigned case, or a review whose assignee may not decide it. Refused: `case-assigned`
 * when another person has it, `role-not-allowed` for a review that the actor may not decide: it
 * would wait unseen.
 */
export function claimed(actor: Actor): WorkStep {
  return (before, { now, assigneeRole = null }) => {
    const { assignee, id, status } = before.record;
    const mayDecide = assigneeRole !== null && mayDecideReview(before.record, assigneeRole);
    if (assignee === actor.subject) return null;
    const isIdle = status === 'in-review' && assigneeRole !== null && !mayDecide;
    if (assignee !== null && !isIdle) return refuse(belongsTo(assignee, id));
    const refusal = roleRefusal(before.record, actor, actor);
    return refusal ? refuse(refusal) : handedTo(before, actor.subject, actor, now);
  };
}

/** Why a person cannot take a review; null if they can. */
export function obstacleToReview({ role }: Actor): string | null {
  if (mayReview(role)) return null;
  return `only a ${REVIEWERS} can review this case; assign it to one. You are signed in as ${wordOf(role)}.`;
}

const REVIEWERS = MAY_DECIDE.approve.map(wordOf).join(' or ');

/**
 * Why a person cannot have a case; null if they can.
 * @param isReview whether only a person who may decide it can have it
 */
function roleRefusal(
  record: CaseRecord,
  { subject, role }: Person,
  actor: Actor,
  isReview = record.status === 'in-review',
): Refusal | null {
  if (role === null) return UNKNOWN_PERSON;
  const detail =
    obstacleTo(isReview, { subject, role }, actor) ??
    (isReview ? handedUpFrom(record, role) : null);
  return detail === null ? null : { code: 'role-not-allowed', detail };
}

function obstacleTo(isReview: boolean, { subject, role }: Actor, actor: Actor): string | null {
  if (!MAY_WORK.some((each) => each === role)) {
    return `${subject} (${wordOf(role)}) has read-only access; assign the case to another person`;
  }
  if (!isReview || mayReview(role)) return null;
  if (subject === actor.subject) return obstacleToReview(actor);
  return `${subject} (${wordOf(role)}) can't make determinations; assign the case to a ${REVIEWERS}`;
}

/** Why a case that was handed up is not for a role. */
function handedUpFrom(record: CaseRecord, role: Actor['role']): string | null {
  const { handedUp } = record;
  if (!handedUp || mayDecideReview(record, role)) return null;
  return `${handedUp.by.subject} handed this case up; only a ${MAY_DECIDE.deny.map(wordOf).join(' or ')} can review it`;
}

// Without the name: whoever typed it sees it, and it may be anything.
const UNKNOWN_PERSON: Refusal = {
  code: 'role-unknown',
  detail:
    'this person has never signed in here, so their role is unknown; check the name, ask them to sign in once, or choose another person',
};

/** Who gets a case, in the role in which they were last seen. */
interface Person {
  readonly subject: string;
  readonly role: Actor['role'] | null;
}

function wordOf(role: Actor['role']): string {
  if (role === 'intake') return 'intake staff';
  return role === 'admin' ? 'administrator' : role.replace('-', ' ');
}

/**
 * Assigns a case to a person, whoever had it. Refused: `role-not-allowed` for a person who only
 * reads cases, or a review that the person may not decide, which includes a case that another takes
 * from its reviewer; `role-unknown` for a person who has never signed in.
 */
export function assigned(
  { records }: Pick<Ports, 'records'>,
  actor: Actor,
  assignee: string,
): WorkStep {
  return async (before, { now, assigneeRole = null }) => {
    const { record } = before;
    if (record.assignee === assignee) return null;
    const role = assignee === actor.subject ? actor.role : await records.roleOf(assignee);
    const isReview = record.status === 'in-review' || isAnothers(record, actor, assigneeRole);
    const refusal = roleRefusal(record, { subject: assignee, role }, actor, isReview);
    return refusal ? refuse(refusal) : handedTo(before, assignee, actor, now);
  };
}

/**
 * Unassigns a case. What its reviewer has put back, and meets the criteria, goes on by itself: that wakes
 * the workflow. Refused: `case-assigned` for a case of another reviewer.
 */
export function released(actor: Actor): WorkStep {
  return (before, { now, assigneeRole = null }) => {
    const { assignee, id } = before.record;
    if (assignee === null) return null;
    if (isAnothers(before.record, actor, assigneeRole)) return refuse(reviewedBy(assignee, id));
    const step = worked(before, { assignee: null }, 'released', actor, now, { assignee });
    if (!step.ok || !isPutBack(step.value.record)) return step;
    const { isQuiet: _, ...waking } = step.value;
    return accept(waking);
  };
}

/** Whether another reviewer has the case: it stays with one until that person puts it back. */
function isAnothers(record: CaseRecord, actor: Actor, assigneeRole: Person['role']): boolean {
  return record.assignee !== actor.subject && isTheReviewer(record, assigneeRole);
}

function reviewedBy(assignee: string, caseId: string): Refusal {
  return {
    code: 'case-assigned',
    detail: `${assignee} reviews this case, and only they can unassign it; ask them to, or assign it to another ${REVIEWERS}`,
    caseId,
  };
}

/** Hides a case from the queues. Refused: `invalid` for an instant in the past or too far ahead. */
export function snoozed(actor: Actor, until: Date, reason: string): WorkStep {
  return (before, { now }) => {
    const fault = faultOf(until, now);
    if (fault) return refuse(fault);
    const current = snoozeAt(now, before.record.snoozed);
    const isSame = current?.until.getTime() === until.getTime() && current.reason === reason;
    return isSame
      ? null
      : worked(before, { snoozed: { until, reason, by: actor } }, 'snoozed', actor, now, {
          until: until.toISOString(),
          reason,
        });
  };
}

/** Returns a snoozed case to its queues. */
export function unsnoozed(actor: Actor): WorkStep {
  return (before, { now }) =>
    snoozeAt(now, before.record.snoozed) === null
      ? null
      : worked(before, { snoozed: null }, 'unsnoozed', actor, now);
}

function handedTo(before: Step, assignee: string, actor: Actor, now: Date): Result<Step> {
  const handed = { ...before, goneCauses: ['reassign-needed'] } as const;
  return worked(handed, { assignee }, 'assigned', actor, now, { assignee });
}

/** The step of work on a case, which wakes no workflow. */
export function worked(
  before: Step,
  changed: Partial<Pick<CaseRecord, 'assignee' | 'snoozed' | 'handedUp' | 'opinions'>>,
  type: CaseEventType,
  actor: Actor,
  now: Date,
  details: CaseEvent['details'] = {},
): Result<Step> {
  const { assignee } = changed;
  const record = {
    ...before.record,
    ...changed,
    ...(assignee !== undefined && { assignedAt: assignee === null ? null : now }),
  };
  return accept(withEvent({ ...before, record, isQuiet: true }, type, actor, now, details));
}

function belongsTo(assignee: string, caseId: string): Refusal {
  return {
    code: 'case-assigned',
    detail: `the case is assigned to ${assignee}; ask them to unassign it, or assign it to yourself`,
    caseId,
  };
}

const DAY = 24 * 60 * 60 * 1_000;

function faultOf(until: Date, now: Date): Refusal | null {
  const latest = now.getTime() + MAX_SNOOZE_DAYS * DAY;
  if (until > now && until.getTime() <= latest) return null;
  return {
    code: 'invalid',
    detail: `a case can be snoozed for up to ${MAX_SNOOZE_DAYS} days; nothing was changed`,
    faults: [
      {
        path: 'until',
        code: 'out-of-range',
        message: `must be in the future, at most ${MAX_SNOOZE_DAYS} days from now`,
      },
    ],
  };
}
