/**
 * `npm run check:supply-chain`: whether an install can only bring what was reviewed, under licenses
 * that are allowed, and whether a tracked file holds a secret. Part of `npm run check`.
 */
import { execFileSync } from 'node:child_process';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { root, say } from '../process.mjs';
import { licenseFaults, licensesPage } from './licenses.mjs';
import { lockfileFaults } from './lockfile.mjs';
import { readLockfile, textOf } from './packages.mjs';
import { secretsIn } from './secrets.mjs';

const PAGE = 'docs/generated/licenses.md';

/** Tracked files that exist; links are files of their own. */
function trackedFiles() {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, maxBuffer: 64e6 });
  const isFile = (path) => lstatSync(join(root, path), { throwIfNoEntry: false })?.isFile();
  return listed.toString().split('\0').filter(Boolean).filter(isFile);
}

const lock = readLockfile();
const faults = [
  ...lockfileFaults(lock, textOf('.npmrc')),
  ...licenseFaults(lock),
  ...(textOf(PAGE) === licensesPage(lock)
    ? []
    : [`${PAGE} is not of this lockfile; run \`npm run generate\``]),
  ...trackedFiles().flatMap((path) => secretsIn(textOf(path)).map((found) => `${path}:${found}`)),
];
for (const fault of faults) say(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
