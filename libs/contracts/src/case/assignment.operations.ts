import { KEY_OPTIONAL, type Operation } from '../http/operation';
import { CASE_COMMAND, COMMAND_REFUSALS } from './case-command';

const COMMAND = { ...CASE_COMMAND, permission: 'submit' } as const;

/** A case's assignee, and when it comes back. */
export const assignmentOperations = {
  claimCase: {
    ...COMMAND,
    id: 'claimCase',
    path: '/v1/cases/{id}/claim',
    summary: 'Assigns an unassigned case to the caller',
    body: 'Nothing',
    problems: [...COMMAND_REFUSALS, 'case-assigned'],
  },
  takeNextCase: {
    ...COMMAND,
    id: 'takeNextCase',
    path: '/v1/cases/next',
    summary:
      'Assigns the caller the unassigned case in review with the soonest deadline that they may decide',
    permission: 'decide',
    headers: [KEY_OPTIONAL],
    body: 'Nothing',
    reads: { purpose: 'payment', cases: 'id' },
    problems: ['no-case-waits', 'idempotency-key-reused'],
  },
  releaseCase: {
    ...COMMAND,
    id: 'releaseCase',
    path: '/v1/cases/{id}/release',
    summary: 'Unassigns a case',
    body: 'Nothing',
    problems: COMMAND_REFUSALS,
  },
  assignCase: {
    ...COMMAND,
    id: 'assignCase',
    path: '/v1/cases/{id}/assign',
    summary: 'Assigns a case to a person',
    body: 'Assignment',
    problems: [...COMMAND_REFUSALS, 'role-unknown'],
  },
  snoozeCase: {
    ...COMMAND,
    id: 'snoozeCase',
    path: '/v1/cases/{id}/snooze',
    summary:
      'Snoozes a case: it is hidden from queues for a while, and its decision deadline does not change',
    body: 'Snooze',
    problems: COMMAND_REFUSALS,
  },
  unsnoozeCase: {
    ...COMMAND,
    id: 'unsnoozeCase',
    path: '/v1/cases/{id}/unsnooze',
    summary: 'Ends the snooze of a case',
    body: 'Nothing',
    problems: COMMAND_REFUSALS,
  },
} as const satisfies Record<string, Operation>;
