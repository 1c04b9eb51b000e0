import type { Operation } from '../http/operation';
import { noQuery } from '../http/queries';

/** The guideline in words. */
export const guidelineOperations = {
  describeGuideline: {
    id: 'describeGuideline',
    method: 'GET',
    path: '/v1/guidelines/{guidelineId}',
    summary:
      'Describes the guideline in effect today: its facts, allowed values, codes and criteria',
    query: noQuery,
    status: 200,
    answer: 'GuidelineDescription',
    reads: null,
    problems: ['guideline-not-found'],
  },
} as const satisfies Record<string, Operation>;

/** The evaluation of a request. */
export const evaluationOperations = {
  precheck: {
    id: 'precheck',
    method: 'POST',
    path: '/v1/determinations',
    summary: 'Evaluates a request without opening a case',
    query: noQuery,
    body: 'CoverageRequest',
    status: 200,
    answer: 'Determination',
    reads: { purpose: 'payment' },
    problems: [],
  },
} as const satisfies Record<string, Operation>;
