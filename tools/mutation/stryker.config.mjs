import { folders } from './folders.mjs';

const name = process.env.MUTATION_FOLDER ?? '';
const folder = folders[name];
if (folder === undefined) throw new Error(`there is no folder \`${name}\` to mutate`);
const some = process.env.MUTATION_FILES?.split(',');

/** How Stryker runs one folder. Stryker starts a process for it and reads this file again in each. */
export default {
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  jest: { configFile: folder.specs, enableFindRelatedTests: true },
  mutate: [...(some ?? folder.sources), '!**/*.spec.ts', '!**/*.fixture.ts', '!**/index.ts'],
  coverageAnalysis: 'perTest',
  // What is made once, as a module is loaded, takes every spec for each of its mutants.
  ignoreStatic: true,
  incremental: true,
  incrementalFile: `.run/mutation/${name}.json`,
  concurrency: 1,
  dryRunTimeoutMinutes: 60,
  // A busy machine is no mutant that never ends.
  timeoutMS: 60_000,
  timeoutFactor: 4,
  reporters: ['progress-append-only'],
  tempDirName: '.run/mutation/sandbox',
  ignorePatterns: ['**/dist', '.run', '.nx', 'docs', 'apps', 'test', 'workflows', 'prisma'],
  allowConsoleColors: false,
};
