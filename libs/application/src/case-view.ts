import type { Determination } from '@assent/criteria';
import { clockState, type ClockState } from '@assent/domain';
import { determinationOf } from './evaluation';
import type { AuthorizationRecord, CaseRecord } from './records';

/** A case as people see it. */
export interface CaseView {
  readonly record: CaseRecord;
  readonly determination: Determination;
  readonly authorization: AuthorizationRecord | null;
  readonly clock: { readonly dueAt: Date | null; readonly state: ClockState };
}

export function viewOf(
  record: CaseRecord,
  authorization: AuthorizationRecord | null,
  now: Date,
): CaseView {
  return {
    record,
    determination: determinationOf(record),
    authorization,
    clock: { dueAt: record.dueAt, state: clockState(record.dueAt, record.closedAt, now) },
  };
}
