import { z } from 'zod';
import type { AnsweredName, SentName } from './openapi-components';
import type { Permission } from './permissions';
import type { ProblemCode } from './problem';
import { authorizationQuery, caseQuery, noQuery, reminderQuery } from './queries';

/** A header that a call needs or may carry. */
export interface HeaderUse {
  readonly name: 'Idempotency-Key' | 'If-Match';
  readonly required: boolean;
}

/** One call of the contract: the one place that says what it takes, answers and requires. */
export interface Operation {
  readonly id: string;
  readonly method: 'GET' | 'POST';
  /** With `{…}` for what varies. */
  readonly path: string;
  readonly summary: string;
  /** `public` calls need no token. */
  readonly permission: Permission | 'public';
  readonly query: z.ZodType;
  /** The component that describes the body. */
  readonly body?: SentName;
  readonly headers?: readonly HeaderUse[];
  readonly status: 200 | 201;
  /** The component that describes the answer. */
  readonly answer: AnsweredName;
  readonly answerHeaders?: readonly ('Location' | 'ETag' | 'Idempotency-Replayed')[];
  /** Refusals of its own, beside those of every call. */
  readonly problems: readonly ProblemCode[];
}

const KEY_OPTIONAL: HeaderUse = { name: 'Idempotency-Key', required: false };
const VERSION_OPTIONAL: HeaderUse = { name: 'If-Match', required: false };

export const operations = {
  precheck: {
    id: 'precheck',
    method: 'POST',
    path: '/v1/determinations',
    summary: 'Evaluates a request without opening a case',
    permission: 'submit',
    query: noQuery,
    body: 'CoverageRequest',
    status: 200,
    answer: 'Determination',
    problems: [],
  },
  openCase: {
    id: 'openCase',
    method: 'POST',
    path: '/v1/cases',
    summary: 'Opens a case and evaluates it',
    permission: 'submit',
    query: noQuery,
    body: 'CoverageRequest',
    headers: [{ name: 'Idempotency-Key', required: true }],
    status: 201,
    answer: 'Case',
    answerHeaders: ['Location', 'ETag', 'Idempotency-Replayed'],
    problems: ['idempotency-key-missing', 'idempotency-key-reused', 'duplicate-case'],
  },
  listCases: {
    id: 'listCases',
    method: 'GET',
    path: '/v1/cases',
    summary: 'Lists cases, the soonest deadline first',
    permission: 'read',
    query: caseQuery,
    status: 200,
    answer: 'CasePage',
    problems: [],
  },
  viewCase: {
    id: 'viewCase',
    method: 'GET',
    path: '/v1/cases/{id}',
    summary: 'Shows a case',
    permission: 'read',
    query: noQuery,
    status: 200,
    answer: 'Case',
    answerHeaders: ['ETag'],
    problems: ['case-not-found'],
  },
  giveInformation: {
    id: 'giveInformation',
    method: 'POST',
    path: '/v1/cases/{id}/information',
    summary: 'Merges facts over the known ones and evaluates again',
    permission: 'submit',
    query: noQuery,
    body: 'Information',
    headers: [KEY_OPTIONAL, VERSION_OPTIONAL],
    status: 200,
    answer: 'Case',
    answerHeaders: ['ETag'],
    problems: ['case-not-found', 'case-closed', 'case-changed', 'idempotency-key-reused'],
  },
  decideCase: {
    id: 'decideCase',
    method: 'POST',
    path: '/v1/cases/{id}/decision',
    summary: "Takes a reviewer's decision; only a medical director denies",
    permission: 'decide',
    query: noQuery,
    body: 'Decision',
    headers: [{ name: 'If-Match', required: true }, KEY_OPTIONAL],
    status: 200,
    answer: 'Case',
    answerHeaders: ['ETag'],
    problems: [
      'version-required',
      'case-not-found',
      'case-closed',
      'case-waits-for-information',
      'case-changed',
      'idempotency-key-reused',
    ],
  },
  withdrawCase: {
    id: 'withdrawCase',
    method: 'POST',
    path: '/v1/cases/{id}/withdraw',
    summary: 'Ends an open case at the wish of whoever asked',
    permission: 'submit',
    query: noQuery,
    body: 'Withdrawal',
    headers: [KEY_OPTIONAL, VERSION_OPTIONAL],
    status: 200,
    answer: 'Case',
    answerHeaders: ['ETag'],
    problems: ['case-not-found', 'case-closed', 'case-changed', 'idempotency-key-reused'],
  },
  showTimeline: {
    id: 'showTimeline',
    method: 'GET',
    path: '/v1/cases/{id}/timeline',
    summary: 'Lists every event of a case, oldest first',
    permission: 'read',
    query: noQuery,
    status: 200,
    answer: 'Timeline',
    problems: ['case-not-found'],
  },
  viewAuthorization: {
    id: 'viewAuthorization',
    method: 'GET',
    path: '/v1/authorizations/{number}',
    summary: 'Shows an authorization',
    permission: 'read',
    query: noQuery,
    status: 200,
    answer: 'Authorization',
    problems: ['authorization-not-found'],
  },
  listAuthorizations: {
    id: 'listAuthorizations',
    method: 'GET',
    path: '/v1/authorizations',
    summary: 'Lists authorizations, the soonest to expire first',
    permission: 'read',
    query: authorizationQuery,
    status: 200,
    answer: 'AuthorizationPage',
    problems: [],
  },
  listReminders: {
    id: 'listReminders',
    method: 'GET',
    path: '/v1/reminders',
    summary: 'Lists renewal reminders, sent and due, the earliest first',
    permission: 'read',
    query: reminderQuery,
    status: 200,
    answer: 'ReminderPage',
    problems: [],
  },
  checkHealth: {
    id: 'checkHealth',
    method: 'GET',
    path: '/healthz',
    summary: 'Answers while the process is alive',
    permission: 'public',
    query: z.looseObject({}),
    status: 200,
    answer: 'Health',
    problems: [],
  },
  checkReadiness: {
    id: 'checkReadiness',
    method: 'GET',
    path: '/readyz',
    summary: 'Says whether each dependency can be reached; 503 while one cannot',
    permission: 'public',
    query: z.looseObject({}),
    status: 200,
    answer: 'Readiness',
    problems: [],
  },
  describe: {
    id: 'describe',
    method: 'GET',
    path: '/openapi.json',
    summary: 'This description',
    permission: 'public',
    query: z.looseObject({}),
    status: 200,
    answer: 'Description',
    problems: [],
  },
} as const satisfies Record<string, Operation>;

/** Calls of the local stack only. */
export const devOperations = {
  issueToken: {
    id: 'issueToken',
    method: 'POST',
    path: '/dev/token',
    summary: 'Issues a token for a role; local stack only',
    permission: 'public',
    query: noQuery,
    body: 'TokenRequest',
    status: 200,
    answer: 'Token',
    problems: ['invalid'],
  },
} as const satisfies Record<string, Operation>;

/** Calls of the sandbox only. */
export const sandboxOperations = {
  readClock: {
    id: 'readClock',
    method: 'GET',
    path: '/dev/clock',
    summary: "Tells the sandbox's time",
    permission: 'public',
    query: noQuery,
    status: 200,
    answer: 'Clock',
    problems: [],
  },
  moveClock: {
    id: 'moveClock',
    method: 'POST',
    path: '/dev/clock',
    summary: "Moves the sandbox's time forward, and answers once the work due by then is done",
    permission: 'public',
    query: noQuery,
    body: 'ClockMove',
    status: 200,
    answer: 'Clock',
    problems: ['invalid', 'work-not-done'],
  },
} as const satisfies Record<string, Operation>;
