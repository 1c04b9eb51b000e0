import { PROBLEMS, problemType, type ProblemJson } from '@assent/contracts';
import type { FastifyReply } from 'fastify';
import type { HttpProblem } from './http-problem';

/** A problem on the wire (RFC 9457). */
export function toProblemJson(
  { code, detail, particulars }: HttpProblem,
  requestId: string,
): ProblemJson {
  const { title, status } = PROBLEMS[code];
  return {
    type: problemType(code),
    title,
    status: particulars.status ?? status,
    detail,
    code,
    requestId,
    ...(particulars.caseId !== undefined && { caseId: particulars.caseId }),
    ...(particulars.appealId !== undefined && { appealId: particulars.appealId }),
    ...(particulars.authorization !== undefined && { authorization: particulars.authorization }),
    ...(particulars.documents && { documents: [...particulars.documents] }),
    ...(particulars.errors && { errors: [...particulars.errors] }),
  };
}

/** Sends bytes: the media type has no charset, and Fastify would add one to a text. */
export function sendProblem(problem: HttpProblem, requestId: string, reply: FastifyReply): void {
  const body = toProblemJson(problem, requestId);
  void reply
    .status(body.status)
    .headers({ 'x-request-id': requestId, ...problem.particulars.headers })
    .type('application/problem+json')
    .send(Buffer.from(JSON.stringify(body)));
}
