import {
  evaluate,
  notApplicable,
  type Determination,
  type EvaluationRequest,
} from '@assent/criteria';
import type { CalendarDate } from '@assent/domain';
import { guidelineInForce } from './registry';

/** Evaluates a valid request under the guideline in force for its drug on `asOf`. */
export function determine(
  drugText: string,
  request: EvaluationRequest,
  asOf: CalendarDate,
): Determination {
  const guideline = guidelineInForce(drugText, asOf);
  return guideline === null
    ? notApplicable(null, request.requestType, asOf)
    : evaluate(guideline, request, asOf);
}
