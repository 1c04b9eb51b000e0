import { causesGone, type StuckCause } from '@assent/domain';
import type { CaseRecord } from '../ports/case-record';
import type { GoneBlockers } from '../ports/change';

/** Blockers that no longer apply to a case in its current state. */
export function goneBy(
  { id, status, assignee }: CaseRecord,
  mended: readonly StuckCause[] = [],
): GoneBlockers {
  return { caseId: id, causes: [...new Set([...causesGone(status, assignee), ...mended])] };
}

/** Blockers to hide when all letters of a case are tried again. */
export function goneByTryingAgain(caseId: string): GoneBlockers {
  return {
    caseId,
    causes: ['notice-undeliverable', 'activity-retrying'],
    repair: 'send-again',
  };
}
