import type { Operation } from '../http/operation';
import { noQuery } from '../http/queries';
import { LIST_OF_CASE, ONE_CASE } from '../http/reads';

/** Documents of a case. */
export const documentOperations = {
  addDocument: {
    id: 'addDocument',
    method: 'POST',
    path: '/v1/cases/{id}/documents',
    summary:
      'Adds a supporting document: one file as multipart/form-data, at most 25 MB; a file the case already has is stored once',
    query: noQuery,
    upload: true,
    status: 201,
    answer: 'Document',
    answerHeaders: ['Location', 'Idempotency-Replayed'],
    reads: { ...ONE_CASE, documents: 'id' },
    problems: [
      'case-not-found',
      'document-refused',
      'body-too-large',
      'case-documents-full',
      'daily-uploads-exceeded',
      'document-store-unavailable',
    ],
  },
  listDocuments: {
    id: 'listDocuments',
    method: 'GET',
    path: '/v1/cases/{id}/documents',
    summary: 'Lists the supporting documents of a case, oldest first',
    query: noQuery,
    status: 200,
    answer: 'DocumentList',
    reads: LIST_OF_CASE,
    problems: ['case-not-found'],
  },
  downloadDocument: {
    id: 'downloadDocument',
    method: 'GET',
    path: '/v1/cases/{id}/documents/{documentId}',
    summary: 'Downloads a supporting document; the record keeps who opened it',
    query: noQuery,
    status: 200,
    answer: 'DocumentFile',
    answerAs: 'file',
    reads: { ...ONE_CASE, documents: '{documentId}' },
    problems: [
      'case-not-found',
      'document-not-found',
      'document-held',
      'document-infected',
      'document-store-unavailable',
      'document-content-missing',
      'document-content-unreadable',
    ],
  },
} as const satisfies Record<string, Operation>;
