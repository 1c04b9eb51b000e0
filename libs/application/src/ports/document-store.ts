import type { Actor, DocumentType } from '@assent/domain';

/** A supporting document of a case, as the record knows it; its content is in the store. */
export interface DocumentRecord {
  /** Also the key of its content in the store. */
  readonly id: string;
  readonly caseId: string;
  /** The name of the file as people are shown it. */
  readonly name: string;
  readonly mediaType: DocumentType;
  /** In bytes. */
  readonly size: number;
  /** SHA-256 of the content, in hexadecimal. */
  readonly sha256: string;
  readonly uploadedBy: Actor;
  readonly uploadedAt: Date;
}

/** The documents in the record. Every method throws `RecordUnavailable` while it cannot be reached. */
export interface DocumentRepository {
  /**
   * Keeps a document of a case that exists, with its event on the timeline and its audit entry. A
   * case has the same content once: the answer is the document that holds it, this or an earlier one.
   * @throws ChangeUncertain when nobody can tell whether it was kept
   */
  addDocument(document: DocumentRecord): Promise<DocumentRecord>;
  /** A document of that case; null for one of another. */
  document(caseId: string, id: string): Promise<DocumentRecord | null>;
  /** Oldest first. */
  documents(caseId: string): Promise<readonly DocumentRecord[]>;
  /** Those of the ids that documents have. */
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
 * Where the contents of documents are kept, under keys that are ids and say nothing. Every method
 * throws `DocumentStoreUnavailable` when the store fails.
 */
export interface DocumentStore {
  /**
   * Takes a content piece by piece and keeps it whole, safe from a loss of power, or not at all.
   * @throws the content's own error, when it breaks off
   */
  put(key: string, content: AsyncIterable<Uint8Array>): Promise<StoredContent>;
  /** @throws DocumentContentMissing when there is nothing under the key */
  open(key: string): Promise<AsyncIterable<Uint8Array>>;
  /** Removes what is there; nothing under the key is no error. */
  remove(key: string): Promise<void>;
  /** Keys of contents that are at least an hour and at most a week old, in batches. */
  recentKeys(): AsyncIterable<readonly string[]>;
  /** Removes what is left of contents that broke off with the process, more than an hour ago. */
  removeLeftovers(): Promise<void>;
}

/** Thrown when the store of documents fails; trying again later may succeed. */
export class DocumentStoreUnavailable extends Error {
  override readonly name = 'DocumentStoreUnavailable';
}

/** Thrown when the record knows a document whose content the store does not have. */
export class DocumentContentMissing extends Error {
  override readonly name = 'DocumentContentMissing';

  /** @param key the document's id */
  constructor(readonly key: string) {
    super('the store has no content of the document');
  }
}
