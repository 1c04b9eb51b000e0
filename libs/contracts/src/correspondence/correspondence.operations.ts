import { KEY_OPTIONAL, type Operation } from '../http/operation';
import { noQuery } from '../http/queries';

/** How the prescriber is reached. */
export const contactOperations = {
  changePrescriber: {
    id: 'changePrescriber',
    method: 'PATCH',
    path: '/v1/cases/{id}/prescriber',
    summary:
      "Changes the prescriber's phone or email while letters can still be sent; letters that were refused are sent again",
    permission: 'submit',
    query: noQuery,
    body: 'PrescriberContact',
    headers: [{ name: 'If-Match', required: true }, KEY_OPTIONAL],
    status: 200,
    answer: 'Case',
    answerHeaders: ['ETag'],
    problems: [
      'version-required',
      'case-not-found',
      'case-closed',
      'case-changed',
      'idempotency-key-reused',
    ],
  },
} as const satisfies Record<string, Operation>;

/** Letters about a case. */
export const noticeOperations = {
  listNotices: {
    id: 'listNotices',
    method: 'GET',
    path: '/v1/cases/{id}/notices',
    summary: 'Lists the letters of a case, planned and sent, with their text',
    permission: 'read',
    query: noQuery,
    status: 200,
    answer: 'NoticeList',
    problems: ['case-not-found'],
  },
} as const satisfies Record<string, Operation>;

/** Letters as documents. */
export const letterOperations = {
  listLetters: {
    id: 'listLetters',
    method: 'GET',
    path: '/v1/cases/{id}/letters',
    summary: 'Lists the letters of a case, planned and sent',
    permission: 'read',
    query: noQuery,
    status: 200,
    answer: 'LetterList',
    problems: ['case-not-found'],
  },
  readLetter: {
    id: 'readLetter',
    method: 'GET',
    path: '/v1/letters/{letterId}',
    summary:
      'Downloads a letter as it was sent, in the format that the header Accept prefers; plain text without one',
    permission: 'read',
    query: noQuery,
    status: 200,
    answer: 'LetterFile',
    answerAs: 'letter',
    problems: ['letter-not-found', 'letter-not-sent', 'not-acceptable'],
  },
} as const satisfies Record<string, Operation>;
