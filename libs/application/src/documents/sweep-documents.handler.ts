import type { DocumentRepository, DocumentStore } from '../ports/document-store';

export interface SweepPorts {
  readonly records: DocumentRepository;
  readonly store: DocumentStore;
}

/**
 * Removes contents without a document: a process died, or lost the database, between content and
 * row. It looks only at contents between an hour and a week old, so that it touches no upload under
 * way, and a wrong database cannot cost everything.
 * @returns how many there were
 */
export function sweepDocuments({ records, store }: SweepPorts) {
  return async (): Promise<number> => {
    await store.removeLeftovers();
    let removed = 0;
    for await (const keys of store.recentKeys()) {
      const known = await records.documentIds(keys);
      for (const key of keys.filter((each) => !known.has(each))) {
        await store.remove(key);
        removed += 1;
      }
    }
    return removed;
  };
}
