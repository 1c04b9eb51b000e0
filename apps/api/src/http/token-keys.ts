import type { License, LineOfBusiness } from '@assent/domain';
import type { PrivateJwk, TokenKeys } from '@assent/platform';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  SignJWT,
  importJWK,
  type JWTVerifyGetKey,
} from 'jose';
import type { TokenParties } from '../dependencies';

/** Thrown when the issuer's keys cannot be fetched; the token may be good. */
export class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
  constructor() {
    super("the token issuer's keys cannot be reached");
  }
}

/** The keys that check tokens. */
export function verificationKeys(keys: TokenKeys): JWTVerifyGetKey {
  switch (keys.kind) {
    case 'jwks':
      return remoteKeys(new URL(keys.url));
    case 'development':
      return createLocalJWKSet({ keys: [publicPart(keys.privateKey)] });
  }
}

function remoteKeys(url: URL): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(url, { timeoutDuration: 3_000, cooldownDuration: 10_000 });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (isUnknownKey(error)) throw error;
      throw new IssuerUnavailable();
    }
  };
}

function isUnknownKey(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}

function publicPart({ d: _, ...key }: PrivateJwk) {
  return { ...key, alg: 'ES256', use: 'sig' };
}

const LIFETIME = '12h';

/** Signs a local stack's tokens: its own issuer, for any caller. */
export function localIssuer(key: PrivateJwk, { issuer, audience }: TokenParties) {
  return async (
    subject: string,
    role: string,
    license?: License,
    lines?: readonly LineOfBusiness[],
  ): Promise<string> =>
    new SignJWT({ roles: [role], ...(license && { license }), ...(lines && { lines }) })
      .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid: key.kid })
      .setSubject(subject)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(LIFETIME)
      .sign(await importJWK(key, 'ES256'));
}
