import { hash } from 'node:crypto';
import type { TokenSession } from '../dependencies';

/** What tokens have in common that are ended together. */
export type NamedBy =
  /** Nothing: each token for itself. */
  | 'token'
  /** The session at the provider (`sid`). */
  | 'session'
  /** The person, in tokens that name no session. */
  | 'person-without-session'
  /** The person. */
  | 'person';

/** The name under which they are ended: a digest, as a session is no one else's business. */
export function sessionName(by: NamedBy, value: string): string {
  return hash('sha256', `${by}\n${value}`, 'hex');
}

/** @param token of a valid signature */
export function sessionOf(
  token: string,
  claims: {
    readonly jti?: unknown;
    readonly sid?: unknown;
    readonly sub: string;
    readonly iat: number;
  },
): TokenSession {
  const { iat, jti, sid, sub } = claims;
  const itself = sessionName('token', typeof jti === 'string' ? jti : signedPart(token));
  const own = typeof sid === 'string' ? [itself, sessionName('session', sid)] : [itself];
  const bySubject = [
    ...(typeof sid === 'string' ? [] : [sessionName('person-without-session', sub)]),
    sessionName('person', sub),
  ];
  return { own, names: [...own, ...bySubject], issuedAt: new Date(iat * 1_000) };
}

/** Without its signature, which can be written in other ways. */
function signedPart(token: string): string {
  return token.slice(0, token.lastIndexOf('.'));
}
