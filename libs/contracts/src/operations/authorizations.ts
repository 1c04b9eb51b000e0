import { authorizationQuery, noQuery, reminderQuery } from '../queries';
import type { Operation } from './operation';

/** What was approved, and the reminders of its end. */
export const authorizationOperations = {
  viewAuthorization: {
    id: 'viewAuthorization',
    method: 'GET',
    path: '/v1/authorizations/{number}',
    summary: 'Shows an authorization',
    permission: 'read',
    query: noQuery,
    status: 200,
    answer: 'Authorization',
    problems: ['authorization-not-found'],
  },
  listAuthorizations: {
    id: 'listAuthorizations',
    method: 'GET',
    path: '/v1/authorizations',
    summary: 'Lists authorizations, the soonest to expire first',
    permission: 'read',
    query: authorizationQuery,
    status: 200,
    answer: 'AuthorizationPage',
    problems: [],
  },
  listReminders: {
    id: 'listReminders',
    method: 'GET',
    path: '/v1/reminders',
    summary: 'Lists renewal reminders, sent and due, the earliest first',
    permission: 'read',
    query: reminderQuery,
    status: 200,
    answer: 'ReminderPage',
    problems: [],
  },
} as const satisfies Record<string, Operation>;
