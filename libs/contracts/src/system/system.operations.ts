import { z } from 'zod';
import type { Operation } from '../http/operation';

/** The service itself. */
export const systemOperations = {
  checkHealth: {
    id: 'checkHealth',
    method: 'GET',
    path: '/healthz',
    summary: 'Answers while the process is running; 503 once it was asked to end',
    query: z.looseObject({}),
    status: 200,
    answer: 'Health',
    reads: null,
    problems: [],
  },
  checkReadiness: {
    id: 'checkReadiness',
    method: 'GET',
    path: '/readyz',
    summary:
      'Shows whether each dependency can be reached; 503 while one cannot, and once it was asked to end',
    query: z.looseObject({}),
    status: 200,
    answer: 'Readiness',
    reads: null,
    problems: [],
  },
  describe: {
    id: 'describe',
    method: 'GET',
    path: '/openapi.json',
    summary: 'This description',
    query: z.looseObject({}),
    status: 200,
    answer: 'Description',
    reads: null,
    problems: [],
  },
} as const satisfies Record<string, Operation>;
