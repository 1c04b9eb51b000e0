/**
 * `npm run release -- FOLDER` writes what a server runs into a new folder: API, worker, the built web
 * app and the migrations, with the packages that these need on this platform, and nothing else. It is
 * what the image holds.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { root, runStep, say } from './process.mjs';

const PROGRAMS = ['apps/api', 'apps/worker'];
/** What the programs read beside their code. */
const DATA = ['apps/web/dist', 'prisma/migrations', 'tools/migrate.mjs', 'tools/process.mjs'];
/** The database that Prisma's client is used with; it carries a query compiler for each it knows. */
const DATABASE = 'postgresql';

/** @throws when the folder holds something already, or the packages cannot be installed. */
export async function writeRelease([target] = []) {
  if (target === undefined) throw new Error('name the folder to write: npm run release -- FOLDER');
  const folder = resolve(process.env.INIT_CWD ?? root, target);
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new Error(`\`${folder}\` is not empty; name a new folder`);
  }
  await ensureInstalled();
  await ensureBuilt();
  say('collecting the release');
  mkdirSync(folder, { recursive: true });
  const workspaces = workspaceManifests();
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) copy(name, folder);
  // npm holds the lockfile against every workspace, so those that are not needed leave afterwards.
  for (const path of workspaces.keys()) copy(join(path, 'package.json'), folder);
  await installPackages(folder);
  const needed = workspacesOf(PROGRAMS, workspaces);
  for (const [path, { files = ['dist'] }] of workspaces) {
    if (!needed.has(path)) rmSync(join(folder, path), { recursive: true });
    else for (const name of files) copy(join(path, name), folder);
  }
  for (const path of DATA) copy(path, folder);
  dropDescriptions(join(folder, 'node_modules'));
  dropOtherPlatforms(join(folder, 'node_modules'));
  return 0;
}

function installPackages(folder) {
  const workspaces = PROGRAMS.flatMap((path) => ['--workspace', path]);
  const omitted = ['dev', 'peer', 'optional'].map((kind) => `--omit=${kind}`);
  return runStep(
    'npm ci',
    'npm',
    ['ci', ...omitted, ...workspaces, '--loglevel=error'],
    {},
    folder,
  );
}

/** The manifest of each workspace by its path, as `libs/domain`. */
function workspaceManifests() {
  const { workspaces } = manifestIn('.');
  const paths = workspaces.flatMap((pattern) =>
    pattern.endsWith('/*')
      ? readdirSync(join(root, dirname(pattern))).map((name) => join(dirname(pattern), name))
      : [pattern],
  );
  return new Map(paths.map((path) => [path, manifestIn(path)]));
}

/** The workspaces that these depend on, and themselves. */
function workspacesOf(paths, workspaces) {
  const pathOf = new Map([...workspaces].map(([path, { name }]) => [name, path]));
  const found = new Set(paths);
  for (const path of found) {
    for (const name of Object.keys(workspaces.get(path).dependencies ?? {})) {
      if (pathOf.has(name)) found.add(pathOf.get(name));
    }
  }
  return found;
}

/** Type declarations and source maps of packages serve those who write code, not a server. */
function dropDescriptions(packages) {
  for (const name of readdirSync(packages, { recursive: true })) {
    if (/\.(d\.[cm]?ts|map)$/.test(name)) rmSync(join(packages, name), { recursive: true });
  }
}

/** Packages that carry every platform or database in one have only this one's left. */
function dropOtherPlatforms(packages) {
  const architecture = { x64: 'x86_64', arm64: 'aarch64' }[process.arch];
  const system = { linux: 'unknown-linux-gnu', darwin: 'apple-darwin' }[process.platform];
  keepOnly(
    join(packages, '@temporalio/core-bridge/releases'),
    (name) => name === `${architecture}-${system}`,
  );
  keepOnly(
    join(packages, '@prisma/client/runtime'),
    (name) => !name.startsWith('query_compiler_') || name.includes(`.${DATABASE}.`),
  );
}

/** @throws when nothing would be left: the package is not laid out as it was. */
function keepOnly(folder, isKept) {
  const names = readdirSync(folder);
  if (!names.some(isKept)) throw new Error(`\`${folder}\` has nothing for this platform`);
  for (const name of names) {
    if (!isKept(name)) rmSync(join(folder, name), { recursive: true });
  }
}

function manifestIn(path) {
  return JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
}

function copy(path, folder) {
  cpSync(join(root, path), join(folder, path), { recursive: true });
}
