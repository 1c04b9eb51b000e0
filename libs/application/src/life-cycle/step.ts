import type { Actor, Appeal, Decision, StuckCause } from '@assent/domain';
import { isAnothers } from '../member-coverage/case-placement';
import type { Moment } from '../member-coverage/moment';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseEvent, CaseEventType, CaseRecord } from '../ports/case-record';
import type { Change, NoticeCancellation, OutboxMessage } from '../ports/change';
import { isForMembers, type NoticeKind, type PlannedNotice } from '../ports/notice-record';
import { noticeDueAt } from './notice-times';
import { withRunningClock } from './running-clock';

/**
 * Notices that ask the provider office something. A case that moves on cancels or replaces them;
 * letters that only inform still go out.
 */
const QUESTIONS: readonly NoticeKind[] = ['information-request', 'information-reminder'];

/** Tells the office of an extension; pointless once there is a decision, or no extension. */
export const MORE_TIME: NoticeKind = 'extension';

/** Offers the prescriber a call before a decision; pointless once there is one. */
export const CALL_OFFER: NoticeKind = 'peer-to-peer-offer';

export const SOFTWARE: Actor = { subject: 'assent', role: 'software' };

/** A case after a step, and what the record has to write for it. */
export interface Step {
  readonly record: CaseRecord;
  readonly events: readonly CaseEvent[];
  readonly outbox: readonly OutboxMessage[];
  readonly notices: readonly PlannedNotice[];
  readonly cancelledNotices: readonly NoticeCancellation[];
  readonly openedAppeal?: Appeal;
  readonly appeal?: Appeal;
  /** Those that it closes because nothing is left to decide. */
  readonly closedAppeals?: readonly Appeal[];
  readonly issued?: AuthorizationRecord;
  /** Those that an approval renewed or replaced. */
  readonly authorizations: readonly AuthorizationRecord[];
  /** Other cases that the same step changes. */
  readonly alsoChanged: readonly CaseRecord[];
  /** Causes that no longer block the case, in addition to those of its state. */
  readonly goneCauses?: readonly StuckCause[];
  readonly triedAgain?: readonly string[];
  readonly confirmedEmail?: NonNullable<Change['confirmedEmail']>;
  /** It takes turns with other changes to the member, and earlier judgments are made again. */
  readonly altersMember?: true;
  /** Nothing that the case's workflow waits for has changed: it is not woken, unless to show that it is no longer stuck. */
  readonly isQuiet?: true;
}

/** The first step, before any event. */
export function startStep(record: CaseRecord): Step {
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
export function withEvent(
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
 * A notice to the provider office about a case, and to the member in a letter of their own, unless
 * the case may be another person's.
 * @param ready when it may first go out; it is due then, or when letter hours begin
 */
export function notice(
  { ids, settings }: Pick<Moment, 'ids' | 'settings'>,
  record: CaseRecord,
  kind: NoticeKind,
  ready: Date,
  authorization: string | null = null,
): PlannedNotice {
  const dueAt = noticeDueAt(kind, record, ready, settings);
  const isToMember = isForMembers(kind) && !isInDoubt(record);
  return {
    id: ids.id(),
    kind,
    caseId: record.id,
    authorization,
    daysBefore: null,
    dueAt,
    ...(isToMember && { memberLetter: ids.id() }),
  };
}

/** A notice to the provider office alone. */
export function toOfficeOnly({ memberLetter: _, ...rest }: PlannedNotice): PlannedNotice {
  return rest;
}

/** Whether the case may be another person's, and no approval has settled that. */
function isInDoubt(record: CaseRecord): boolean {
  return isAnothers(record) && record.decision?.decision !== 'approve';
}

export function close(
  before: Step,
  status: 'approved' | 'denied' | 'withdrawn' | 'routed',
  { now }: Moment,
  decision: Decision | null,
): Step {
  const { record } = before;
  return {
    ...cancelling(before, { kinds: [...QUESTIONS, MORE_TIME, CALL_OFFER], caseId: record.id }),
    record: {
      ...withRunningClock(record, now),
      status,
      decision,
      closedAt: now,
      snoozed: null,
      nextStepAt: null,
      informationRequest: null,
    },
  };
}

/** A case that moves on drops its questions, and what the member is told of them. */
export function withoutQuestions(step: Step): Step {
  const { id: caseId } = step.record;
  return cancelling(step, { kinds: QUESTIONS, caseId });
}

/** A case that asks again replaces its questions; what the member is told stays true. */
export function withOtherQuestions(step: Step): Step {
  const { id: caseId } = step.record;
  return cancelling(step, { kinds: QUESTIONS, caseId, keepsMemberLetters: true });
}

export function cancelling(step: Step, cancellation: NoticeCancellation): Step {
  return { ...step, cancelledNotices: [...step.cancelledNotices, cancellation] };
}
