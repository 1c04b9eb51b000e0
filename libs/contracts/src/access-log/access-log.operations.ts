import type { Operation } from '../http/operation';
import { accessLogQuery } from './access-log';

/** Who read members' data. */
export const accessLogOperations = {
  listAccesses: {
    id: 'listAccesses',
    method: 'GET',
    path: '/v1/access-log',
    summary:
      'Lists who read about a member or a case, or what a person read, newest first; as CSV, all of it',
    query: accessLogQuery,
    status: 200,
    answer: 'AccessPage',
    answerAs: 'report',
    reads: {
      purpose: 'operations',
      members: '?member',
      cases: ['?caseId', 'items.*.cases.*.id'],
      rows: 'items.*',
    },
    problems: ['member-not-found', 'not-acceptable'],
  },
} as const satisfies Record<string, Operation>;
