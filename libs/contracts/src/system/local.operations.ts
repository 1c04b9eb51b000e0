import type { Operation } from '../http/operation';
import { noQuery } from '../http/queries';

/** Calls of the local stack only. */
export const localOperations = {
  issueToken: {
    id: 'issueToken',
    method: 'POST',
    path: '/dev/token',
    summary: 'Issues a token for a role; local stack only',
    query: noQuery,
    body: 'TokenRequest',
    status: 200,
    answer: 'Token',
    reads: null,
    problems: ['invalid'],
  },
} as const satisfies Record<string, Operation>;

/** Calls of the sandbox only. */
export const clockOperations = {
  readClock: {
    id: 'readClock',
    method: 'GET',
    path: '/dev/clock',
    summary: "Shows the sandbox's time",
    query: noQuery,
    status: 200,
    answer: 'Clock',
    reads: null,
    problems: [],
  },
  moveClock: {
    id: 'moveClock',
    method: 'POST',
    path: '/dev/clock',
    summary: "Moves the sandbox's time forward, and answers when the work due by then is done",
    query: noQuery,
    body: 'ClockMove',
    status: 200,
    answer: 'Clock',
    reads: null,
    problems: ['invalid', 'work-not-done'],
  },
} as const satisfies Record<string, Operation>;
