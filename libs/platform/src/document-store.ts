import type { DocumentStore, KeyService, RewrappingStore } from '@assent/application';
import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError, type DocumentsConfig } from './config';
import type { ContentStore } from './document-content';
import { bucketStore } from './document-store-bucket';
import { folderStore } from './document-store-folder';
import { encryptedDocuments } from './encryption/encrypted-documents';

/**
 * The configured document store, which keeps nothing unencrypted; makes its folder if missing.
 * Nothing needs to be reachable.
 * @throws ConfigError when the folder is impossible.
 */
export function documentStore(
  config: DocumentsConfig,
  keys: KeyService,
): DocumentStore & RewrappingStore & { close(): void } {
  const store = contentStore(config);
  return { ...encryptedDocuments(store, keys), close: () => store.close() };
}

function contentStore(config: DocumentsConfig): ContentStore & { close(): void } {
  switch (config.kind) {
    case 'folder':
      prepare(config.folder);
      return { ...folderStore(config.folder), close: () => undefined };
    case 'bucket':
      return bucketStore(config);
  }
}

/** System codes of errors that waiting does not fix, and what to say. */
const HOPELESS: Readonly<Record<string, string>> = {
  ENOTDIR: 'must be a folder, but it is a file or inside a file',
  ENOENT: 'cannot be created there',
  EACCES: 'cannot be created by this account',
  EPERM: 'cannot be created by this account',
  EROFS: 'cannot be created on a read-only disk',
  ELOOP: 'has links that form a loop',
  ENAMETOOLONG: 'has a name that is too long',
};

function prepare(folder: string): void {
  try {
    makeFolder(folder);
  } catch (error) {
    const problem = HOPELESS[(error as NodeJS.ErrnoException).code ?? ''];
    if (problem !== undefined) throw new ConfigError([{ variable: 'DOCUMENTS_FOLDER', problem }]);
    // Each use of the folder reports that it is unusable.
  }
}

/** Includes parents. Node's own way never ends where no folders can be made, as below /proc. */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/** @throws when something else is there. */
function isFolder(path: string): boolean {
  // With a slash, a file is an error.
  return statSync(`${path}/`, { throwIfNoEntry: false }) !== undefined;
}
