import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { benchAudit } from './audit.bench';
import { benchEncryption } from './encryption.bench';
import { benchEvaluate } from './evaluate.bench';
import type { Figure, Report } from './figure';
import { benchFirstLoad } from './first-load.bench';
import { benchHistories } from './histories.bench';
import { benchMixed } from './mixed.bench';
import { benchReads } from './reads.bench';
import { benchRelay } from './relay.bench';
import { benchCases, benchPrechecks, startRivals, type Rivals } from './requests.bench';
import { benchSpace } from './space.bench';
import { setUpStand, type Stand } from './stand';
import { benchStuck } from './stuck.bench';
import { benchWorklist } from './worklist.bench';

const RUN_FOLDER = resolve(__dirname, '../../../.run');

/** What benchmarks run on, set up when the first of them needs it. */
interface Parts {
  readonly stand: () => Promise<Stand>;
  readonly rivals: () => Promise<Rivals>;
}

/** The benchmarks by the letters that choose them on the command line. */
const benchmarks: Readonly<Record<string, (parts: Parts) => Promise<readonly Figure[]>>> = {
  a: () => Promise.resolve(evaluations()),
  b: async ({ stand, rivals }) => [
    ...(await benchCases(await stand(), await rivals())),
    ...(await benchSpace(await stand())),
  ],
  c: async ({ stand }) => benchRelay(await stand()),
  d: async ({ stand }) => {
    await stand();
    return benchHistories();
  },
  e: async ({ stand, rivals }) => benchPrechecks(await stand(), await rivals()),
  f: async ({ stand }) => benchWorklist(await stand()),
  g: async ({ stand }) => benchStuck(await stand()),
  h: () => benchFirstLoad(),
  i: async ({ stand }) => benchMixed(await stand()),
  j: async ({ stand }) => benchAudit(await stand()),
  k: async ({ stand }) => benchReads(await stand()),
  l: () => benchEncryption(),
};

/** (a) Evaluations on one thread; the first row is the bare function's. */
function evaluations(): readonly Figure[] {
  const [bare, ...rows] = benchEvaluate();
  return rows.map(({ name, perSecond, ratio }) => ({
    what: name,
    unit: 'evaluations/s',
    reached: perSecond,
    ...(bare &&
      ratio !== null && {
        bare: bare.perSecond,
        ratio: 1 / ratio,
        aim: 'ratio at least 0.4: within 2.5 times the bare function',
      }),
  }));
}

/** Runs the benchmarks that are asked for, or all; prints one table, and writes it as JSON. */
async function main(chosen: readonly string[]): Promise<void> {
  const unknown = chosen.filter((letter) => !Object.hasOwn(benchmarks, letter));
  if (unknown.length > 0) {
    const letters = Object.keys(benchmarks).join(', ');
    throw new Error(`there is no benchmark \`${unknown.join('`, `')}\`; use some of ${letters}`);
  }
  const report: Record<string, readonly Figure[]> = {};
  let standing: Promise<Stand> | undefined;
  let competing: Promise<Rivals> | undefined;
  const stand = () => (standing ??= setUpStand('bench'));
  const rivals = () => (competing ??= stand().then(startRivals));
  try {
    for (const [letter, run] of Object.entries(benchmarks)) {
      if (chosen.length > 0 && !chosen.includes(letter)) continue;
      process.stderr.write(`assent: benchmark ${letter}\n`);
      report[letter] = await run({ stand, rivals });
    }
  } finally {
    await (await standing)?.stop();
  }
  await mkdir(RUN_FOLDER, { recursive: true });
  await writeFile(join(RUN_FOLDER, 'bench.json'), `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(table(report));
}

function table(report: Report): string {
  const head = ['', 'what', 'reached', 'bare', 'ratio', 'unit', 'aim'];
  const rows = Object.entries(report).flatMap(([letter, figures]) =>
    figures.map(({ what, unit, reached, bare, ratio, aim }) => [
      letter,
      what,
      shown(reached),
      shown(bare),
      ratio?.toFixed(2) ?? '',
      unit,
      aim ?? '',
    ]),
  );
  const lines = [head, ...rows];
  const widths = head.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
    .concat('\n');
}

function shown(value: number | undefined): string {
  if (value === undefined) return '';
  return value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
