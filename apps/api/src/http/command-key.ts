import { digestOf, type CommandKey } from '@assent/application';
import type { FastifyRequest } from 'fastify';
import { idempotencyKey, requiredIdempotencyKey } from './input';

/** The key of the command with a digest of what it says; undefined when it was sent without one. */
export function commandKey(request: FastifyRequest): CommandKey | undefined {
  const key = idempotencyKey(request);
  return key === undefined ? undefined : keyed(key, request);
}

/** The same of a command that needs one; @throws HttpProblem when it is missing */
export function requiredCommandKey(request: FastifyRequest): CommandKey {
  return keyed(requiredIdempotencyKey(request), request);
}

/** Two commands say the same when they go to the same address with the same JSON (RFC 8785). */
function keyed(key: string, { url, method, body }: FastifyRequest): CommandKey {
  return { key, digest: digestOf({ method, url, body }) };
}
