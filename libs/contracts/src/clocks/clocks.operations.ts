import type { Operation } from '../http/operation';
import { noQuery } from '../http/queries';

/** The deadlines of a case, explained. */
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
} as const satisfies Record<string, Operation>;
