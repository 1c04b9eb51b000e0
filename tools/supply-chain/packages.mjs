import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../process.mjs';

/** The text of a file of the project. */
export function textOf(path) {
  return readFileSync(join(root, path), 'utf8');
}

export function readLockfile() {
  return JSON.parse(textOf('package-lock.json'));
}

/**
 * The packages that a lockfile takes from the registry, by name and version; the same one may be in
 * several places. `isTool` means that only building and testing need it.
 */
export function packagesOf({ packages }) {
  return Object.entries(packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
    .map(([path, entry]) => ({
      ...entry,
      path,
      name: entry.name ?? path.split('node_modules/').at(-1),
      isTool: entry.dev === true || entry.devOptional === true,
    }))
    .sort((one, other) => order(one.name, other.name) || order(one.version, other.version));
}

function order(one, other) {
  return one < other ? -1 : Number(one > other);
}
