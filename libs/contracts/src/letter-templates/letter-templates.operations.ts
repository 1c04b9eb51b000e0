import { KEY_OPTIONAL, VERSION_REQUIRED, type Operation } from '../http/operation';
import { noQuery } from '../http/queries';
import { letterTemplateQuery } from './letter-templates';

/** What a plan changes in its letters. */
export const letterTemplateOperations = {
  listLetterTemplates: {
    id: 'listLetterTemplates',
    method: 'GET',
    path: '/v1/letter-templates',
    summary: 'Lists all kinds of letters, what the plan changed in them, and its versions',
    query: noQuery,
    status: 200,
    answer: 'LetterTemplates',
    answerHeaders: ['ETag'],
    reads: null,
    problems: [],
  },
  changeLetterTemplates: {
    id: 'changeLetterTemplates',
    method: 'PUT',
    path: '/v1/letter-templates',
    summary:
      'Makes the next version of what the plan changes in its letters, if every letter passes its checks; letters that were sent stay as they were',
    query: noQuery,
    body: 'LetterTemplatesCommand',
    headers: [VERSION_REQUIRED, KEY_OPTIONAL],
    status: 200,
    answer: 'LetterTemplates',
    answerHeaders: ['ETag'],
    reads: null,
    problems: ['version-required', 'letter-templates-changed', 'idempotency-key-reused'],
  },
  previewLetterTemplate: {
    id: 'previewLetterTemplate',
    method: 'GET',
    path: '/v1/letter-templates/{kind}/preview',
    summary:
      'Shows a kind of letter about an invented case, in the format that the header Accept prefers',
    query: letterTemplateQuery,
    status: 200,
    answer: 'LetterFile',
    answerAs: 'letter',
    reads: null,
    problems: ['letter-not-found', 'not-acceptable'],
  },
} as const satisfies Record<string, Operation>;
