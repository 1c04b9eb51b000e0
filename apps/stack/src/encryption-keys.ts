import { readFile } from 'node:fs/promises';
import { writeWhole } from '@assent/local';
import { areEncryptionKeys, newEncryptionKey } from '@assent/platform';

/**
 * The keys that this clone encrypts with, as `ENCRYPTION_KEYS` has them: one, made at the first
 * start, and those that a person adds to the file.
 * @throws when something else is there.
 */
export async function encryptionKeys(path: string): Promise<string> {
  const kept = await readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unusable(path, error);
  });
  if (kept === undefined) return newKeys(path);
  if (!areEncryptionKeys(kept)) throw unusable(path);
  return kept.trim();
}

function unusable(path: string, cause?: unknown): Error {
  return new Error(
    `\`${path}\` has no valid encryption keys; restore it, or delete it and start again with \`--reset\``,
    { cause },
  );
}

function newKeys(path: string): string {
  const text = newEncryptionKey('local');
  writeWhole(path, `${text}\n`);
  return text;
}
