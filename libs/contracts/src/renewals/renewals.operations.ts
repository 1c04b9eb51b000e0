import type { Operation } from '../http/operation';
import { reminderQuery, renewalQuery } from '../http/queries';

/** Reminders to the office. */
export const reminderOperations = {
  listReminders: {
    id: 'listReminders',
    method: 'GET',
    path: '/v1/reminders',
    summary: 'Lists renewal reminders, sent and due, earliest first',
    query: reminderQuery,
    status: 200,
    answer: 'ReminderPage',
    reads: { purpose: 'payment', rows: 'items.*' },
    problems: [],
  },
} as const satisfies Record<string, Operation>;

/** Authorizations that are about to end. */
export const renewalOperations = {
  listRenewals: {
    id: 'listRenewals',
    method: 'GET',
    path: '/v1/renewals',
    summary:
      'Lists authorizations to renew by the end of their coverage, with the missing information of each',
    query: renewalQuery,
    status: 200,
    answer: 'RenewalPage',
    reads: {
      purpose: 'payment',
      cases: ['items.*.authorization.caseId', 'items.*.review.caseId'],
      rows: 'items.*',
    },
    problems: [],
  },
} as const satisfies Record<string, Operation>;
