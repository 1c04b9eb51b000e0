import type { Determination } from '@assent/criteria';
import { isWithReviewer, reviewReasonFor, statusAfter } from '@assent/domain';
import type { Evaluation } from '../evaluation/evaluation';
import { holdsOf } from '../member-coverage/holds';
import type { Moment } from '../member-coverage/moment';
import type { CaseEvent, CaseHold, CaseRecord } from '../ports/case-record';
import { approve } from './approve';
import { askForInformation, missingFacts, withMissingFacts } from './ask-for-information';
import { handToReview, becauseOf } from './hand-to-review';
import { SOFTWARE, withEvent, notice, close, type Step } from './step';

/**
 * Applies an evaluation to the case: software approves it when the criteria are met without a hold,
 * asks for what is missing, hands it to a person, or routes it. It never denies, and leaves what is with
 * a reviewer to them.
 * @param alreadyAsked the facts that the provider office knows are missing: it is not asked for
 * them again
 */
export function applyEvaluation(
  before: Step,
  evaluation: Evaluation,
  moment: Moment,
  alreadyAsked: readonly string[] = [],
): Step {
  const { now } = moment;
  const unasked = { ...before, record: { ...before.record, informationRequest: null } };
  const determined = withEvaluation(unasked, evaluation, moment);
  const isHeld = evaluation.finding.held || determined.record.holds.length > 0;
  const finding = {
    ...evaluation.finding,
    held: isHeld,
    isWithReviewer: isWithReviewer(before.record, moment.assigneeRole ?? null),
  };
  const status = statusAfter(finding, before.record.review);
  switch (status) {
    case 'approved':
      return approve(determined, evaluation.determination.approvalMonths ?? 0, moment, {
        decision: 'approve',
        by: SOFTWARE,
        at: now,
        rationale: 'Every criterion of the guideline is met.',
        clauses: [],
        license: null,
        letterDigest: null,
        modification: null,
        enginePart: null,
      });
    case 'routed':
      return route(determined, evaluation.determination, moment);
    case 'in-review':
      return handToReview(determined, reviewReasonFor(finding), moment);
    default: {
      const missing = missingFacts(evaluation.determination);
      const { informationRequest, determination } = before.record;
      if (informationRequest === null) {
        return isSameList(missing, alreadyAsked)
          ? determined
          : askForInformation(determined, missing, moment);
      }
      // A reviewer's question waits for the rest of its answer.
      const asked = { ...determined, record: { ...determined.record, informationRequest } };
      const known = determination.missing.map(({ fact }) => fact);
      return missing.every((fact) => known.includes(fact))
        ? asked
        : askForInformation(
            {
              ...asked,
              record: { ...asked.record, informationRequest: withMissingFacts(informationRequest) },
            },
            missing,
            moment,
          );
    }
  }
}

/** Records what was found and keeps the case's status. */
export function withEvaluation(before: Step, evaluation: Evaluation, moment: Moment): Step {
  const holds = holdsOf(before.record, evaluation, moment);
  return withEvent(
    {
      ...before,
      record: {
        ...before.record,
        guideline: evaluation.guideline,
        determination: evaluation.compact,
        evaluationDigest: evaluation.digest,
        holds,
      },
    },
    'determined',
    SOFTWARE,
    moment.now,
    determinedDetails(evaluation, before.record, holds),
  );
}

/**
 * Updates the authorizations that block the case; null when there is no change. The case keeps
 * waiting for the same person: a hold that is gone approves nothing by itself.
 */
export function withHolds(before: Step, evaluation: Evaluation, moment: Moment): Step | null {
  const holds = holdsOf(before.record, evaluation, moment);
  const words = holds.map(({ message }) => message);
  const known = before.record.holds.map(({ message }) => message);
  if (isSameList(words, known)) return null;
  return withEvent(
    { ...before, record: { ...before.record, holds } },
    'determined',
    SOFTWARE,
    moment.now,
    determinedDetails(evaluation, before.record, holds),
  );
}

function route(before: Step, determination: Determination, moment: Moment): Step {
  const closed = close(before, 'routed', moment, null);
  return withEvent(
    {
      ...closed,
      record: { ...closed.record, dueAt: null, informationDueAt: null },
      notices: [...closed.notices, notice(moment, closed.record, 'routing', moment.now)],
    },
    'routed',
    SOFTWARE,
    moment.now,
    { to: determination.routing?.to ?? null },
  );
}

/** What was found, and the guideline reading if it differs from before. */
function determinedDetails(
  { determination, guideline }: Evaluation,
  { guideline: before, holds: known }: Pick<CaseRecord, 'guideline' | 'holds'>,
  own: readonly CaseHold[],
): CaseEvent['details'] {
  const { outcome, holds } = determination;
  const held = [...holds, ...own].map(({ id }) => id);
  const reread = guideline && before && guideline.digest !== before.digest;
  const gone = known
    .map(({ message }) => message)
    .filter((each) => !own.some(({ message }) => message === each));
  return {
    outcome,
    ...(held.length > 0 && { holds: held }),
    ...becauseOf(own),
    ...(gone.length > 0 && { gone }),
    ...(reread && { guideline: { ...guideline } }),
  };
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, position) => item === b[position]);
}
