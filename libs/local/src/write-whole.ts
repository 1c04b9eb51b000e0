import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file for its owner alone, which appears whole or not at all. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
