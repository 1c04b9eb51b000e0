import type { Operation } from '../http/operation';
import { noQuery } from '../http/queries';

/** The audit as a whole. */
export const auditOperations = {
  showAudit: {
    id: 'showAudit',
    method: 'GET',
    path: '/v1/audit',
    summary: 'Shows how far the audit is sealed, and what the latest check of it found',
    query: noQuery,
    status: 200,
    answer: 'AuditState',
    reads: null,
    problems: [],
  },
  checkAudit: {
    id: 'checkAudit',
    method: 'POST',
    path: '/v1/audit/check',
    summary: 'Starts a check of the audit for tampering, unless one runs',
    query: noQuery,
    body: 'Nothing',
    status: 200,
    answer: 'AuditState',
    reads: null,
    problems: ['audit-not-checkable'],
  },
} as const satisfies Record<string, Operation>;
