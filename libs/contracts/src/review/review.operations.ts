import { NO_DECISION } from '../case/case.operations';
import { KEY_OPTIONAL, type Operation } from '../http/operation';
import { noQuery } from '../http/queries';

/** A reviewer's decision, and what helps with it. */
export const reviewOperations = {
  decideCase: {
    id: 'decideCase',
    method: 'POST',
    path: '/v1/cases/{id}/decision',
    summary:
      "Records a reviewer's decision; only a medical director can deny, with a license and the digest of the letter, and only after opening each document of the case",
    permission: 'decide',
    query: noQuery,
    body: 'Decision',
    headers: [{ name: 'If-Match', required: true }, KEY_OPTIONAL],
    status: 200,
    answer: 'Case',
    answerHeaders: ['ETag'],
    problems: [...NO_DECISION, 'letter-changed', 'documents-not-opened', 'idempotency-key-reused'],
  },
  previewDecision: {
    id: 'previewDecision',
    method: 'POST',
    path: '/v1/cases/{id}/decision/preview',
    summary:
      'Previews the letter of a decision without deciding; a denial needs the digest in the answer',
    permission: 'decide',
    query: noQuery,
    body: 'Decision',
    headers: [{ name: 'If-Match', required: true }],
    status: 200,
    answer: 'LetterPreview',
    problems: NO_DECISION,
  },
  showChangesNeeded: {
    id: 'showChangesNeeded',
    method: 'GET',
    path: '/v1/cases/{id}/changes-needed',
    summary: 'Shows what would have to be known or different for a case to meet the criteria',
    permission: 'read',
    query: noQuery,
    status: 200,
    answer: 'ChangesNeeded',
    problems: ['case-not-found', 'guideline-missing'],
  },
} as const satisfies Record<string, Operation>;
