import { KEY_OPTIONAL, type Operation } from '../http/operation';
import { authorizationQuery, noQuery } from '../http/queries';

/** Approvals in force, or once in force. */
export const authorizationOperations = {
  viewAuthorization: {
    id: 'viewAuthorization',
    method: 'GET',
    path: '/v1/authorizations/{number}',
    summary: 'Shows an authorization',
    query: noQuery,
    status: 200,
    answer: 'Authorization',
    reads: { purpose: 'payment', cases: 'caseId' },
    problems: ['authorization-not-found'],
  },
  listAuthorizations: {
    id: 'listAuthorizations',
    method: 'GET',
    path: '/v1/authorizations',
    summary: 'Lists authorizations, soonest to expire first',
    query: authorizationQuery,
    status: 200,
    answer: 'AuthorizationPage',
    reads: { purpose: 'payment', cases: 'items.*.caseId', rows: 'items.*' },
    problems: [],
  },
  endAuthorization: {
    id: 'endAuthorization',
    method: 'POST',
    path: '/v1/authorizations/{number}/end',
    summary:
      'Ends an authorization early, together with its reminders and its open renewal; an authorization that has already been ended can be moved to an earlier day',
    // Each reason is a reported fact, not a clinical judgment: roles that may withdraw a request
    // may also enter it, and timeline and audit name who did.
    query: noQuery,
    body: 'AuthorizationEnd',
    headers: [KEY_OPTIONAL],
    status: 200,
    answer: 'Authorization',
    reads: { purpose: 'payment', cases: 'caseId' },
    problems: ['authorization-not-found', 'authorization-over', 'idempotency-key-reused'],
  },
} as const satisfies Record<string, Operation>;
