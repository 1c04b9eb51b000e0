import { copyFile, mkdir, readdir, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { adminUrlOf, rowsOf, takeBaseBackup } from '@assent/local';
import { z } from 'zod';
import { runFolder, type RunFolder } from './run-folder';

const running = z.object({ database: z.string(), audit: z.string() });

/** What is kept beside the record, by its name in a folder of backups. The keys are kept apart. */
export function besideRecord(
  folder: RunFolder,
): readonly (readonly [name: string, path: string])[] {
  const { documents, audit } = folder;
  return [
    ['documents', documents],
    ['audit', audit],
  ];
}

/**
 * Backs up the running stack of a clone: its record first, so that each document and seal that the
 * record names is in the copy too.
 * @param root the project's folder
 * @param backups the folder of its backups
 * @throws when none runs, or the folder has backups of another database
 */
export async function backUp(root: string, backups: string): Promise<void> {
  const folder = runFolder(root, 'start');
  const { database } = await runningStack(folder);
  const adminUrl = await adminUrlOf(folder.postgres, database);
  const { at } = await takeBaseBackup(adminUrl, folder.postgres, backups);
  for (const [name, path] of besideRecord(folder)) await copyMissing(path, join(backups, name));
  say(`backed up to \`${backups}\`, as of ${at.toISOString()}`);
  say(
    `without the keys in \`${folder.encryptionKeys}\`, no document of it can be read: keep a copy of them elsewhere`,
  );
  if (await keepsLog(adminUrl)) return;
  say(
    `later changes are not kept; for that, stop the stack and start it with BACKUP_FOLDER='${backups}' in its environment`,
  );
}

async function runningStack(folder: RunFolder): Promise<z.infer<typeof running>> {
  const text = await readFile(folder.stackFile, 'utf8').catch(() => null);
  if (text === null) throw new Error('nothing is running here; run `npm start` first');
  const stack = running.parse(JSON.parse(text));
  if (stack.audit === folder.audit) return stack;
  throw new Error('the sandbox is running, which keeps nothing; run `npm start` instead');
}

/** Copies all files of a folder that the other place lacks: what they say never changes. */
export async function copyMissing(from: string, to: string): Promise<void> {
  for (const path of await filesIn(from)) {
    const copy = join(to, path);
    if (await stat(copy).catch(() => null)) continue;
    await mkdir(dirname(copy), { recursive: true, mode: 0o700 });
    await copyFile(join(from, path), `${copy}.new`);
    await rename(`${copy}.new`, copy);
  }
}

/** Relative to it; none if there is no such folder. */
async function filesIn(place: string): Promise<readonly string[]> {
  if (!(await stat(place).catch(() => null))) return [];
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.new'))
    .map((entry) => relative(place, join(entry.parentPath, entry.name)));
}

async function keepsLog(adminUrl: string): Promise<boolean> {
  const [mode] = await rowsOf<{ archive_mode: string }>(adminUrl, 'SHOW archive_mode');
  return mode?.archive_mode === 'on';
}

function say(sentence: string): void {
  process.stderr.write(`assent: ${sentence}\n`);
}
