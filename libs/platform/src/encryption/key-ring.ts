import type { EncryptionKeys, KeyService } from '@assent/application';
import { seal, unseal } from './sealing';

/**
 * Wraps with the keys that this process was given, for where there is no key management service.
 * Unwrapping throws UnknownEncryptionKey, and NotDecryptable.
 */
export function keyRing(keys: EncryptionKeys): KeyService {
  return {
    newest: keys.newest.id,
    wrap: (key, purpose) => Promise.resolve(seal(keys, key, purpose)),
    unwrap: async (wrapped, purpose) => Promise.resolve(unseal(keys, wrapped, purpose)),
  };
}
