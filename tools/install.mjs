import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runStep, say } from './process.mjs';

/** Installs the locked packages unless exactly these are there. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  say('installing packages (once; about a minute)');
  await runStep('npm ci', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/**
 * npm writes down at the end of an install what it put where, in the folders of the workspaces too;
 * what of it is gone since, only the disk tells. Optional packages may be absent.
 */
function isInstalled() {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const present = packagesIn(join(root, 'node_modules/.package-lock.json'));
  if (wanted === undefined) throw new Error('package-lock.json is missing; restore it from git');
  if (present === undefined) return false;
  const isThere = (path) => existsSync(join(root, path, 'package.json'));
  return (
    Object.entries(wanted)
      .filter(([path, entry]) => path.includes('node_modules/') && !entry.optional)
      .every(([path, entry]) => isSame(entry, present[path])) &&
    Object.keys(present)
      .filter((path) => path.includes('node_modules/'))
      .every(isThere)
  );
}

function isSame(wanted, present) {
  return present !== undefined && wanted.version === present.version;
}

function packagesIn(lockfile) {
  try {
    return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
