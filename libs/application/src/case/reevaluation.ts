import { reevaluated, readingOf } from '../evaluation/evaluation';
import { applyEvaluation, withEvaluation, withHolds } from '../life-cycle/apply-evaluation';
import { factsAskedFor } from '../life-cycle/ask-for-information';
import type { Step } from '../life-cycle/step';
import type { Moment } from '../member-coverage/moment';
import type { CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';

/** Whether a review that meets the criteria waits only until its reviewer has put it back. */
export function isPutBack({ assignee, handedUp, review, status }: CaseRecord): boolean {
  const isMet = status === 'in-review' && review?.reason === 'criteria-met';
  return isMet && assignee === null && handedUp === null;
}

/**
 * The step that brings a case up to date: with the member's current authorizations, by the reading
 * of its guideline that evaluated it before. Null when nothing is new. While a reviewer waits for
 * an answer, the case stays there: their question stays open. What its reviewer put back is approved
 * where it still meets the criteria.
 * @throws GuidelineMissing
 */
export async function foundAnew(
  ports: Pick<Ports, 'records' | 'settings'>,
  before: Step,
  moment: Moment,
): Promise<Step | null> {
  const { record } = before;
  const evaluation = await reevaluated(ports, record, readingOf(record));
  if (evaluation.digest === record.evaluationDigest) {
    return isPutBack(record)
      ? applyEvaluation(before, evaluation, moment)
      : withHolds(before, evaluation, moment);
  }
  const told = { ...before, record: { ...record, facts: evaluation.facts } };
  return record.informationRequest
    ? withEvaluation(told, evaluation, moment)
    : applyEvaluation(told, evaluation, moment, factsAskedFor(record));
}
