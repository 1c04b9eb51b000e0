import { folders } from './folders.mjs';
import { filesOf, resultsOf, scoreOf, sumOf } from './results.mjs';

const INTRODUCTION = `# Mutation testing

What the last run of \`npm run test:mutation\` found, written by \`WRITE_MUTATION=yes npm run test:mutation\`. Stryker changes the code in one place at a time; a change that no unit spec notices survives. The score is the share that was noticed. Changes in what is made once, as a file is loaded, are not run: each would take every spec. [ADR 0082](../adr/0082-a-model-and-mutants-test-the-tests.md) says more.
`;

/** The page of all results on this machine. */
export function mutationPage() {
  const all = Object.keys(folders).map((name) => ({ name, results: resultsOf(name) }));
  return [
    INTRODUCTION,
    table(
      ['part', 'files that were run', 'score', 'noticed', 'survived', 'not run'],
      all.map(rowOfFolder),
    ),
    ...all.filter(({ results }) => results.length > 0).map(section),
    `## Not in the table\n\n${UNTESTED}\n`,
  ].join('\n');
}

const UNTESTED =
  'The decisions (`review` and `life-cycle` of `libs/application`) are tested with a real Postgres, by `test/src/use-cases` and the model. A mutant there would take minutes, so they are not run.';

function rowOfFolder({ name, results }) {
  const run = `${results.length} of ${filesOf(name)}`;
  return results.length === 0
    ? [name, run, 'not run', '', '', '']
    : [name, run, ...figures(sumOf(results))];
}

function figures(counts) {
  const score = scoreOf(counts);
  return [
    score === null ? 'none run' : `${score.toFixed(1)} %`,
    ...[counts.noticed, counts.unnoticed, counts.ignored].map(String),
  ];
}

function section({ name, results }) {
  const survivors = results.flatMap((each) => each.survivors);
  const rows = results.map((each) => [`\`${each.file}\``, ...figures(each)]);
  return [
    `## ${name}\n\nThe files that were run:\n`,
    table(['file', 'score', 'noticed', 'survived', 'not run'], rows),
    ...(survivors.length > 0
      ? ['Survivors:\n', table(['where', 'change', 'why'], survivors.map(rowOfSurvivor))]
      : []),
  ].join('\n');
}

function rowOfSurvivor({ file, line, mutator, replacement, reason = 'no spec notices it' }) {
  const change = replacement.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').slice(0, 80);
  return [`\`${file}:${line}\``, `${mutator}: \`${change}\``, reason];
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}
