import { DocumentContentMissing } from '@assent/application';
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  checkedKey,
  type ContentStore,
  isKey,
  isLeftOver,
  isRecent,
  reachingStore,
  storing,
} from './document-content';
import { flushFolder, hasCode } from './files';

/** Unfinished contents, next to the folders of finished ones. */
const INCOMING = 'incoming';
const SHARD = /^[0-9a-f]{2}$/;

/**
 * Contents as files of one folder that several processes may share: by key, in folders named by the
 * keys' last two characters. A content appears under its key once safe on the disk. The folder
 * itself must exist: a missing one, as on an unmounted disk, is not a new, empty one.
 */
export function folderStore(folder: string): ContentStore {
  const incoming = join(folder, INCOMING);
  const fileOf = (key: string) => join(folder, checkedKey(key).slice(-2), key);
  const inFolder = <Value>(action: () => Promise<Value>) =>
    reachingStore(async () => {
      await stat(folder);
      return action();
    });
  return {
    put: (key, content) => {
      const file = fileOf(key);
      const temporary = join(incoming, key);
      return storing(content, async (pieces) => {
        await makeFolder(incoming);
        try {
          await writeFile(temporary, pieces, { flag: 'wx', mode: 0o600, flush: true });
          await makeFolder(dirname(file));
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
      const file = await inFolder(() => open(path).catch(unlessMissing(null)));
      if (file) return file.createReadStream();
      throw new DocumentContentMissing(key);
    },

    replace: async (key, change) => {
      const path = fileOf(key);
      const file = await inFolder(() => open(path).catch(unlessMissing(null)));
      if (!file) return false;
      const temporary = join(incoming, `${key}.${randomUUID()}`);
      const { ino, atime, mtime } = await file.stat();
      let isReplaced = false;
      await storing(change(file.createReadStream()), async (pieces) => {
        try {
          await makeFolder(incoming);
          await writeFile(temporary, pieces, { flag: 'wx', mode: 0o600, flush: true });
          // Its age says when it was added, which the sweep goes by.
          await utimes(temporary, atime, mtime);
          const now = await stat(path).catch(unlessMissing(null));
          if (now?.ino !== ino) return;
          await rename(temporary, path);
          isReplaced = true;
          await flushFolder(dirname(path));
        } finally {
          await rm(temporary, { force: true });
          await file.close();
        }
      });
      return isReplaced;
    },

    remove: (key) => inFolder(() => rm(fileOf(key), { force: true })),

    recentKeys: async function* () {
      for (const shard of await reachingStore(() => readdir(folder))) {
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

/** Makes a missing folder inside an existing one. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if (!hasCode(error, 'EEXIST')) throw error;
  });
}

/** Empty if there is no such folder yet. */
function namesIn(folder: string): Promise<string[]> {
  return reachingStore(() => readdir(folder).catch(unlessMissing([])));
}

/** Null if it has gone meanwhile. */
function changedAt(path: string): Promise<Date | null> {
  return reachingStore(async () => (await stat(path).catch(unlessMissing(null)))?.mtime ?? null);
}

function unlessMissing<Value>(value: Value): (error: unknown) => Value {
  return (error) => {
    if (hasCode(error, 'ENOENT')) return value;
    throw error;
  };
}
