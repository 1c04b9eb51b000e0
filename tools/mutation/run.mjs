import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nxEnv } from '../build.mjs';
import { root, runProgram, say } from '../process.mjs';
import { folders } from './folders.mjs';
import { mutationPage } from './page.mjs';
import { resultsOf, scoreOf, sumOf } from './results.mjs';

/** In percent: what each folder has to reach. */
const LEAST = 90;

/**
 * Runs the mutants of folders, one after the other, and prints their scores. Each keeps its results in
 * `.run/mutation`, and the next run takes over what has not changed since.
 *
 * @param args names of folders, all if there are none; after one, the files to run of it
 * @returns the exit code: 0 only if every folder reached its score
 */
export async function testMutation([name, ...files]) {
  const names = name === undefined ? Object.keys(folders) : [name];
  let failed = 0;
  for (const each of names) {
    if (!Object.hasOwn(folders, each)) throw new Error(`there is no folder \`${each}\` to mutate`);
    const code = await mutated(each, files);
    const score = scoreOf(sumOf(resultsOf(each)));
    if (code !== 0 || score === null || score < LEAST) failed += 1;
    say(`${each}: ${score === null ? 'no mutant was run' : `${score.toFixed(1)} % were noticed`}`);
  }
  if (process.env.WRITE_MUTATION === 'yes') {
    writeFileSync(join(root, 'docs/generated/mutation.md'), mutationPage());
  }
  process.stdout.write(`${names.length - failed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

function mutated(folder, files) {
  const stryker = join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  return runProgram(process.execPath, [stryker, 'run', 'tools/mutation/stryker.config.mjs'], {
    env: {
      ...process.env,
      ...nxEnv,
      NODE_ENV: 'test',
      TZ: 'UTC',
      MUTATION_FOLDER: folder,
      ...(files.length > 0 && { MUTATION_FILES: files.join(',') }),
    },
  });
}
