import type { Operation } from '../http/operation';
import { noQuery } from '../http/queries';

/** Who people are. */
export const sessionOperations = {
  showSession: {
    id: 'showSession',
    method: 'GET',
    path: '/v1/session',
    summary: 'Shows who is signed in and what they may do',
    query: noQuery,
    status: 200,
    answer: 'Session',
    reads: null,
    problems: [],
  },
  showSignIn: {
    id: 'showSignIn',
    method: 'GET',
    path: '/v1/sign-in',
    summary: 'Shows how people sign in to the web app',
    query: noQuery,
    status: 200,
    answer: 'SignIn',
    reads: null,
    problems: [],
  },
} as const satisfies Record<string, Operation>;
