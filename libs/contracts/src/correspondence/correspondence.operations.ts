import { KEY_OPTIONAL, type Operation } from '../http/operation';
import { noQuery } from '../http/queries';
import { LIST_OF_CASE, ONE_CASE, ONE_LETTER } from '../http/reads';
import { listedLetterQuery, printedLettersQuery } from './letters';

/** How the prescriber is reached. */
export const contactOperations = {
  changePrescriber: {
    id: 'changePrescriber',
    method: 'PATCH',
    path: '/v1/cases/{id}/prescriber',
    summary:
      "Changes the prescriber's phone or email while letters can still be sent; letters that were refused or came back are sent again",
    query: noQuery,
    body: 'PrescriberContact',
    headers: [{ name: 'If-Match', required: true }, KEY_OPTIONAL],
    status: 200,
    answer: 'Case',
    answerHeaders: ['ETag'],
    reads: ONE_CASE,
    problems: [
      'version-required',
      'case-not-found',
      'case-closed',
      'case-changed',
      'idempotency-key-reused',
    ],
  },
  changeMemberContact: {
    id: 'changeMemberContact',
    method: 'PATCH',
    path: '/v1/cases/{id}/member-contact',
    summary:
      'Changes the language and the addresses of letters to the member, on an open or a closed case, for letters that follow',
    query: noQuery,
    body: 'MemberContact',
    headers: [{ name: 'If-Match', required: true }, KEY_OPTIONAL],
    status: 200,
    answer: 'Case',
    answerHeaders: ['ETag'],
    reads: ONE_CASE,
    problems: ['version-required', 'case-not-found', 'case-changed', 'idempotency-key-reused'],
  },
} as const satisfies Record<string, Operation>;

/** Letters about a case. */
export const noticeOperations = {
  listNotices: {
    id: 'listNotices',
    method: 'GET',
    path: '/v1/cases/{id}/notices',
    summary: 'Lists the letters of a case, planned and sent, with their text',
    query: noQuery,
    status: 200,
    answer: 'NoticeList',
    reads: LIST_OF_CASE,
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
    query: noQuery,
    status: 200,
    answer: 'LetterList',
    reads: LIST_OF_CASE,
    problems: ['case-not-found'],
  },
  listAllLetters: {
    id: 'listAllLetters',
    method: 'GET',
    path: '/v1/letters',
    summary:
      'Lists the letters of all cases by what became of them: those that wait to be printed unless asked otherwise; longest waiting first, sent and delivered ones newest first',
    query: listedLetterQuery,
    status: 200,
    answer: 'ListedLetterPage',
    reads: { purpose: 'payment', cases: 'items.*.caseId', rows: 'items.*' },
    problems: [],
  },
  readLetters: {
    id: 'readLetters',
    method: 'GET',
    path: '/v1/letters/pdf',
    summary: 'Downloads several letters as one PDF, each on pages of its own, to print them',
    query: printedLettersQuery,
    status: 200,
    answer: 'LettersFile',
    answerAs: 'pdf',
    reads: { purpose: 'payment', letters: '?ids' },
    problems: ['letter-not-found', 'letter-not-sent'],
  },
  markMailed: {
    id: 'markMailed',
    method: 'POST',
    path: '/v1/letters/{letterId}/mailed',
    summary: 'Marks a printed letter to a member as mailed',
    query: noQuery,
    headers: [KEY_OPTIONAL],
    status: 200,
    answer: 'ListedLetter',
    reads: { ...ONE_LETTER, cases: 'caseId' },
    problems: ['letter-not-found', 'letter-not-to-print', 'idempotency-key-reused'],
  },
  reportDelivery: {
    id: 'reportDelivery',
    method: 'POST',
    path: '/v1/letters/{letterId}/delivery',
    summary:
      "Reports what the recipient's mail system did with a letter that was sent by email; one that came back is printed, or sent again once the address is corrected",
    query: noQuery,
    body: 'Delivery',
    headers: [KEY_OPTIONAL],
    status: 200,
    answer: 'Letter',
    reads: ONE_LETTER,
    problems: ['letter-not-found', 'letter-not-sent', 'idempotency-key-reused'],
  },
  readLetter: {
    id: 'readLetter',
    method: 'GET',
    path: '/v1/letters/{letterId}',
    summary:
      'Downloads a letter as it was sent, in the format that the header Accept prefers; plain text without one',
    query: noQuery,
    status: 200,
    answer: 'LetterFile',
    answerAs: 'letter',
    reads: ONE_LETTER,
    problems: ['letter-not-found', 'letter-not-sent', 'not-acceptable'],
  },
} as const satisfies Record<string, Operation>;
