import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpProblem } from './http-problem';
import { sendProblem, toProblemJson } from './send-problem';

const TIMED_OUT = new HttpProblem('body-timed-out', 'the request did not arrive in time');
const MALFORMED = new HttpProblem('malformed-request', 'the request is not well formed');

/** Answers a request whose address the router cannot read; no hook and no filter sees it. */
export function refuseAddress(_error: unknown, { id }: FastifyRequest, reply: FastifyReply): void {
  sendProblem(MALFORMED, id, reply);
}

/** Answers what is not HTTP, or has endless headers or no end, and hangs up. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, problem] =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? (['408 Request Timeout', TIMED_OUT] as const)
      : (['400 Bad Request', MALFORMED] as const);
  const requestId = randomUUID();
  const body = JSON.stringify(toProblemJson(problem, requestId));
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/problem+json\r\nX-Request-Id: ${requestId}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
