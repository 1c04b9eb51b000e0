import { keepFolder, userCache } from '@assent/local';
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { PROJECT } from '../stack/running-stack';

const execute = promisify(execFile);

/** The files next to this one that are not code: the pinned packages and the configuration. */
const FOLDER = join(PROJECT, 'test/src/fuzz');

/** The options of a run; a seed repeats the same calls, except for ids and values from answers. */
export interface FuzzRun {
  readonly api: string;
  readonly token: string;
  readonly seed: number;
  /** How many calls an operation gets at most in each phase that makes them up. */
  readonly examples: number;
}

/** How many operations of the contract kept to it, and how many did not. */
export interface FuzzCount {
  readonly passed: number;
  readonly failed: number;
}

const report = z.object({
  complete: z.boolean(),
  operations: z.object({ tested: z.number() }),
  failures: z.array(z.object({ operations: z.array(z.string()) })),
  errors: z.array(z.unknown()),
});

/**
 * Schemathesis, which makes calls up from the OpenAPI document and holds the answers against it.
 *
 * @param say hears a sentence when it is downloaded
 * @returns what runs it once, prints what it found, and counts
 */
export async function schemathesis(
  say: (sentence: string) => void,
): Promise<(run: FuzzRun) => Promise<FuzzCount>> {
  const python = await pythonWithSchemathesis(say);
  return async (run) => {
    const folder = await mkdtemp(join(tmpdir(), 'assent-fuzz-'));
    const reportFile = join(folder, 'report.json');
    try {
      const code = await runOnce(python, run, reportFile);
      return counted(code, report.parse(JSON.parse(await readFile(reportFile, 'utf8'))));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** The Python of a virtual environment that is kept for every clone of this user. */
async function pythonWithSchemathesis(say: (sentence: string) => void): Promise<string> {
  const requirements = join(FOLDER, 'requirements.txt');
  const digest = createHash('sha256').update(await readFile(requirements));
  const home = join(userCache(process.env), `schemathesis-${digest.digest('hex').slice(0, 16)}`);
  const pythonOf = (folder: string) => join(folder, 'bin/python');
  const isWhole = (folder: string): Promise<boolean> =>
    execute(pythonOf(folder), ['-c', 'import schemathesis']).then(
      () => true,
      () => false,
    );
  await keepFolder(home, isWhole, async (folder) => {
    say('getting Schemathesis from PyPI (once)');
    await execute('python3', ['-m', 'venv', folder]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '-r', requirements];
    await execute(pythonOf(folder), pip);
  });
  return pythonOf(home);
}

/** @returns the exit code: 0 without a finding, 1 with some */
async function runOnce(
  python: string,
  { api, token, seed, examples }: FuzzRun,
  reportFile: string,
): Promise<number | null> {
  const args = [
    ...['-m', 'schemathesis.cli', '--config-file', join(FOLDER, 'schemathesis.toml')],
    ...['run', `${api}/openapi.json`],
    ...['--seed', String(seed), '--max-examples', String(examples)],
    ...['--report-json-path', reportFile],
  ];
  const env = { ...process.env, ASSENT_TOKEN: token };
  const child = spawn(python, args, { cwd: FOLDER, env, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}

/** A run that failed in another way than by its findings counts as one more failure. */
function counted(
  code: number | null,
  { complete, operations, failures, errors }: z.infer<typeof report>,
): FuzzCount {
  const faulty = new Set(failures.flatMap((failure) => failure.operations));
  const isBroken = !complete || errors.length > 0 || (code !== 0 && faulty.size === 0);
  const passed = Math.max(0, operations.tested - faulty.size);
  return { passed, failed: faulty.size + (isBroken ? 1 : 0) };
}
