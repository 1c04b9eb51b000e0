import type { Operation } from '../http/operation';
import { noQuery } from '../http/queries';

/** Sessions that end before their tokens expire. */
export const endedSessionOperations = {
  signOut: {
    id: 'signOut',
    method: 'POST',
    path: '/v1/session/end',
    summary: 'Signs out: the tokens of this session, or all of the person, are refused from now on',
    query: noQuery,
    body: 'SignOut',
    status: 200,
    answer: 'SessionsEnded',
    reads: null,
    problems: ['invalid'],
  },
  endSessions: {
    id: 'endSessions',
    method: 'POST',
    path: '/v1/sessions/end',
    summary: 'Refuses all tokens that a person got until now',
    query: noQuery,
    body: 'SessionsEnd',
    status: 200,
    answer: 'SessionsEnded',
    reads: null,
    problems: ['invalid'],
  },
  takeLogout: {
    id: 'takeLogout',
    method: 'POST',
    path: '/v1/back-channel-logout',
    summary: 'Takes the notice of the identity provider that a person signed out there',
    query: noQuery,
    body: 'LogoutRequest',
    form: true,
    status: 200,
    answer: 'SessionsEnded',
    reads: null,
    problems: ['invalid', 'logout-token-refused', 'unavailable', 'issuer-unavailable'],
  },
} as const satisfies Record<string, Operation>;
