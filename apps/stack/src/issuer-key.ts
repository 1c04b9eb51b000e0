import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

/**
 * The private key that this clone's API signs development tokens with: an ES256 JWK
 * (RFC 7517), made at the first start, so that tokens outlive a restart.
 */
export async function issuerKey(path: string): Promise<string> {
  const kept = await readFile(path, 'utf8').catch(() => undefined);
  if (kept !== undefined) return kept.trim();
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'ES256' };
  const text = JSON.stringify(jwk);
  await writeFile(path, `${text}\n`, { mode: 0o600 });
  return text;
}
