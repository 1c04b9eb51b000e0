import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../process.mjs';
import { equivalent } from './equivalent.mjs';
import { folders } from './folders.mjs';

/** A mutant is noticed if a spec fails, or does not end, with it. */
const NOTICED = ['Killed', 'Timeout'];
const UNNOTICED = ['Survived', 'NoCoverage'];

/** How many files a folder has to mutate: a score is worth what was run. */
export function filesOf(folder) {
  return folders[folder].sources.flatMap((source) => {
    const [above, ...rest] = source.split('/**/');
    if (rest.length === 0) return [source];
    return readdirSync(join(root, above), { recursive: true }).filter(
      (path) => path.endsWith('.ts') && !/(?:\.spec|\.fixture|(?:^|\/)index)\.ts$/.test(path),
    );
  }).length;
}

/** Each file of a folder that was run on this machine, with its mutants. */
export function resultsOf(folder) {
  const path = join(root, '.run/mutation', `${folder}.json`);
  if (!existsSync(path)) return [];
  const { files } = JSON.parse(readFileSync(path, 'utf8'));
  return Object.entries(files)
    .map(([file, { mutants }]) => ({ file, ...counted(file, mutants) }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

function counted(file, mutants) {
  const count = (statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
  return {
    noticed: count(NOTICED),
    unnoticed: count(UNNOTICED),
    ignored: count(['Ignored']),
    survivors: mutants
      .filter(({ status }) => UNNOTICED.includes(status))
      .map(({ location, mutatorName, replacement }) => ({
        file,
        line: location.start.line,
        mutator: mutatorName,
        replacement: replacement ?? '',
        reason: equivalent.find((each) => each.file === file && each.replacement === replacement)
          ?.reason,
      })),
  };
}

export function sumOf(results) {
  const sum = (name) => results.reduce((total, each) => total + each[name], 0);
  return { noticed: sum('noticed'), unnoticed: sum('unnoticed'), ignored: sum('ignored') };
}

/** In percent of the mutants that were run; null if none was. */
export function scoreOf({ noticed, unnoticed }) {
  return noticed + unnoticed === 0 ? null : (100 * noticed) / (noticed + unnoticed);
}
