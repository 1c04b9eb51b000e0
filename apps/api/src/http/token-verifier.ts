import { license, lineOfBusiness, role, SERVICE_ROLES } from '@assent/contracts';
import type { License, ReadableLines, Role } from '@assent/domain';
import { hash } from 'node:crypto';
import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import type { SessionKeeper, TokenParties, TokenSession } from '../dependencies';
import { sessionOf } from './session-names';
import { IssuerUnavailable } from './token-keys';

/** A person, or a service account, as a verified token names them. */
export interface Person {
  readonly subject: string;
  /** Whether the token is a program's own, so that no person answers for what is done with it. */
  readonly isService: boolean;
  /** Without those that a service account may not have. */
  readonly roles: readonly Role[];
  /** Null if the token states none that can be read, and for service accounts. */
  readonly license: License | null;
  /** As the token states them; null, for all, if it states none. */
  readonly lines: ReadableLines;
  /** When the token expires. */
  readonly expiresAt: Date;
  /** What the token can be ended by. */
  readonly session: TokenSession;
}

/** Returns whose token it is; null for an untrusted token. */
export type TokenVerifier = (token: string) => Promise<Person | null>;

/** Asymmetric only: a public key must never be a secret. */
export const ALGORITHMS = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA'];
const TYPES = ['jwt', 'at+jwt', 'application/at+jwt', 'application/jwt'];
export const CLOCK_TOLERANCE_SECONDS = 5;
const OLDEST = '24h';
const OLDEST_MS = 24 * 60 * 60_000;
export const SUBJECT = /^[^\p{C}]{1,200}$/u;

/** How long a verified token is trusted without another check. */
const TRUSTED_MS = 60_000;
const REMEMBERED_TOKENS = 10_000;

/**
 * Checks signature, issuer, audience, type, times and subject (RFC 8725), by the wall clock.
 *
 * @param now milliseconds since the epoch
 */
export function tokenVerifier(
  keys: JWTVerifyGetKey,
  parties: TokenParties,
  now: () => number = Date.now,
): TokenVerifier {
  const trusted = new LRUCache<string, Person>({
    max: REMEMBERED_TOKENS,
    ttl: TRUSTED_MS,
    ttlResolution: 0,
    perf: { now },
  });
  return async (token) => {
    const fingerprint = hash('sha256', token, 'base64');
    const known = trusted.get(fingerprint);
    if (known && known.expiresAt.getTime() > now()) return known;
    const claims = await verifiedClaims(token, keys, parties, new Date(now()));
    const person = claims && personOf(claims, token);
    if (!person) return null;
    trusted.set(fingerprint, person);
    return person;
  };
}

/** The same verifier, which trusts no token of a session that was ended. */
export function unlessEnded(
  verify: TokenVerifier,
  sessions: Pick<SessionKeeper, 'isReady' | 'ready' | 'isEnded'>,
): TokenVerifier {
  return async (token) => {
    const person = await verify(token);
    if (!person) return null;
    if (!sessions.isReady()) await sessions.ready();
    return sessions.isEnded(person.session) ? null : person;
  };
}

/** When a token that is good at a time has expired, however long it lasts, in milliseconds since the epoch. */
export function lastExpiry(now: number): Date {
  return new Date(now + OLDEST_MS + 2 * CLOCK_TOLERANCE_SECONDS * 1_000);
}

async function verifiedClaims(
  token: string,
  keys: JWTVerifyGetKey,
  { issuer, audience }: TokenParties,
  currentDate: Date,
): Promise<JWTPayload | null> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      algorithms: ALGORITHMS,
      issuer,
      audience,
      currentDate,
      requiredClaims: ['exp', 'iat', 'sub'],
      maxTokenAge: OLDEST,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    const { typ } = protectedHeader;
    return typ === undefined || TYPES.includes(typ.toLowerCase()) ? payload : null;
  } catch (error) {
    if (error instanceof IssuerUnavailable) throw error;
    if (error instanceof errors.JOSEError || error instanceof TypeError) return null;
    throw error;
  }
}

function personOf(claims: JWTPayload, token: string): Person | null {
  const { sub, roles, license: claimed, lines, exp = 0, iat = 0 } = claims;
  if (typeof sub !== 'string' || !SUBJECT.test(sub)) return null;
  const named: unknown[] = Array.isArray(roles) ? roles : [];
  const isService = isOfService(claims, named);
  return {
    subject: sub,
    isService,
    roles: role.options.filter(
      (known) => named.includes(known) && (!isService || SERVICE_ROLES.includes(known)),
    ),
    license: isService ? null : (license.safeParse(claimed).data ?? null),
    lines: linesOf(lines),
    expiresAt: new Date(exp * 1_000),
    session: sessionOf(token, { ...claims, sub, iat }),
  };
}

/** The claims in which providers name the client that a token was issued to. */
const CLIENT_CLAIMS = ['client_id', 'azp', 'cid', 'appid'];

/**
 * Whether a token comes from the client credentials grant: its subject is its client (RFC 9068, 3), or
 * the provider says so in its own claim, or in the role `service`.
 */
function isOfService(claims: JWTPayload, roles: readonly unknown[]): boolean {
  return (
    CLIENT_CLAIMS.some((name) => claims[name] === claims.sub) ||
    claims['gty'] === 'client-credentials' ||
    claims['idtyp'] === 'app' ||
    roles.includes('service')
  );
}

/** One that this build does not know is none that it could show. */
function linesOf(claimed: unknown): ReadableLines {
  if (claimed === undefined) return null;
  const named: unknown[] = [claimed].flat();
  return lineOfBusiness.options.filter((known) => named.includes(known));
}
