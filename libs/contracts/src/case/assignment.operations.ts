import { KEY_OPTIONAL, type Operation } from '../http/operation';
import { CASE_COMMAND, COMMAND_REFUSALS } from './case-command';

/** A case's assignee, and when it comes back. */
export const assignmentOperations = {
  claimCase: {
    ...CASE_COMMAND,
    id: 'claimCase',
    path: '/v1/cases/{id}/claim',
    summary: 'Assigns an unassigned case to the caller',
    body: 'Nothing',
    problems: [...COMMAND_REFUSALS, 'case-assigned'],
  },
  takeNextCase: {
    ...CASE_COMMAND,
    id: 'takeNextCase',
    path: '/v1/cases/next',
    summary:
      'Assigns the caller the unassigned case in review with the soonest deadline that they may decide',
    headers: [KEY_OPTIONAL],
    body: 'Nothing',
    reads: { purpose: 'payment', cases: 'id' },
    problems: ['no-case-waits', 'idempotency-key-reused'],
  },
  releaseCase: {
    ...CASE_COMMAND,
    id: 'releaseCase',
    path: '/v1/cases/{id}/release',
    summary:
      'Unassigns a case; one with a reviewer is unassigned by them alone, and approved then if it meets the criteria',
    body: 'Nothing',
    problems: [...COMMAND_REFUSALS, 'case-assigned', 'guideline-missing'],
  },
  assignCase: {
    ...CASE_COMMAND,
    id: 'assignCase',
    path: '/v1/cases/{id}/assign',
    summary: 'Assigns a case to a person who has signed in and may work on it',
    body: 'Assignment',
    problems: [...COMMAND_REFUSALS, 'role-unknown'],
  },
  snoozeCase: {
    ...CASE_COMMAND,
    id: 'snoozeCase',
    path: '/v1/cases/{id}/snooze',
    summary:
      'Snoozes a case: it is hidden from queues for a while, and its decision deadline does not change',
    body: 'Snooze',
    problems: COMMAND_REFUSALS,
  },
  unsnoozeCase: {
    ...CASE_COMMAND,
    id: 'unsnoozeCase',
    path: '/v1/cases/{id}/unsnooze',
    summary: 'Ends the snooze of a case',
    body: 'Nothing',
    problems: COMMAND_REFUSALS,
  },
} as const satisfies Record<string, Operation>;
