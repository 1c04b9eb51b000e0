import type { DocumentRepository, DocumentStore } from '../ports/document-store';

export interface SweepPorts {
  readonly records: DocumentRepository;
  readonly store: DocumentStore;
}

/**
 * Removes contents that no document has: a process died, or lost the database, between content and
 * row. Only what is between an hour and a week old is looked at, so that no upload under way is
 * touched, and a wrong database cannot cost everything.
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
