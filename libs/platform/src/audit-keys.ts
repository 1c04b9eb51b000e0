import type { SealKeys, SealSigner, Sha256 } from '@assent/application';
import { createPrivateKey, createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigError } from './config';
import type { VariableName } from './config-variables';

export const sha256: Sha256 = (text) => hash('sha256', text, 'hex');

/**
 * What signs seals.
 * @param file an Ed25519 private key in PEM form (RFC 8410)
 * @throws ConfigError
 */
export function sealSigner(file: string): SealSigner & SealKeys {
  const privateKey = readKey('AUDIT_SEAL_KEY', file, createPrivateKey);
  const publicKey = createPublicKey(privateKey);
  return {
    key: nameOf(publicKey),
    sign: (payload) => sign(null, Buffer.from(payload), privateKey).toString('base64'),
    ...keysOf([publicKey]),
  };
}

/**
 * The keys that seals may be signed with.
 * @param file Ed25519 public keys in PEM form, one after the other: those of before stay
 * @throws ConfigError
 */
export function sealKeys(file: string): SealKeys {
  return keysOf(
    readKey('AUDIT_PUBLIC_KEYS', file, (text) => {
      const blocks = text.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g);
      if (!blocks) throw new Error('there is no key in it');
      return blocks.map((block) => createPublicKey(block));
    }),
  );
}

function keysOf(keys: readonly KeyObject[]): SealKeys {
  const known = new Map(keys.map((key) => [nameOf(key), key]));
  return {
    isSigned: ({ payload, signature }, name) => {
      const key = known.get(name);
      return (
        key !== undefined &&
        verify(null, Buffer.from(payload), key, Buffer.from(signature, 'base64'))
      );
    },
  };
}

/** The SHA-256 of a public key (RFC 5280, SubjectPublicKeyInfo in DER). */
function nameOf(key: KeyObject): string {
  return hash('sha256', key.export({ format: 'der', type: 'spki' }), 'hex');
}

function readKey<Read extends KeyObject | readonly KeyObject[]>(
  variable: VariableName,
  file: string,
  read: (text: string) => Read,
): Read {
  try {
    const found = read(readFileSync(file, 'utf8'));
    const keys: readonly KeyObject[] = 'length' in found ? found : [found];
    if (keys.every(({ asymmetricKeyType }) => asymmetricKeyType === 'ed25519')) return found;
  } catch {
    // What is wrong with a key must not be told in its own words.
  }
  throw new ConfigError([{ variable, problem: 'is not a readable file with an Ed25519 key' }]);
}
