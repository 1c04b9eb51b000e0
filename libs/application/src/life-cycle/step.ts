import type { Actor, Decision, StuckCause } from '@assent/domain';
import type { Moment } from '../member-coverage/moment';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseEvent, CaseEventType, CaseRecord } from '../ports/case-record';
import type { Change, NoticeCancellation, OutboxMessage } from '../ports/change';
import type { Notice, NoticeKind } from '../ports/notice-record';
import { noticeDueAt } from './notice-times';

/**
 * What asks the office something. A case that moves on asks no more, or anew; letters that tell the
 * office something go out all the same.
 */
const QUESTIONS: readonly NoticeKind[] = ['information-request', 'information-reminder'];

export const SOFTWARE: Actor = { subject: 'assent', role: 'software' };

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
  /** What holds up the case no longer, beside what its state rules out. */
  readonly goneCauses?: readonly StuckCause[];
  readonly triedAgain?: readonly string[];
  readonly confirmedEmail?: NonNullable<Change['confirmedEmail']>;
  /** It takes turns with what else concerns the member, and what was judged before is judged anew. */
  readonly altersMember?: true;
  /** Nothing that the case's workflow waits for has changed: it is not woken. */
  readonly isQuiet?: true;
}

/** A step that has only happened so far. */
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

export function close(
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
export function withoutQuestions(step: Step): Step {
  const { id: caseId } = step.record;
  return cancelling(step, { kinds: QUESTIONS, caseId });
}

export function cancelling(step: Step, cancellation: NoticeCancellation): Step {
  return { ...step, cancelledNotices: [...step.cancelledNotices, cancellation] };
}
