import type { DocumentStore } from '@assent/application';
import { mkdirSync } from 'node:fs';
import type { DocumentsConfig } from './config';
import { bucketStore } from './document-store-bucket';
import { folderStore } from './document-store-folder';

/** The configured store of documents, its folder made where there is none yet; nothing has to be reachable. */
export function documentStore(config: DocumentsConfig): DocumentStore & { close(): void } {
  switch (config.kind) {
    case 'folder':
      prepare(config.folder);
      return { ...folderStore(config.folder), close: () => undefined };
    case 'bucket':
      return bucketStore(config);
  }
}

function prepare(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    // Each use of the folder tells that it cannot be used.
  }
}
