import { reevaluated, readingOf } from '../evaluation/evaluation';
import { applyEvaluation, withEvaluation, withHolds } from '../life-cycle/apply-evaluation';
import { factsAskedFor } from '../life-cycle/ask-for-information';
import type { Step } from '../life-cycle/step';
import type { Moment } from '../member-coverage/moment';
import type { Ports } from '../ports/ports';

/**
 * The step that takes in what a case would be found to be now: on the member's authorizations as they are, by
 * the reading of its guideline that it was evaluated by before. Null when nothing is new. While a reviewer
 * waits for an answer, it leads nowhere else: what they asked stays asked.
 * @throws GuidelineMissing
 */
export async function foundAnew(
  ports: Pick<Ports, 'records' | 'settings'>,
  before: Step,
  moment: Moment,
): Promise<Step | null> {
  const { record } = before;
  const evaluation = await reevaluated(ports, record, readingOf(record));
  if (evaluation.digest === record.evaluationDigest) return withHolds(before, evaluation, moment);
  const told = { ...before, record: { ...record, facts: evaluation.facts } };
  return record.informationRequest
    ? withEvaluation(told, evaluation, moment)
    : applyEvaluation(told, evaluation, moment, factsAskedFor(record));
}
