/** A secret that encrypts, and the id by which encrypted data names it. */
export interface EncryptionKey {
  readonly id: string;
  /** 32 bytes, for AES-256. */
  readonly secret: Uint8Array;
}

/** The keys that this installation encrypts with. */
export interface EncryptionKeys {
  /** Encrypts whatever is written from now on. */
  readonly newest: EncryptionKey;
  /** A key that may decrypt; null if this process was not given it. */
  find(id: string): EncryptionKey | null;
}

/** A key that encrypts data, itself encrypted. */
export interface WrappedKey {
  /** The key that it was wrapped with. */
  readonly keyId: string;
  readonly bytes: Uint8Array;
}

/** Wraps the keys of data, as a key management service does: its own keys need never leave it. */
export interface KeyService {
  /** The id of the key that wraps from now on. */
  readonly newest: string;
  /** @param purpose what the key is for; it unwraps for no other purpose */
  wrap(key: Uint8Array, purpose: string): Promise<WrappedKey>;
  /** Throws when the wrapping key is missing, or this was not wrapped with it for that purpose. */
  unwrap(wrapped: WrappedKey, purpose: string): Promise<Uint8Array>;
}
