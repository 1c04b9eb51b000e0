import type { ActiveContent, Actor, DocumentType, ScanState } from '@assent/domain';

/** A supporting document of a case, as the record has it; its content is in the store. */
export interface DocumentRecord {
  /** Also the key of its content in the store. */
  readonly id: string;
  readonly caseId: string;
  /** The file name that people see. */
  readonly name: string;
  readonly mediaType: DocumentType;
  /** In bytes. */
  readonly size: number;
  /** SHA-256 of the content, in hexadecimal. */
  readonly sha256: string;
  /** What in it can act by itself; absent for a document from before this was looked for. */
  readonly activeContent?: readonly ActiveContent[];
  readonly uploadedBy: Actor;
  readonly uploadedAt: Date;
}

/** What a virus scanner said of a document. */
export interface DocumentScan {
  readonly state: ScanState;
  /** The scanner's name of what it found; null unless infected. */
  readonly found: string | null;
  readonly scannedAt: Date | null;
}

/** A document with what became of it. */
export interface ReceivedDocument extends DocumentRecord {
  readonly scan: DocumentScan;
}

/** That a person was given the content of a document, the first time. */
export interface DocumentOpening {
  readonly documentId: string;
  readonly by: Actor;
  readonly at: Date;
}

/** How much room there is for documents of one case. */
export interface CaseRoom {
  readonly documents: number;
  readonly bytes: number;
}

/** On what terms a document is added. */
export interface DocumentTerms {
  /** What the documents of its case may take with it; any if absent. */
  readonly room?: CaseRoom;
  /** Whether it is held until it was scanned. */
  readonly isHeld?: boolean;
}

/** Thrown when a case has no room for a document. */
export class CaseFull extends Error {
  override readonly name = 'CaseFull';
}

/** The documents in the record. Every method throws `RecordUnavailable` while it cannot be reached. */
export interface DocumentRepository {
  /**
   * Stores a document of an existing case, with its timeline event and audit entry. A case has the
   * same content once: returns the document that has it, this or an earlier one.
   * @param terms as they are for every document if absent
   * @throws CaseFull when they would take more
   * @throws ChangeUncertain when it is unclear whether it was stored
   */
  addDocument(document: DocumentRecord, terms?: DocumentTerms): Promise<ReceivedDocument>;
  /** What the documents of a case take. */
  roomTaken(caseId: string): Promise<CaseRoom>;
  /** How many bytes a person has added to any cases since then. */
  bytesAddedBy(subject: string, since: Date): Promise<number>;
  /** A document of that case; null if of another. */
  document(caseId: string, id: string): Promise<ReceivedDocument | null>;
  /** Oldest first. */
  documents(caseId: string): Promise<readonly ReceivedDocument[]>;
  /** Keeps that a person is given a content. Only the first time counts. */
  keepOpening(document: DocumentRecord, by: Actor, at: Date): Promise<void>;
  /** Who was given the documents of a case, oldest first. */
  openings(caseId: string): Promise<readonly DocumentOpening[]>;
  /** The documents of a case that a person was never given, oldest first, without infected ones. */
  unopened(caseId: string, subject: string): Promise<readonly DocumentRecord[]>;
  /** Those ids that documents have. */
  documentIds(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** What a store has taken. */
export interface StoredContent {
  /** In bytes. */
  readonly size: number;
  /** SHA-256, in hexadecimal. */
  readonly sha256: string;
}

/**
 * Stores document contents under keys that are ids and reveal nothing. Every method throws
 * `DocumentStoreUnavailable` when the store fails.
 */
export interface DocumentStore {
  /**
   * Reads a content in pieces and stores it whole, safe from a loss of power, or not at all.
   * @throws the content's own error, when it breaks off
   */
  put(key: string, content: AsyncIterable<Uint8Array>): Promise<StoredContent>;
  /**
   * What can be checked at the beginning is checked before this returns. The last piece comes only
   * when all of it is what was stored.
   * @param sha256 of the content, in hexadecimal
   * @throws DocumentContentMissing when there is nothing under the key
   * @throws DocumentContentUnreadable, also midway
   */
  open(key: string, sha256: string): Promise<AsyncIterable<Uint8Array>>;
  /** Removes the content; a missing one is no error. */
  remove(key: string): Promise<void>;
  /** Keys of contents that are at least an hour and at most a week old, in batches. */
  recentKeys(): AsyncIterable<readonly string[]>;
  /** Removes remains of contents whose process died more than an hour ago. */
  removeLeftovers(): Promise<void>;
}

/** Thrown when the document store fails; a later try may succeed. */
export class DocumentStoreUnavailable extends Error {
  override readonly name = 'DocumentStoreUnavailable';
}

/** Thrown when the store lacks the content of a document in the record. */
export class DocumentContentMissing extends Error {
  override readonly name = 'DocumentContentMissing';

  /** @param key the document's id */
  constructor(readonly key: string) {
    super('the store has no content of the document');
  }
}

/** Thrown when what the store has was changed, is another content, or lacks its key. */
export class DocumentContentUnreadable extends Error {
  override readonly name = 'DocumentContentUnreadable';

  /** @param key the document's id */
  constructor(
    readonly key: string,
    cause?: unknown,
  ) {
    super('the content in the store is not the one of the document, or cannot be decrypted', {
      cause,
    });
  }
}

/** Whether only another copy of the content can help. */
export function isContentLost(
  error: unknown,
): error is DocumentContentMissing | DocumentContentUnreadable {
  return error instanceof DocumentContentMissing || error instanceof DocumentContentUnreadable;
}
