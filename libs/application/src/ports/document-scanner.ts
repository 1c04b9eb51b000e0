/** What a scanner found in a content: a name for it, or null for nothing. */
export interface ScanResult {
  readonly found: string | null;
}

/** Looks for viruses. */
export interface DocumentScanner {
  /**
   * @throws ScannerUnavailable when there is no result
   * @throws the content's own error, when it breaks off
   */
  scan(content: AsyncIterable<Uint8Array>): Promise<ScanResult>;
}

/** Thrown when a scanner gives no result; a later try may succeed. */
export class ScannerUnavailable extends Error {
  override readonly name = 'ScannerUnavailable';
}

/** A document that waits for its scan. */
export interface HeldDocument {
  readonly id: string;
  readonly caseId: string;
  /** Of its content, in hexadecimal. */
  readonly sha256: string;
  /** How often it was tried, with this time. */
  readonly attempts: number;
}

/** The documents that wait for their scan. Every method throws `RecordUnavailable`. */
export interface ScanQueue {
  /**
   * Takes the document that is due first.
   * @param leaseUntil when another may take it if this one never finishes
   * @returns null if none is due
   */
  take(now: Date, leaseUntil: Date): Promise<HeldDocument | null>;
  /** Keeps a result, with its event and audit entry. Only the first one counts. */
  keep(id: string, result: ScanResult, at: Date): Promise<void>;
  /** @param error in a sentence without member data */
  postpone(id: string, error: string, until: Date): Promise<void>;
}
