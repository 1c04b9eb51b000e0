import type { Operation } from '../http/operation';
import { noQuery } from '../http/queries';

/** Cases that failed to move when they should have. */
export const stuckOperations = {
  showStuck: {
    id: 'showStuck',
    method: 'GET',
    path: '/v1/stuck',
    summary: 'Lists every stuck case by cause',
    query: noQuery,
    status: 200,
    answer: 'StuckBoard',
    reads: { purpose: 'operations', cases: 'groups.*.cases.*.id', rows: 'groups.*.cases.*' },
    problems: [],
  },
  reconcile: {
    id: 'reconcile',
    method: 'POST',
    path: '/v1/stuck/check',
    summary: 'Checks all cases now, repairs what is safe and lists the rest',
    query: noQuery,
    body: 'Nothing',
    status: 200,
    answer: 'StuckBoard',
    reads: { purpose: 'operations', cases: 'groups.*.cases.*.id', rows: 'groups.*.cases.*' },
    problems: ['check-under-way'],
  },
  repairCase: {
    id: 'repairCase',
    method: 'POST',
    path: '/v1/cases/{id}/repair',
    summary: 'Does what gets a stuck case moving, checks it again and reports the result',
    query: noQuery,
    body: 'Nothing',
    status: 200,
    answer: 'Repair',
    reads: { purpose: 'operations', cases: '{id}' },
    problems: ['case-not-found'],
  },
} as const satisfies Record<string, Operation>;
