import type { LimitsConfig } from '@assent/platform';
import type { FastifyRequest } from 'fastify';
import type { Allowances } from '../dependencies';
import { HttpProblem } from './http-problem';
import { networkOf } from './network';

/** Counts the calls of one caller. */
export interface CallLimits {
  /** @throws HttpProblem when the person, or without one the address, has called too often */
  countCall(request: FastifyRequest): void;
  /** @throws HttpProblem when too many bad tokens came from the address */
  countBadToken(request: FastifyRequest): void;
}

/**
 * Calls are counted by person, and those without a person by address. Bad tokens are counted by their
 * address, too, and never block a caller with a good one: behind a proxy everyone has the same address.
 */
export function callLimits(
  allowances: Pick<Allowances, 'use'>,
  { requestsPerMinute, badTokensPerMinute }: LimitsConfig,
): CallLimits {
  const count = (key: string, perMinute: number, detail: string): void => {
    const wait = allowances.use(key, perMinute);
    if (wait === 0) return;
    throw new HttpProblem('too-many-requests', detail, {
      headers: { 'retry-after': String(Math.ceil(wait / 1_000)) },
    });
  };
  return {
    countCall: ({ person, ip }) => {
      const key = person ? `calls of ${person.subject}` : `calls from ${networkOf(ip)}`;
      count(
        key,
        requestsPerMinute,
        'you have sent too many requests; wait, then continue more slowly',
      );
    },
    countBadToken: ({ ip }) => {
      count(
        `bad tokens from ${networkOf(ip)}`,
        badTokensPerMinute,
        'too many invalid tokens came from this address; sign in again',
      );
    },
  };
}
