import type { Operation } from '../http/operation';
import { noQuery } from '../http/queries';

/** Cases that do not move although something should have moved them. */
export const stuckOperations = {
  showStuck: {
    id: 'showStuck',
    method: 'GET',
    path: '/v1/stuck',
    summary: 'Shows every stuck case by its cause',
    permission: 'read',
    query: noQuery,
    status: 200,
    answer: 'StuckBoard',
    problems: [],
  },
  reconcile: {
    id: 'reconcile',
    method: 'POST',
    path: '/v1/stuck/check',
    summary: 'Compares cases with their workflows now, repairs what is safe and shows the rest',
    permission: 'submit',
    query: noQuery,
    body: 'Nothing',
    status: 200,
    answer: 'StuckBoard',
    problems: ['check-under-way'],
  },
  repairCase: {
    id: 'repairCase',
    method: 'POST',
    path: '/v1/cases/{id}/repair',
    summary: 'Does the one thing that moves a stuck case, checks again and says what is now so',
    permission: 'submit',
    query: noQuery,
    body: 'Nothing',
    status: 200,
    answer: 'Repair',
    problems: ['case-not-found'],
  },
} as const satisfies Record<string, Operation>;
