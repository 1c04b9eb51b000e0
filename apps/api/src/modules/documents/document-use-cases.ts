import {
  addDocument,
  documentsOf,
  noticesOf,
  openDocument,
  type DocumentStore,
  type Ports,
} from '@assent/application';

export const DOCUMENTS = Symbol('document use cases');

/** What can be done with the documents of cases, and with the notices about them. */
export function documentUseCases(ports: Ports, store: DocumentStore) {
  return {
    add: addDocument({ ...ports, store }),
    list: documentsOf(ports),
    open: openDocument({ ...ports, store }),
    notices: noticesOf(ports),
  };
}

export type DocumentUseCases = ReturnType<typeof documentUseCases>;
