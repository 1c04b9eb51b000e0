import type { CalendarDate } from '@assent/domain';
import { raised } from '../compilation/notes';
import {
  notApplicable,
  type Determination,
  type EvaluationRequest,
} from '../language/determination';
import type { Verdict } from '../language/verdict';
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
  const clauses = program.trace(program.tests.map((read) => read(slots)));
  const { verdict } = clauses;
  return {
    outcome: OUTCOMES[verdict],
    guideline: guideline.reference,
    requestType,
    asOf,
    approvalMonths: program.approvalMonths,
    clauses,
    missing:
      verdict === 'unknown' ? guideline.missing[requestType](request.facts, slots, clauses) : [],
    holds: raised(guideline.holds, requestType, slots),
    advisories: raised(guideline.advisories, requestType, slots),
    routing: null,
  };
}

const OUTCOMES = {
  'not-met': 'criteria-not-met',
  unknown: 'information-needed',
  met: 'criteria-met',
} as const satisfies Record<Verdict, Determination['outcome']>;
