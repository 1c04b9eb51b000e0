import { accessSync, constants, createReadStream, createWriteStream } from 'node:fs';
import { access, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { keepFolder, userCache } from '@assent/local';
import { chromium, type Browser } from 'playwright-core';
import { extract } from 'tar-fs';
import { z } from 'zod';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser, and what its environment has to say beside the tests' own. */
interface Program {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A browser with an empty profile of its own, which goes away with it. */
export async function openBrowser(): Promise<Browser> {
  const { path, env } = await browserProgram();
  return chromium.launch({
    executablePath: path,
    args: ARGUMENTS,
    env: { ...process.env, ...env },
  });
}

/**
 * The browser that CHROME_PATH names, else the one that comes with the packages, which is the same for
 * everybody and starts no window of its own, else one on PATH.
 *
 * @throws when there is none: these tests are never skipped.
 */
export async function browserProgram(env: NodeJS.ProcessEnv = process.env): Promise<Program> {
  const named = env['CHROME_PATH'] ?? '';
  if (isProgram(named)) return { path: named, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return unpackedProgram(env);
  const found = (env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(isProgram);
  if (found !== undefined) return { path: found, env: {} };
  throw new Error(
    'the tests of the web app need Chromium, which comes with the packages for Linux on x64 only; install it, or name one in CHROME_PATH',
  );
}

/** Unpacked once for every clone of this user: the program, the libraries it leans on, and a font. */
async function unpackedProgram(env: NodeJS.ProcessEnv): Promise<Program> {
  const packageFolder = join(dirname(require.resolve('@sparticuz/chromium')), '../..');
  const manifest = await readFile(join(packageFolder, 'package.json'), 'utf8');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest));
  const folder = join(userCache(env), `chromium-${version}`);
  await keepFolder(folder, isUnpacked, (target) => unpack(join(packageFolder, 'bin'), target));
  return {
    path: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(folder, 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  };
}

/** The fonts of this machine, and one for a machine that has none. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

async function unpack(packed: string, folder: string): Promise<void> {
  // Root would hand the files to the account that packed them.
  const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const archive = (name: string, target: string): Promise<void> =>
    pipeline(
      createReadStream(join(packed, `${name}.tar.br`)),
      createBrotliDecompress(),
      extract(target, { map: (header) => ({ ...header, ...owner }) }),
    );
  await pipeline(
    createReadStream(join(packed, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(folder, 'chromium'), { mode: 0o755 }),
  );
  await archive('swiftshader', folder);
  await archive('al2023', folder);
  await archive('fonts', join(folder, 'fonts'));
  await writeFile(join(folder, 'fonts.conf'), FONTS);
}

function isUnpacked(folder: string): Promise<boolean> {
  return access(join(folder, 'fonts.conf')).then(
    () => true,
    () => false,
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
