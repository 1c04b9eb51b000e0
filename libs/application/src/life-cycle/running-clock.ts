import {
  completed,
  neverStopped,
  resumed,
  runningClock,
  standstill,
  whyDecisionDue,
  type CaseClock,
  type ClockedCase,
  type Completion,
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

/** The new deadline of a case and why, for the timeline; nothing if it stayed. */
export function newDeadlineTold(record: CaseRecord, before: CaseRecord): CaseEvent['details'] {
  return record.dueAt?.getTime() === before.dueAt?.getTime() ? {} : deadlineTold(record);
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

/** Whether the clock of a case stands still. */
export function standsStill({ clocks }: Pick<CaseRecord, 'clocks'>): boolean {
  return clocks.some((clock) => standstill(clock) !== undefined);
}

/**
 * A case whose clock stands still no longer, since `at`. The provider office's own time goes on, too,
 * as if both had begun later.
 */
export function withRunningClock(record: CaseRecord, at: Date): CaseRecord {
  if (!standsStill(record)) return record;
  const running = withClocks(
    record,
    record.clocks.map((clock) => resumed(clock, at)),
  );
  const stood = runningClock(running.clocks)?.tolled.at(-1);
  if (!stood?.answerDueBefore || !stood.to) return running;
  const stoodFor = stood.to.getTime() - stood.from.getTime();
  return withAnswerDue(running, new Date(stood.answerDueBefore.getTime() + stoodFor));
}

/** A case that waited for information, once that came or the time for it was over. */
export function withCompletion(record: CaseRecord, completion: Completion): CaseRecord {
  const clock = runningClock(record.clocks);
  if (record.status !== 'pending-information' || !clock) return record;
  const counted = completed(clock, completion);
  return withClocks(
    record,
    record.clocks.map((each) => (each === clock ? counted : each)),
  );
}

/** A case whose clock never stood still: the letter that stopped it came back. */
export function withUnstoppedClock(record: CaseRecord): CaseRecord {
  const before = runningClock(record.clocks);
  const answerDue = before && standstill(before)?.answerDueBefore;
  const running = withClocks(record, record.clocks.map(neverStopped));
  return answerDue ? withAnswerDue(running, answerDue) : running;
}

function withAnswerDue(record: CaseRecord, informationDueAt: Date): CaseRecord {
  const isAsked = record.status === 'pending-information';
  return isAsked ? { ...record, informationDueAt, nextStepAt: informationDueAt } : record;
}
