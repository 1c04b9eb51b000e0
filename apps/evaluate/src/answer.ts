import { PROBLEMS, parseRequest, problemType, readJson, type ProblemCode } from '@assent/contracts';
import type { Determination } from '@assent/criteria';
import type { Fault, TimeZone } from '@assent/domain';
import { determine } from '@assent/guidelines';
import type { Line } from './lines';

/** The answer to a line that is no valid request: problem details (RFC 9457). */
export interface Refused {
  readonly error: {
    readonly type: string;
    readonly title: string;
    readonly status: number;
    readonly detail: string;
    readonly errors?: readonly Fault[];
  };
}

/** The determination of a line's request, or why there is none. */
export function answer(line: Line, now: Date, zone: TimeZone): Determination | Refused {
  if ('unreadable' in line) return UNREADABLE[line.unreadable];
  const json = readJson(line.text);
  if (!json) return refused('malformed-request', 'the line is not JSON');
  if (json.faults.length > 0) return invalid(json.faults);
  const parsed = parseRequest(json.value, { now, zone, mayBeAhead: true });
  if (!parsed.ok) return invalid(parsed.faults);
  const { drug, asOf, ...request } = parsed.request;
  return determine(drug, request, asOf);
}

function invalid(faults: readonly Fault[]): Refused {
  return refused('invalid', 'the request has errors; nothing was evaluated', faults);
}

function refused(code: ProblemCode, detail: string, errors?: readonly Fault[]): Refused {
  const { title, status } = PROBLEMS[code];
  return { error: { type: problemType(code), title, status, detail, ...(errors && { errors }) } };
}

const UNREADABLE = {
  'too long': refused('body-too-large', 'the line is longer than 1 MiB; send one request per line'),
  'not UTF-8': refused('malformed-request', 'the line is not UTF-8 text'),
} as const;
