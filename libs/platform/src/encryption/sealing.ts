import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { EncryptionKey, EncryptionKeys } from '@assent/application';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypted bytes, with the id of their key. */
export interface Sealed {
  readonly keyId: string;
  /** Nonce, encrypted text and tag (NIST SP 800-38D). */
  readonly bytes: Uint8Array;
}

/** Data was encrypted with a key that this process does not have. */
export class UnknownEncryptionKey extends Error {
  constructor(id: string) {
    super(`this was encrypted with the key \`${id}\`, which is not in ENCRYPTION_KEYS`);
    this.name = 'UnknownEncryptionKey';
  }
}

/** Data is not what was encrypted with the key that it names. */
export class NotDecryptable extends Error {
  constructor(id: string, cause?: unknown) {
    super(`this was changed, or encrypted with another key of the id \`${id}\``, { cause });
    this.name = 'NotDecryptable';
  }
}

/**
 * Encrypts with the newest key. The same bytes come out differently each time.
 * @param purpose what the bytes are for; they open for no other purpose
 */
export function seal({ newest }: EncryptionKeys, bytes: Uint8Array, purpose: string): Sealed {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, newest.secret, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(contextOf(newest, purpose));
  const encrypted = [cipher.update(bytes), cipher.final()];
  return { keyId: newest.id, bytes: Buffer.concat([nonce, ...encrypted, cipher.getAuthTag()]) };
}

/**
 * Decrypts what `seal` encrypted for a purpose.
 * @throws UnknownEncryptionKey
 * @throws NotDecryptable
 */
export function unseal(keys: EncryptionKeys, { keyId, bytes }: Sealed, purpose: string): Buffer {
  const key = keys.find(keyId);
  if (!key) throw new UnknownEncryptionKey(keyId);
  try {
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const end = Math.max(NONCE_BYTES, bytes.length - TAG_BYTES);
    const decipher = createDecipheriv(CIPHER, key.secret, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(contextOf(key, purpose));
    decipher.setAuthTag(bytes.subarray(end));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, end)), decipher.final()]);
  } catch (error) {
    throw new NotDecryptable(keyId, error);
  }
}

function contextOf({ id }: EncryptionKey, purpose: string): Buffer {
  return Buffer.from(`${purpose} ${id}`);
}
