import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, runStep, say } from './process.mjs';

/** No daemon, no cloud, no drawing, nothing read from `.env` files: nx as a plain program. */
export const nxEnv = {
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  NX_TUI: 'false',
  NX_LOAD_DOT_ENV_FILES: 'false',
  FORCE_COLOR: '0',
};

const nx = join(root, 'node_modules/nx/dist/bin/nx.js');
const stampFile = join(root, '.run/build.stamp');
const webClient = join(root, 'apps/web/src/client');
const notSources = new Set(['node_modules', 'dist', 'dist-test', 'generated']);

/**
 * Builds what changed. Nx alone takes seconds to find that nothing did, so a stamp of
 * the sources' names, sizes and times answers first.
 */
export async function ensureBuilt() {
  const stamp = sourceStamp();
  if (isBuilt() && read(stampFile) === stamp) return;
  await ensureGenerated();
  say('building');
  await runStep('the build', process.execPath, [nx, 'run-many', '-t', 'build'], nxEnv);
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

/** Generates the clients of the database and of the API unless they belong to what is there. */
export async function ensureGenerated() {
  await ensureDatabaseClient();
  await ensureWebClient();
}

async function ensureDatabaseClient() {
  const schema = read(join(root, 'prisma/schema.prisma'));
  if (schema === undefined) return;
  const stamp = createHash('sha256').update(schema).digest('hex');
  const client = join(root, 'libs/persistence/src/generated');
  const clientStamp = join(client, '.schema.sha256');
  if (read(clientStamp) === stamp) return;
  say('generating the database client');
  // The client needs no engine, but the command would download one to be sure.
  const env = { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', CHECKPOINT_DISABLE: '1' };
  const prisma = join(root, 'node_modules/prisma/build/index.js');
  await runStep('prisma generate', process.execPath, [prisma, 'generate'], env);
  writeFileSync(clientStamp, stamp);
}

async function ensureWebClient() {
  const sources = ['docs/generated/openapi.json', 'apps/web/openapi-ts.config.ts'];
  const stamp = createHash('sha256').update(sources.map((name) => read(join(root, name))).join());
  const wanted = stamp.digest('hex');
  const clientStamp = join(root, '.run/web-client.stamp');
  if (existsSync(webClient) && read(clientStamp) === wanted) return;
  say('generating the client of the API');
  const generator = join(root, 'node_modules/@hey-api/openapi-ts/bin/run.js');
  const args = [generator, '-f', 'openapi-ts.config.ts', '--silent'];
  await runStep('openapi-ts', process.execPath, args, {}, join(root, 'apps/web'));
  mkdirSync(dirname(clientStamp), { recursive: true });
  writeFileSync(clientStamp, wanted);
}

function projects() {
  const groups = ['apps', 'libs'].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => join(root, group, name)),
  );
  return [...groups, join(root, 'workflows'), join(root, 'test')];
}

function isBuilt() {
  return (
    projects()
      .filter((project) => existsSync(join(project, 'src/index.ts')))
      .every((project) => existsSync(join(project, 'dist/index.js'))) &&
    existsSync(join(root, 'apps/web/dist/index.html'))
  );
}

function sourceStamp() {
  const hash = createHash('sha256');
  const shared = [
    'package-lock.json',
    'nx.json',
    '.swcrc',
    'tsconfig.base.json',
    'docs/generated/openapi.json',
  ].map((name) => join(root, name));
  const schema = filesBelow(join(root, 'prisma'));
  for (const path of [...shared, ...schema, ...projects().flatMap(filesBelow)].sort()) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (path === webClient) return [];
    if (entry.isDirectory()) return notSources.has(entry.name) ? [] : filesBelow(path);
    return entry.isFile() && !entry.name.endsWith('.spec.ts') ? [path] : [];
  });
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
