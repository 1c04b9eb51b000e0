import type { ProblemCode } from '@assent/contracts';
import type { Fault, Refusal, Result } from '@assent/domain';

interface Particulars {
  readonly errors?: readonly Fault[];
  readonly caseId?: string;
  readonly appealId?: string;
  readonly authorization?: string;
  readonly documents?: Refusal['documents'];
  readonly headers?: Readonly<Record<string, string>>;
  /** If the code has several statuses. */
  readonly status?: number;
}

/** Ends a call with problem details (RFC 9457). */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly particulars: Particulars = {},
  ) {
    super(detail);
  }
}

/** The value of a result; @throws HttpProblem when the use case refused. */
export function accepted<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw refused(result.refusal);
}

/** What was sent is wrong in all these places. */
export function invalid(faults: readonly Fault[]): HttpProblem {
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  return new HttpProblem('invalid', `the request has ${count}, listed in \`errors\``, {
    errors: faults,
  });
}

/** The answer to a command that a use case refused. */
export function refused({ code, detail, faults, ...blockedBy }: Refusal): HttpProblem {
  const { caseId, appealId, authorization, documents } = blockedBy;
  return new HttpProblem(code, detail, {
    ...(faults && { errors: faults }),
    ...(caseId !== undefined && { caseId }),
    ...(appealId !== undefined && { appealId }),
    ...(authorization !== undefined && { authorization }),
    ...(documents && { documents }),
  });
}
