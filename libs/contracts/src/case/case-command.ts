import { KEY_OPTIONAL, VERSION_OPTIONAL } from '../http/operation';
import { noQuery } from '../http/queries';
import { ONE_CASE } from '../http/reads';

/** What the calls that change an open case have in common. */
export const CASE_COMMAND = {
  method: 'POST',
  query: noQuery,
  headers: [KEY_OPTIONAL, VERSION_OPTIONAL],
  status: 200,
  answer: 'Case',
  answerHeaders: ['ETag'],
  reads: ONE_CASE,
} as const;

/** What such a call may be refused for, besides reasons of its own. */
export const COMMAND_REFUSALS = [
  'case-not-found',
  'case-closed',
  'case-changed',
  'idempotency-key-reused',
] as const;
