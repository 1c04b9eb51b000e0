import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { EncryptionKey, EncryptionKeys } from '@assent/application';

const CIPHER = 'aes-256-gcm';
const NOTHING = new Uint8Array();

/** Of AES-256-GCM, in bytes. */
export const SECRET_BYTES = 32;
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;

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
  /** @param id of the key; null if not even that can be read */
  constructor(id: string | null, cause?: unknown) {
    const orOther = id === null ? '' : `, or encrypted with another key of the id \`${id}\``;
    super(`this was changed${orOther}`, { cause });
    this.name = 'NotDecryptable';
  }
}

/**
 * Encrypts with the newest key. The same bytes come out differently each time.
 * @param purpose what the bytes are for; they open for no other purpose
 */
export function seal({ newest }: EncryptionKeys, bytes: Uint8Array, purpose: string): Sealed {
  const nonce = randomBytes(NONCE_BYTES);
  const encrypted = encrypt(newest.secret, nonce, bytes, contextOf(newest, purpose));
  return { keyId: newest.id, bytes: Buffer.concat([nonce, encrypted]) };
}

/**
 * Decrypts what `seal` encrypted for a purpose.
 * @throws UnknownEncryptionKey
 * @throws NotDecryptable
 */
export function unseal(keys: EncryptionKeys, { keyId, bytes }: Sealed, purpose: string): Buffer {
  const key = keys.find(keyId);
  if (!key) throw new UnknownEncryptionKey(keyId);
  const nonce = bytes.subarray(0, NONCE_BYTES);
  return decrypt(key, nonce, bytes.subarray(NONCE_BYTES), contextOf(key, purpose));
}

function contextOf({ id }: EncryptionKey, purpose: string): Buffer {
  return Buffer.from(`${purpose} ${id}`);
}

/**
 * Encrypts by AES-256-GCM.
 * @param nonce of 12 bytes, never used with this secret before
 * @returns the encrypted bytes, and after them the tag
 */
export function encrypt(
  secret: Uint8Array,
  nonce: Uint8Array,
  bytes: Uint8Array,
  context: Uint8Array = NOTHING,
): Buffer {
  const cipher = createCipheriv(CIPHER, secret, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(context);
  return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/**
 * Decrypts what `encrypt` returned.
 * @throws NotDecryptable
 */
export function decrypt(
  { id, secret }: EncryptionKey,
  nonce: Uint8Array,
  encrypted: Uint8Array,
  context: Uint8Array = NOTHING,
): Buffer {
  try {
    const end = Math.max(0, encrypted.length - TAG_BYTES);
    const decipher = createDecipheriv(CIPHER, secret, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(context);
    decipher.setAuthTag(encrypted.subarray(end));
    return Buffer.concat([decipher.update(encrypted.subarray(0, end)), decipher.final()]);
  } catch (error) {
    throw new NotDecryptable(id, error);
  }
}
