import { CASE_COMMAND } from '../case/case-command';
import type { Operation } from '../http/operation';
import { noQuery } from '../http/queries';

/** Requests that come in. */
export const intakeOperations = {
  openCase: {
    id: 'openCase',
    method: 'POST',
    path: '/v1/cases',
    summary: 'Opens a case and evaluates it',
    query: noQuery,
    body: 'CoverageRequest',
    headers: [{ name: 'Idempotency-Key', required: true }],
    status: 201,
    answer: 'Case',
    answerHeaders: ['Location', 'ETag', 'Idempotency-Replayed'],
    reads: { purpose: 'payment', cases: 'id' },
    problems: [
      'idempotency-key-missing',
      'idempotency-key-reused',
      'duplicate-case',
      'duplicate-authorization',
    ],
  },
  addReceiptEvidence: {
    ...CASE_COMMAND,
    id: 'addReceiptEvidence',
    path: '/v1/cases/{id}/receipt-evidence',
    summary: 'Adds what shows when a request by fax or phone was received; moves no deadline',
    body: 'ReceiptEvidence',
    problems: ['case-not-found', 'case-changed', 'idempotency-key-reused'],
  },
} as const satisfies Record<string, Operation>;
