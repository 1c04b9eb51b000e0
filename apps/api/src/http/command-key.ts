import { digestOf, type CommandKey } from '@assent/application';
import type { FastifyRequest } from 'fastify';
import { idempotencyKey } from './input';

/** The key of the command with a digest of what it says, if it was sent with one. */
export function commandKey(request: FastifyRequest): { readonly command?: CommandKey } {
  const key = idempotencyKey(request);
  return key === undefined ? {} : { command: { key, digest: commandDigest(request) } };
}

/** Two commands say the same when they go to the same address with the same JSON (RFC 8785). */
export function commandDigest({ url, method, body }: FastifyRequest): string {
  return digestOf({ method, url, body });
}
