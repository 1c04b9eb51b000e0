import type { Determination } from '@assent/criteria';
import { clockState, snoozeAt, type ClockState, type Snooze } from '@assent/domain';
import { determinationOf } from './evaluation';
import { factSources, type FactSources } from './fact-sources';
import type { AuthorizationRecord, CaseEvent, CaseRecord } from './records';

/** A case as lists show it. */
export interface ListedCase {
  readonly record: CaseRecord;
  readonly determination: Determination;
  readonly authorization: AuthorizationRecord | null;
  readonly clock: { readonly dueAt: Date | null; readonly state: ClockState };
  /** Null once it is over. */
  readonly snoozed: Snooze | null;
}

/** A case as people see it. */
export interface CaseView extends ListedCase {
  readonly sources: FactSources;
}

/** @param events every event of the case, oldest first */
export function viewOf(
  record: CaseRecord,
  authorization: AuthorizationRecord | null,
  events: readonly CaseEvent[],
  now: Date,
): CaseView {
  return { ...listedView(record, authorization, now), sources: factSources(record, events) };
}

export function listedView(
  record: CaseRecord,
  authorization: AuthorizationRecord | null,
  now: Date,
): ListedCase {
  return {
    record,
    determination: determinationOf(record),
    authorization,
    clock: { dueAt: record.dueAt, state: clockState(record.dueAt, record.closedAt, now) },
    snoozed: snoozeAt(now, record.snoozed),
  };
}
