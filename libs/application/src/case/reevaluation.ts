import { reevaluated, readingOf } from '../evaluation/evaluation';
import { applyEvaluation, withEvaluation, withHolds } from '../life-cycle/apply-evaluation';
import { factsAskedFor } from '../life-cycle/ask-for-information';
import type { Step } from '../life-cycle/step';
import type { Moment } from '../member-coverage/moment';
import type { Ports } from '../ports/ports';

/**
 * The step that brings a case up to date: with the member's current authorizations, by the reading
 * of its guideline that evaluated it before. Null when nothing is new. While a reviewer waits for
 * an answer, the case stays there: their question stays open.
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
