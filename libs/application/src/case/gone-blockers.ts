import { causesGone, type StuckCause } from '@assent/domain';
import type { CaseRecord } from '../ports/case-record';
import type { GoneBlockers } from '../ports/change';

/** What cannot hold up a case any more in the state that it is in now. */
export function goneBy(
  { id, status, assignee }: CaseRecord,
  mended: readonly StuckCause[] = [],
): GoneBlockers {
  return { caseId: id, causes: [...new Set([...causesGone(status, assignee), ...mended])] };
}

/** What is not to be shown of a case whose letters are all tried again. */
export function goneByTryingAgain(caseId: string): GoneBlockers {
  return {
    caseId,
    causes: ['notice-undeliverable', 'activity-retrying'],
    repair: 'send-again',
  };
}
