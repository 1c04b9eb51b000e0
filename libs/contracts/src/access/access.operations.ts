import { KEY_OPTIONAL, type Operation } from '../http/operation';
import { noQuery } from '../http/queries';
import { ONE_CASE } from '../http/reads';
import { accessQuery } from './access';

/** Cases of another line of business, opened with a reason. */
export const accessOperations = {
  openWithReason: {
    id: 'openWithReason',
    method: 'POST',
    path: '/v1/cases/{id}/access',
    summary:
      'Opens a case of another line of business to the caller for some hours; the record keeps the reason',
    query: noQuery,
    body: 'AccessReason',
    headers: [KEY_OPTIONAL],
    status: 201,
    answer: 'CaseAccess',
    reads: ONE_CASE,
    problems: ['case-not-found', 'access-not-needed', 'idempotency-key-reused'],
  },
  listAccess: {
    id: 'listAccess',
    method: 'GET',
    path: '/v1/access',
    summary: 'Lists the cases that people opened with a reason, newest first',
    query: accessQuery,
    status: 200,
    answer: 'CaseAccessPage',
    reads: { purpose: 'operations', cases: 'items.*.caseId', rows: 'items.*' },
    problems: [],
  },
} as const satisfies Record<string, Operation>;
