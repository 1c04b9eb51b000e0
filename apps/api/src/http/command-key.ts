import { digestOf, type CommandKey } from '@assent/application';
import type { FastifyRequest } from 'fastify';
import { idempotencyKey, requiredIdempotencyKey } from './input';

/** The command's key with a digest of its content; undefined when sent without one. */
export function commandKey(request: FastifyRequest): CommandKey | undefined {
  const key = idempotencyKey(request);
  return key === undefined ? undefined : keyed(key, request);
}

/** The same for a command that needs one; @throws HttpProblem when missing */
export function requiredCommandKey(request: FastifyRequest): CommandKey {
  return keyed(requiredIdempotencyKey(request), request);
}

/** Commands are equal when they send the same JSON (RFC 8785) to the same address. */
function keyed(key: string, { url, method, body }: FastifyRequest): CommandKey {
  return { key, digest: digestOf({ method, url, body }) };
}
