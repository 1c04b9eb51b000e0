import {
  MAY_DECIDE,
  mayDecideReview,
  refuse,
  type Actor,
  type Refusal,
  type Result,
} from '@assent/domain';
import { worked } from '../case/assignment';
import type { CaseView } from '../case/case-view';
import { changeCase, type CaseCommand } from '../case/change-case';
import type { CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';

export interface HandUpCase extends CaseCommand {
  readonly reason: string;
}

/**
 * A pharmacist leaves a review to the medical directors: it is unassigned, no longer snoozed, and from
 * now on decided by one of them. Its clock runs on. Refused: `role-not-allowed`,
 * `case-waits-for-information`, `already-handed-up`, `case-closed`, `case-changed`.
 */
export function handUpCase(ports: Ports) {
  return async (command: HandUpCase): Promise<Result<CaseView>> => {
    const { actor: by, reason } = command;
    if (by.role !== 'pharmacist') return refuse(roleRefusal('hand a case up', 'pharmacist'));
    return changeCase(ports, 'hand-up', command, (before, { now: at }) => {
      const { handedUp, id: caseId, status } = before.record;
      if (status !== 'in-review') return refuse({ ...WAITS, caseId });
      if (handedUp) {
        const detail = `${handedUp.by.subject} has already handed this case up`;
        return refuse({ code: 'already-handed-up', detail, caseId });
      }
      const changed = { assignee: null, snoozed: null, handedUp: { by, at, reason } };
      const handed = { ...before, goneCauses: ['reassign-needed'] } as const;
      return worked(handed, changed, 'handed-up', by, at, { reason });
    });
  };
}

/**
 * A medical director returns a case to the pharmacist who handed it up. Refused: `role-not-allowed`,
 * `not-handed-up`, `case-closed`, `case-changed`.
 */
export function handBackCase(ports: Ports) {
  return async (command: HandUpCase): Promise<Result<CaseView>> => {
    const { actor, reason } = command;
    if (actor.role !== 'medical-director') {
      return refuse(roleRefusal('hand a case back', 'medical-director'));
    }
    return changeCase(ports, 'hand-back', command, (before, { now }) => {
      const { handedUp, id: caseId } = before.record;
      if (!handedUp) return refuse({ ...NOT_HANDED_UP, caseId });
      const { subject: assignee } = handedUp.by;
      const changed = { assignee, handedUp: null };
      return worked(before, changed, 'handed-back', actor, now, { reason, assignee });
    });
  };
}

/** Why a person can't decide a case that was handed up; null if they can, or it was not. */
export function handedUpRefusal({ role }: Actor, record: CaseRecord): Refusal | null {
  const { handedUp, id: caseId } = record;
  if (!handedUp || mayDecideReview(record, role)) return null;
  return {
    code: 'role-not-allowed',
    detail: `${handedUp.by.subject} handed this case up; only these roles may decide it: ${MAY_DECIDE.deny.join(', ')}`,
    caseId,
  };
}

function roleRefusal(what: string, role: Actor['role']): Refusal {
  return { code: 'role-not-allowed', detail: `only these roles may ${what}: ${role}` };
}

const WAITS = {
  code: 'case-waits-for-information',
  detail: 'the case is waiting for information; it can be handed up once it is in review',
} as const;

const NOT_HANDED_UP = {
  code: 'not-handed-up',
  detail: 'this case was not handed up, or was handed back; reload it',
} as const;
