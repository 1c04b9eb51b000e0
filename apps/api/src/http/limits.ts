import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { LimitsConfig } from '@assent/platform';
import { HttpProblem } from './http-problem';

/** Counts one caller's calls to this process. */
export interface CallLimits {
  /** @throws HttpProblem when the person has called too often within a minute */
  countCall(request: FastifyRequest): Promise<void>;
  /** @throws HttpProblem when too many bad tokens came from the address within a minute */
  countBadToken(request: FastifyRequest): Promise<void>;
}

const WINDOW = '1 minute';
/** How many callers are remembered; beyond that the oldest starts over. */
const REMEMBERED = 10_000;

/**
 * Bad tokens are counted by their address, and never block a caller with a good one: behind a proxy
 * everyone has the same address. Calls are counted by person.
 */
export async function callLimits(
  server: FastifyInstance,
  { requestsPerMinute, badTokensPerMinute }: LimitsConfig,
): Promise<CallLimits> {
  await server.register(rateLimit, { global: false, timeWindow: WINDOW, cache: REMEMBERED });
  const calls = server.createRateLimit({
    max: requestsPerMinute,
    keyGenerator: ({ person }) => person?.subject ?? '',
  });
  const badTokens = server.createRateLimit({
    max: badTokensPerMinute,
    keyGenerator: ({ ip }) => ip,
  });
  const counting =
    (counts: typeof calls, detail: string) =>
    async (request: FastifyRequest): Promise<void> => {
      const counted = await counts(request);
      if (counted.isAllowed || !counted.isExceeded) return;
      throw new HttpProblem('too-many-requests', detail, {
        headers: { 'retry-after': String(Math.max(1, counted.ttlInSeconds)) },
      });
    };
  return {
    countCall: counting(calls, 'you have sent too many requests; wait, then continue more slowly'),
    countBadToken: counting(
      badTokens,
      'too many invalid tokens came from this address; sign in again',
    ),
  };
}
