import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ensureGenerated, nxEnv } from './build.mjs';
import { root, runInSilence, runProgram } from './process.mjs';

const bin = (path) => join(root, 'node_modules', path);
const nx = [bin('nx/dist/bin/nx.js'), 'run-many', '--outputStyle=static'];
const testEnv = { ...process.env, ...nxEnv, NODE_ENV: 'test', TZ: 'UTC' };

/**
 * Runs every phase, also after one failed, and ends with `N passed, N failed`: each test counts as
 * one, and so does the build. A skipped test counts as failed.
 *
 * @param specs parts of paths below `test/src`: with any, only the specs there that fit are run.
 * @returns the exit code: 0 only when something passed and nothing failed.
 */
export async function test(specs) {
  await ensureGenerated();
  return conclude(specs.length > 0 ? await someTests(specs) : await everyTest());
}

/** Format, lint, types and the supply chain, each counted as one, whatever becomes of the others. */
export async function checks() {
  await ensureGenerated();
  // It takes one core for long: the others have the rest. It makes much that is soon forgotten,
  // which is collected a fifth faster in a larger space for the young.
  const lint = check('lint', [
    '--max-semi-space-size=128',
    ...[bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'],
  ]);
  const others = [
    await check('format', [bin('prettier/bin/prettier.cjs'), '--check', '.']),
    await types('types', 'tsconfig.json'),
    await types('types (web)', 'apps/web/tsconfig.json'),
    await check('supply chain', [join(root, 'tools/supply-chain/check.mjs')]),
  ];
  return conclude([...others, await lint]);
}

/** The specs of the web app in a browser, all or those that fit, counted as `test` does. */
export async function testWeb(specs) {
  await ensureGenerated();
  return conclude(await someTests(specs, 'test/jest.web.config.cjs'));
}

/** The integration specs that take longest, all or those that fit, counted as `test` does. */
export async function testLong(specs) {
  await ensureGenerated();
  return conclude(await someTests(specs, 'test/jest.long.config.cjs'));
}

async function someTests(specs, config) {
  return [await check('build', [...nx, '-t', 'build']), await integrationTests(specs, { config })];
}

async function everyTest() {
  return [
    await check('build', [...nx, '-t', 'build']),
    await unitTests(),
    await integrationTests([], { config: 'test/jest.services.config.cjs', workers: 4 }),
  ];
}

function conclude(counts) {
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  process.stdout.write('\n');
  for (const { name, ...count } of counts) process.stdout.write(line(name, count));
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** The long form of the web app's specs: each page at every size and in both colour schemes. */
export function lookAtEveryPage() {
  const env = { ...testEnv, LOOKS: 'every' };
  const all = ['--testPathIgnorePatterns', 'test/src/release/'];
  const args = ['--config', 'test/jest.web.config.cjs', ...all];
  return runProgram(process.execPath, [bin('jest/bin/jest.js'), ...args], { env });
}

/** Writes a release with packages from the registry, and tests that it stands alone. */
export function testRelease() {
  const args = [bin('jest/bin/jest.js'), '--config', 'test/jest.release.config.cjs', '--ci'];
  return runProgram(process.execPath, args, { env: testEnv });
}

function line(name, { passed, failed, seconds }) {
  const outcome = failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} failed`;
  return `${name.padEnd(12)} ${outcome} (${seconds} s)\n`;
}

/** Prints what it has to say once it is over, since another may run beside it. */
async function check(name, args) {
  const start = performance.now();
  const { code, printed } = await runInSilence(process.execPath, args, { env: testEnv });
  const seconds = secondsSince(start);
  process.stdout.write(`\n== ${name}\n${printed}`);
  return code === 0
    ? { name, passed: 1, failed: 0, seconds }
    : { name, passed: 0, failed: 1, seconds };
}

function types(name, project) {
  return check(name, [bin('typescript/bin/tsc'), '--noEmit', '-p', project]);
}

/** The specs beside the sources, project by project, cached by nx with their results. */
async function unitTests() {
  const folders = projectsWithSpecs();
  for (const folder of folders) forgetResults(folder);
  const names = folders.map((folder) => `@assent/${basename(folder)}`).join(',');
  const { code, seconds } = await phase('unit', [...nx, '-t', 'test', '-p', names]);
  return { name: 'unit', seconds, ...sum(folders.map(resultsOf), code) };
}

/**
 * The specs that need processes: Postgres, Temporal, the API, the worker, a browser. They wait for
 * these longer than they compute, so more of them run at once than there are cores.
 */
async function integrationTests(specs, { config = 'test/jest.config.cjs', workers } = {}) {
  forgetResults('test');
  mkdirSync(join(root, 'test/dist-test'), { recursive: true });
  const { code, seconds } = await phase('integration', [
    bin('jest/bin/jest.js'),
    ...['--config', config, '--ci', '--json'],
    ...(workers === undefined ? [] : ['--maxWorkers', String(workers)]),
    ...['--outputFile', 'test/dist-test/results.json', ...specs],
  ]);
  return { name: 'integration', seconds, ...sum([resultsOf('test')], code) };
}

async function phase(name, args) {
  process.stdout.write(`\n== ${name}\n`);
  const start = performance.now();
  // Jest writes its JSON to the file as asked, and its report to standard error.
  const code = await runProgram(process.execPath, args, { env: testEnv });
  return { code, seconds: secondsSince(start) };
}

function secondsSince(start) {
  return Math.round((performance.now() - start) / 1000);
}

/** A phase that failed without a failed test (it never ran) counts as one failure. */
function sum(results, code) {
  const passed = results.reduce((total, result) => total + result.passed, 0);
  const failed = results.reduce((total, result) => total + result.failed, 0);
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

const resultsFile = (folder) => join(root, folder, 'dist-test/results.json');

function forgetResults(folder) {
  rmSync(resultsFile(folder), { force: true });
}

function resultsOf(folder) {
  if (!existsSync(resultsFile(folder))) return { passed: 0, failed: 1 };
  const results = JSON.parse(readFileSync(resultsFile(folder), 'utf8'));
  const skipped = results.numPendingTests + results.numTodoTests;
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites + skipped,
  };
}

function projectsWithSpecs() {
  const grouped = ['apps', 'libs'].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => `${group}/${name}`),
  );
  return [...grouped, 'workflows'].filter((folder) => hasSpec(join(root, folder, 'src')));
}

function hasSpec(folder) {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true }).some((name) => name.endsWith('.spec.ts'));
}
