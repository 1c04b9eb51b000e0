import { randomBytes } from 'node:crypto';
import type { EncryptionKey, EncryptionKeys } from '@assent/application';
import { SECRET_BYTES } from './sealing';

const ENTRY = /^([\w.-]{1,40}):([A-Za-z0-9+/]{43}=)$/;

/**
 * Reads keys as `ENCRYPTION_KEYS` has them: `id:secret` with 32 bytes in base64, separated by blanks
 * or lines, the newest first.
 * @returns null if the text is none, or names a key twice
 */
export function readEncryptionKeys(text: string): EncryptionKeys | null {
  const entries = text.trim().split(/\s+/).map(readKey);
  const keys = entries.filter((key) => key !== null);
  const byId = new Map(keys.map((key) => [key.id, key]));
  const [newest] = keys;
  if (!newest || byId.size < entries.length) return null;
  return { newest, find: (id) => byId.get(id) ?? null };
}

function readKey(entry: string): EncryptionKey | null {
  const [, id, secret] = ENTRY.exec(entry) ?? [];
  if (id === undefined || secret === undefined) return null;
  return { id, secret: Buffer.from(secret, 'base64') };
}

/** A new key, as one entry of `ENCRYPTION_KEYS`. */
export function newEncryptionKey(id: string): string {
  return `${id}:${randomBytes(SECRET_BYTES).toString('base64')}`;
}
