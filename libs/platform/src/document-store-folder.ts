import { DocumentContentMissing, type DocumentStore } from '@assent/application';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  checkedKey,
  isKey,
  isLeftOver,
  isRecent,
  reachingStore,
  storeFailed,
  storing,
} from './document-content';

/** Contents on the way, beside the folders of those that have arrived. */
const INCOMING = 'incoming';
const SHARD = /^[0-9a-f]{2}$/;

/**
 * Contents as files of one folder, which several processes may share: by their keys, in folders named
 * by the keys' last two characters. A content appears under its key when it is safe on the disk.
 */
export function folderStore(folder: string): DocumentStore {
  const incoming = join(folder, INCOMING);
  const fileOf = (key: string) => join(folder, checkedKey(key).slice(-2), key);
  return {
    put: (key, content) => {
      const file = fileOf(key);
      const temporary = join(incoming, key);
      return storing(content, async (pieces) => {
        await mkdir(incoming, { recursive: true, mode: 0o700 });
        try {
          await writeFile(temporary, pieces, { flag: 'wx', mode: 0o600, flush: true });
          await mkdir(dirname(file), { recursive: true, mode: 0o700 });
          await rename(temporary, file);
          await flushFolder(dirname(file));
        } catch (error) {
          await Promise.all([temporary, file].map((path) => rm(path, { force: true })));
          throw error;
        }
      });
    },

    open: async (key) => {
      const path = fileOf(key);
      try {
        const file = await open(path);
        return file.createReadStream();
      } catch (error) {
        throw isMissing(error)
          ? new DocumentContentMissing('the content of a document is missing in the folder')
          : storeFailed(error);
      }
    },

    remove: (key) => reachingStore(() => rm(fileOf(key), { force: true })),

    recentKeys: async function* () {
      for (const shard of await namesIn(folder)) {
        if (!SHARD.test(shard)) continue;
        const keys: string[] = [];
        for (const key of (await namesIn(join(folder, shard))).filter(isKey)) {
          const at = await changedAt(fileOf(key));
          if (at && isRecent(at)) keys.push(key);
        }
        if (keys.length > 0) yield keys;
      }
    },

    removeLeftovers: async () => {
      for (const name of await namesIn(incoming)) {
        const path = join(incoming, name);
        const at = await changedAt(path);
        if (at && isLeftOver(at)) await reachingStore(() => rm(path, { force: true }));
      }
    },
  };
}

/** Makes a new name in a folder survive a loss of power (fsync(2), notes). */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** None where there is no such folder yet. */
function namesIn(folder: string): Promise<string[]> {
  return reachingStore(() => readdir(folder).catch(unlessMissing([])));
}

/** Null when it has gone meanwhile. */
function changedAt(path: string): Promise<Date | null> {
  return reachingStore(async () => (await stat(path).catch(unlessMissing(null)))?.mtime ?? null);
}

function unlessMissing<Value>(value: Value): (error: unknown) => Value {
  return (error) => {
    if (isMissing(error)) return value;
    throw error;
  };
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
