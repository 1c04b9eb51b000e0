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
import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { TokenParties } from '../dependencies';

/** Thrown when the issuer's keys cannot be fetched; the token may be good. */
export class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
  constructor(cause: unknown) {
    super("the token issuer's keys cannot be reached", { cause });
  }
}

const TIMEOUT_MS = 3_000;
/** How long an answer of the issuer's about where its keys are is used. */
const DISCOVERED_MS = 60 * 60_000;

/** The keys that check tokens. */
export function verificationKeys(keys: TokenKeys): JWTVerifyGetKey {
  switch (keys.kind) {
    case 'jwks':
      return remoteKeys(new URL(keys.url));
    case 'discovery':
      return discoveredKeys(keys);
    case 'development':
      return createLocalJWKSet({ keys: [publicPart(keys.privateKey)] });
  }
}

function remoteKeys(url: URL): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(url, { timeoutDuration: TIMEOUT_MS, cooldownDuration: 10_000 });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (isUnknownKey(error)) throw error;
      throw new IssuerUnavailable(error);
    }
  };
}

/** The issuer's metadata cannot be used; its code is what the log says. */
class MetadataRefused extends Error {
  constructor(readonly code: 'ISSUER_MISMATCH' | 'KEYS_IN_THE_CLEAR' | 'NO_METADATA') {
    super('the metadata of the token issuer cannot be used');
  }
}

type Discovery = Extract<TokenKeys, { readonly kind: 'discovery' }>;

/** Asks the issuer again within an hour where its keys are, and keeps the last answer meanwhile. */
function discoveredKeys(issuer: Discovery): JWTVerifyGetKey {
  const found = new LRUCache<'keys', JWTVerifyGetKey>({
    max: 1,
    ttl: DISCOVERED_MS,
    fetchMethod: async () => remoteKeys(await keysAddress(issuer)),
    allowStaleOnFetchRejection: true,
    noDeleteOnFetchRejection: true,
  });
  return async (header, token) => {
    const keys = await found.forceFetch('keys').catch((error: unknown) => {
      throw new IssuerUnavailable(error);
    });
    return keys(header, token);
  };
}

const metadata = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/**
 * Where the issuer says that its keys are (OpenID Connect Discovery 1.0, 4).
 * @throws MetadataRefused when it speaks for another issuer, or leads from https to http
 */
async function keysAddress({ issuer, authority }: Discovery): Promise<URL> {
  const answer = await fetch(`${authority.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const said = metadata.safeParse(answer.ok ? await answer.json().catch(() => null) : null);
  if (!said.success) throw new MetadataRefused('NO_METADATA');
  if (said.data.issuer !== issuer) throw new MetadataRefused('ISSUER_MISMATCH');
  const keys = new URL(said.data.jwks_uri);
  const isInTheClear = keys.protocol === 'http:' && authority.startsWith('https:');
  if (isInTheClear) throw new MetadataRefused('KEYS_IN_THE_CLEAR');
  return keys;
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
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(LIFETIME)
      .sign(await importJWK(key, 'ES256'));
}
