import type { DocumentRecord } from './document-store';

/**
 * What became of something that was to be encrypted under the newest key: it was already, its data key
 * was wrapped anew, it was encrypted for the first time, or it was gone or put anew meanwhile.
 */
export type Rewrapped = 'current' | 'rewrapped' | 'encrypted' | 'changed';

/** A store of documents that can move a content to the newest key while others read it. */
export interface RewrappingStore {
  /**
   * @throws DocumentContentMissing
   * @throws DocumentContentUnreadable
   * @throws DocumentStoreUnavailable
   */
  rewrap(document: Pick<DocumentRecord, 'id' | 'sha256'>): Promise<Rewrapped>;
}

/** A document's place in the order in which they are moved, the oldest first. */
export type DocumentPlace = Pick<DocumentRecord, 'id' | 'uploadedAt'>;

/** How far the contents of documents have moved to a key; counts are of documents. */
export interface KeyRotation {
  readonly keyId: string;
  readonly startedAt: Date;
  /** When the last of them were looked at. */
  readonly movedAt: Date;
  /** The last one that was looked at; null before the first. */
  readonly after: DocumentPlace | null;
  /** Were under that key already. */
  readonly current: number;
  readonly rewrapped: number;
  /** Had no encryption before. */
  readonly encrypted: number;
  /** Lost, changed, or under a key that is missing. */
  readonly unreadable: number;
}

/** A rotation, and how many documents it has not looked at yet. */
export interface ShownRotation extends KeyRotation {
  readonly left: number;
}

/** What one process at a time does with the rotations. */
export interface RotationTurn {
  rotation(keyId: string): Promise<KeyRotation | null>;
  /** Documents that were added up to a time, after a place. */
  documents(
    after: DocumentPlace | null,
    upTo: Date,
    limit: number,
  ): Promise<readonly DocumentRecord[]>;
  keep(rotation: KeyRotation): Promise<void>;
}

/** The rotations in the record. Every method throws `RecordUnavailable` while it cannot be reached. */
export interface KeyRotationRecord {
  /** @returns null, at once, if another process has the turn */
  alone<Value>(run: (turn: RotationTurn) => Promise<Value>): Promise<Value | null>;
  /** The newest first. */
  rotations(): Promise<readonly ShownRotation[]>;
}
