import type { DocumentStore } from '@assent/application';
import type { DocumentsConfig } from './config';
import { bucketStore } from './document-store-bucket';
import { folderStore } from './document-store-folder';

/** The configured store of documents; nothing has to be reachable yet. */
export function documentStore(config: DocumentsConfig): DocumentStore & { close(): void } {
  switch (config.kind) {
    case 'folder':
      return { ...folderStore(config.folder), close: () => undefined };
    case 'bucket':
      return bucketStore(config);
  }
}
