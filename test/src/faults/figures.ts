import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../stack/running-stack';
import { MOMENTS } from './moments';
import type { Outcome } from './cells';

const FILE = join(PROJECT, 'docs/generated/faults.md');

const INTRODUCTION = `# Faults

What the last full run of \`npm run test:faults\` did, written by \`WRITE_FIGURES=yes npm run test:faults\`. Each row is a cell of the matrix: a fault at a moment. Each had the fault injected, seen to happen and lifted, and then every invariant of [ADR 0068](../adr/0068-faults-are-a-suite.md) held. Seconds are from the end of the fault until nothing was owed, on two busy cores.
`;

const HEAD = ['fault', 'moment', 'seed', 'variant', 'what showed it', 'converged (s)'];

/** Writes them where they were asked for, as the page that is generated from a run of every cell. */
export function writeFigures(outcomes: readonly Outcome[]): void {
  if (process.env['WRITE_FIGURES'] !== 'yes') return;
  const moments = Object.entries(MOMENTS).map(([letter, words]) => `- **${letter}**: ${words}`);
  const rows = outcomes.map(({ row, moment, seed, variant, proof, convergedIn }) => [
    ...[row, moment, String(seed), variant, proof],
    (convergedIn / 1_000).toFixed(1),
  ]);
  const text = [INTRODUCTION, moments.join('\n'), tableOf([HEAD, ...rows])].join('\n');
  writeFileSync(FILE, `${text}\n`);
}

/** As the formatter of the project would write it. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const [head = [], ...others] = rows;
  const widths = head.map((_, column) =>
    Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lineOf = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = lineOf(widths.map((width) => '-'.repeat(width)));
  return ['', lineOf(head), rule, ...others.map(lineOf)].join('\n');
}
