import {
  resumed,
  runningClock,
  whyDecisionDue,
  type CaseClock,
  type ClockedCase,
} from '@assent/domain';
import type { CaseEvent, CaseRecord } from '../ports/case-record';

/** The part of a case that its clocks are explained from. */
export function clockedCase<
  Known extends Omit<ClockedCase, 'reviewOf'> & Pick<CaseRecord, 'renews' | 'carriedFrom'>,
>(record: Known): Known & ClockedCase {
  const { renews, carriedFrom } = record;
  // If a person asked for the renewal meanwhile, its clock is that of any request.
  return { ...record, reviewOf: carriedFrom === null ? null : renews };
}

/** When a case is due and why, for the timeline; nothing if no clock runs. */
export function deadlineTold(record: CaseRecord): CaseEvent['details'] {
  const why = whyDecisionDue(clockedCase(record));
  return why === null ? {} : { dueAt: record.dueAt?.toISOString() ?? null, why };
}

/** A case with these clocks, due when the one that runs is. */
export function withClocks(record: CaseRecord, clocks: readonly CaseClock[]): CaseRecord {
  const { status, review } = record;
  const dueAt = runningClock(clocks)?.dueAt ?? record.dueAt;
  const isEscalatedThen = status === 'in-review' && review?.escalatedAt === null;
  return { ...record, clocks, dueAt, ...(isEscalatedThen && { nextStepAt: dueAt }) };
}

/** A case whose clock stands still no longer. */
export function withRunningClock(record: CaseRecord, now: Date): CaseRecord {
  const isStill = record.clocks.some(({ tolled }) => tolled.some(({ to }) => to === null));
  if (!isStill) return record;
  return withClocks(
    record,
    record.clocks.map((clock) => resumed(clock, now)),
  );
}
