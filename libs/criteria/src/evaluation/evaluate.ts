import type { CalendarDate } from '@assent/domain';
import { raised } from '../compilation/notes';
import { traceOf, valuesOf } from '../compilation/program';
import {
  notApplicable,
  type Determination,
  type EvaluationRequest,
} from '../language/determination';
import { MET, NOT_MET, UNKNOWN, type Value } from '../language/verdict';
import type { Guideline } from '../loading/guideline';

/**
 * Evaluates a valid request under a guideline, as of the payer's calendar date of receipt. Pure: it
 * reads no clock and no database, and always returns the whole trace. Unknown is never a denial.
 */
export function evaluate(
  guideline: Guideline,
  request: EvaluationRequest,
  asOf: CalendarDate,
): Determination {
  const { requestType, lineOfBusiness } = request;
  const exception = guideline.exceptions.get(lineOfBusiness);
  if (exception !== undefined) {
    return notApplicable(guideline.reference, requestType, asOf, exception);
  }
  const program = guideline.programs[requestType];
  const slots = guideline.layout.read(request, asOf);
  const values = valuesOf(program, slots);
  const root = values[0] ?? UNKNOWN;
  return {
    outcome: OUTCOMES[root],
    guideline: guideline.reference,
    requestType,
    asOf,
    approvalMonths: program.approvalMonths,
    clauses: traceOf(program, values),
    missing: root === UNKNOWN ? guideline.missing[requestType](request.facts, slots, values) : [],
    holds: raised(guideline.holds, requestType, slots),
    advisories: raised(guideline.advisories, requestType, slots),
    routing: null,
  };
}

const OUTCOMES = {
  [NOT_MET]: 'criteria-not-met',
  [UNKNOWN]: 'information-needed',
  [MET]: 'criteria-met',
} as const satisfies Record<Value, Determination['outcome']>;
