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
