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
