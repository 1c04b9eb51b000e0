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

/** A case's assignee, and when it comes back. */
export const assignmentOperations = {
  claimCase: {
    ...COMMAND,
    id: 'claimCase',
    path: '/v1/cases/{id}/claim',
    summary: 'Assigns an unassigned case to the caller',
    body: 'Nothing',
    problems: [...REFUSALS, 'case-assigned'],
  },
  releaseCase: {
    ...COMMAND,
    id: 'releaseCase',
    path: '/v1/cases/{id}/release',
    summary: 'Unassigns a case',
    body: 'Nothing',
    problems: REFUSALS,
  },
  assignCase: {
    ...COMMAND,
    id: 'assignCase',
    path: '/v1/cases/{id}/assign',
    summary: 'Assigns a case to a person',
    body: 'Assignment',
    problems: [...REFUSALS, 'role-unknown'],
  },
  snoozeCase: {
    ...COMMAND,
    id: 'snoozeCase',
    path: '/v1/cases/{id}/snooze',
    summary:
      'Snoozes a case: it is hidden from queues for a while, and its decision deadline does not change',
    body: 'Snooze',
    problems: REFUSALS,
  },
  unsnoozeCase: {
    ...COMMAND,
    id: 'unsnoozeCase',
    path: '/v1/cases/{id}/unsnooze',
    summary: 'Ends the snooze of a case',
    body: 'Nothing',
    problems: REFUSALS,
  },
} as const satisfies Record<string, Operation>;
