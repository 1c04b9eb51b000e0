import { KEY_OPTIONAL, VERSION_OPTIONAL, type Operation } from '../http/operation';
import { caseQuery, noQuery } from '../http/queries';
import { ONE_CASE } from '../http/reads';

/** Why a decision or its letter is refused. */
export const NO_DECISION = [
  'version-required',
  'case-not-found',
  'case-closed',
  'case-waits-for-information',
  'case-changed',
  'own-case',
  'second-person-needed',
  'letter-incomplete',
  'duplicate-authorization',
  'guideline-missing',
] as const;

/** One case, and what belongs to it. */
export const caseOperations = {
  listCases: {
    id: 'listCases',
    method: 'GET',
    path: '/v1/cases',
    summary: 'Lists cases, soonest deadline first',
    query: caseQuery,
    status: 200,
    answer: 'CasePage',
    reads: { purpose: 'payment', cases: 'items.*.id', rows: 'items.*' },
    problems: [],
  },
  viewCase: {
    id: 'viewCase',
    method: 'GET',
    path: '/v1/cases/{id}',
    summary: 'Shows a case',
    query: noQuery,
    status: 200,
    answer: 'Case',
    answerHeaders: ['ETag'],
    reads: ONE_CASE,
    problems: ['case-not-found'],
  },
  giveInformation: {
    id: 'giveInformation',
    method: 'POST',
    path: '/v1/cases/{id}/information',
    summary: 'Adds information to a case and evaluates it again; new facts replace earlier ones',
    query: noQuery,
    body: 'Information',
    headers: [KEY_OPTIONAL, VERSION_OPTIONAL],
    status: 200,
    answer: 'Case',
    answerHeaders: ['ETag'],
    reads: ONE_CASE,
    problems: [
      'case-not-found',
      'case-closed',
      'case-changed',
      'idempotency-key-reused',
      'guideline-missing',
    ],
  },
  withdrawCase: {
    id: 'withdrawCase',
    method: 'POST',
    path: '/v1/cases/{id}/withdraw',
    summary: 'Withdraws an open case at the request of the provider office',
    query: noQuery,
    body: 'Withdrawal',
    headers: [KEY_OPTIONAL, VERSION_OPTIONAL],
    status: 200,
    answer: 'Case',
    answerHeaders: ['ETag'],
    reads: ONE_CASE,
    problems: ['case-not-found', 'case-closed', 'case-changed', 'idempotency-key-reused'],
  },
  showTimeline: {
    id: 'showTimeline',
    method: 'GET',
    path: '/v1/cases/{id}/timeline',
    summary: 'Lists every event of a case, oldest first',
    query: noQuery,
    status: 200,
    answer: 'Timeline',
    reads: ONE_CASE,
    problems: ['case-not-found'],
  },
} as const satisfies Record<string, Operation>;
