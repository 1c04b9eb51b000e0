import {
  addDocument,
  documentsOf,
  noticesOf,
  openDocument,
  type DocumentStore,
  type Ports,
} from '@assent/application';
import { inflate } from '@assent/platform';

export const DOCUMENTS = Symbol('document use cases');

/** What people can do with a case's documents and notices. */
export function documentUseCases(ports: Ports, store: DocumentStore) {
  return {
    add: addDocument({ ...ports, store, inflate }),
    list: documentsOf(ports),
    open: openDocument({ ...ports, store }),
    notices: noticesOf(ports),
  };
}

export type DocumentUseCases = ReturnType<typeof documentUseCases>;
