import type { Problem as ProblemBody } from '../client';
import { text } from './text';

/** A fault in one member of what was sent. */
export interface Fault {
  /** Dotted, such as `facts.priorTherapies.0.agents`. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/**
 * A failed call: the API's problem details verbatim (RFC 9457), or, with the code `unreachable` and
 * status 0, no answer.
 */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: string,
    readonly status: number,
    readonly title: string,
    /** What happened, in a sentence for people. */
    readonly detail: string,
    readonly faults: readonly Fault[] = [],
    /** The call's id in the log; null when no answer came. */
    readonly requestId: string | null = null,
    /** The case that blocks it, if any. */
    readonly caseId: string | null = null,
  ) {
    super(detail);
  }
}

export function unreachable(): Problem {
  const { title, detail } = text.problem.unreachable;
  return new Problem('unreachable', 0, title, detail);
}

/** For a call that was not sent because no one is signed in. */
export function signedOut(): Problem {
  const { title, detail } = text.problem.signedOut;
  return new Problem('unauthenticated', 401, title, detail);
}

/** An answer as a problem, even if not from the API (a proxy's page, say). */
export function problemOf(body: unknown, { status, headers }: Response): Problem {
  if (isProblemBody(body)) {
    const { code, title, detail, errors = [], requestId, caseId = null } = body;
    return new Problem(code, body.status, title, detail, errors, requestId, caseId);
  }
  const requestId = headers.get('x-request-id');
  const { title, detail } = text.problem.unexpected;
  return new Problem('unexpected', status, title, detail({ status }), [], requestId);
}

/** What went wrong, in the API's own words; for a fault of the page, what to do. */
export function failureWords(error: unknown): string {
  if (error instanceof Problem) return `${error.title}: ${error.detail}`;
  return text.problem.pageFault;
}

/** No answer, a part that is down, and a proxy's answers when the API gave none. */
const WITHOUT_ANSWER: readonly number[] = [0, 502, 503, 504];

/** Whether a failed call may succeed if simply sent again. */
export function isWorthRepeating(error: unknown): boolean {
  return error instanceof Problem && WITHOUT_ANSWER.includes(error.status);
}

/** Answers that come before the check whether the command was carried out. */
const TELLS_NOTHING: readonly number[] = [401, 408, 429, 500];

/**
 * Whether a failed call may have been carried out: its answer was lost, or an earlier one was, and
 * this answer, such as to sign in or wait, does not tell.
 */
export function isUnanswered(error: unknown, wasLost: boolean): boolean {
  if (isWorthRepeating(error)) return true;
  return wasLost && error instanceof Problem && TELLS_NOTHING.includes(error.status);
}

function isProblemBody(body: unknown): body is ProblemBody {
  return (
    typeof body === 'object' &&
    body !== null &&
    'detail' in body &&
    typeof body.detail === 'string' &&
    'code' in body &&
    typeof body.code === 'string' &&
    'title' in body &&
    'requestId' in body
  );
}
