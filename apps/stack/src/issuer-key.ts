import { createPrivateKey, generateKeyPairSync, type JsonWebKey, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { writeWhole } from '@assent/local';
import { isPrivateJwk } from '@assent/platform';

/**
 * The private key that signs this clone's development tokens: an ES256 JWK (RFC 7517), made at the
 * first start, so that tokens outlive a restart.
 * @throws when something else is there.
 */
export async function issuerKey(path: string): Promise<string> {
  const kept = await readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unusable(path, error);
  });
  if (kept === undefined) return newKey(path);
  const text = kept.trim();
  if (!isKey(text)) throw unusable(path);
  return text;
}

function isKey(text: string): boolean {
  if (!isPrivateJwk(text)) return false;
  try {
    createPrivateKey({ key: JSON.parse(text) as JsonWebKey, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}

function unusable(path: string, cause?: unknown): Error {
  return new Error(
    `\`${path}\` is not a valid token signing key; delete it, and the next start creates a new one`,
    { cause },
  );
}

function newKey(path: string): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'ES256' };
  const text = JSON.stringify(jwk);
  writeWhole(path, `${text}\n`);
  return text;
}
