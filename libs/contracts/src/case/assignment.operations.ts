import { KEY_OPTIONAL, VERSION_OPTIONAL, type Operation } from '../http/operation';
import { noQuery } from '../http/queries';

const COMMAND = {
  method: 'POST',
  permission: 'submit',
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

/** Who has a case, and when it comes back to them. */
export const assignmentOperations = {
  claimCase: {
    ...COMMAND,
    id: 'claimCase',
    path: '/v1/cases/{id}/claim',
    summary: 'Takes a case that nobody has',
    body: 'Nothing',
    problems: [...REFUSALS, 'case-assigned'],
  },
  releaseCase: {
    ...COMMAND,
    id: 'releaseCase',
    path: '/v1/cases/{id}/release',
    summary: 'Gives a case back, so that anybody may take it',
    body: 'Nothing',
    problems: REFUSALS,
  },
  assignCase: {
    ...COMMAND,
    id: 'assignCase',
    path: '/v1/cases/{id}/assign',
    summary: 'Gives a case to a person',
    body: 'Assignment',
    problems: [...REFUSALS, 'role-unknown'],
  },
  snoozeCase: {
    ...COMMAND,
    id: 'snoozeCase',
    path: '/v1/cases/{id}/snooze',
    summary: 'Puts a case out of the queues for a while; its clock runs on',
    body: 'Snooze',
    problems: REFUSALS,
  },
  unsnoozeCase: {
    ...COMMAND,
    id: 'unsnoozeCase',
    path: '/v1/cases/{id}/unsnooze',
    summary: 'Puts a snoozed case back into its queues',
    body: 'Nothing',
    problems: REFUSALS,
  },
} as const satisfies Record<string, Operation>;
