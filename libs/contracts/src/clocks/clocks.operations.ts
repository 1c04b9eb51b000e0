import { KEY_OPTIONAL, VERSION_OPTIONAL, type Operation } from '../http/operation';
import { noQuery } from '../http/queries';

const COMMAND = {
  method: 'POST',
  query: noQuery,
  headers: [KEY_OPTIONAL, VERSION_OPTIONAL],
  status: 200,
  answer: 'Case',
  answerHeaders: ['ETag'],
} as const;

const REFUSALS = [
  'case-not-found',
  'case-closed',
  'case-changed',
  'idempotency-key-reused',
] as const;

/** The deadlines of a case, explained and moved. */
export const clockLedgerOperations = {
  showClocks: {
    id: 'showClocks',
    method: 'GET',
    path: '/v1/cases/{id}/clocks',
    summary: 'Shows the clocks of a case, and why each is due when it is',
    permission: 'read',
    query: noQuery,
    status: 200,
    answer: 'Clocks',
    problems: ['case-not-found'],
  },
  expediteCase: {
    ...COMMAND,
    id: 'expediteCase',
    path: '/v1/cases/{id}/expedite',
    summary: 'Makes a standard case expedited; the sooner of the two deadlines is kept',
    permission: 'submit',
    body: 'Expedite',
    problems: [...REFUSALS, 'already-expedited', 'no-clock'],
  },
  extendDeadline: {
    ...COMMAND,
    id: 'extendDeadline',
    path: '/v1/cases/{id}/extension',
    summary: 'Extends the deadline once, if the rule of the plan allows it, and tells the office',
    permission: 'decide',
    body: 'Extension',
    problems: [...REFUSALS, 'already-extended', 'extension-barred', 'deadline-passed'],
  },
} as const satisfies Record<string, Operation>;
