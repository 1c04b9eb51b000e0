import { until } from '@assent/local';
import { broken, owed, type Checked } from './invariants';
import { CLOCK_AHEAD_MINUTES, INJECT, type Fault, type Inject } from './faults';
import { REACH, type Moment, type Reach, type Reached } from './moments';
import { inTime, type Scene } from './scene';

/** A cell of the matrix: a fault at a moment. */
export interface Cell {
  /** The row of the matrix, as people call it. */
  readonly row: string;
  readonly moment: Moment;
  readonly fault: Fault;
  readonly reach: Reach;
}

type Row = readonly [row: string, fault: Fault, ...at: (readonly [Moment, Reach])[]];

/** Each row with the moments that it has, and how the work comes to them. */
const ROWS: readonly Row[] = [
  ['API killed', 'apiKilled', ['a', 'beforeCommit'], ['b', 'committed'], ['c', 'unsent']],
  ['relay killed, or two relays', 'relay', ['c', 'unsent'], ['d', 'delivered']],
  [
    'worker killed, asked to end, or stopped',
    'worker',
    ['d', 'delivered'],
    ['e', 'stepBegun'],
    ['f', 'stepDone'],
    ['g', 'timerFired'],
    ['h', 'continuing'],
    ['i', 'deploying'],
  ],
  ['all workers down past a deadline', 'allWorkersDown', ['d', 'deliveredDue'], ['g', 'timerSet']],
  [
    'Temporal killed',
    'temporalKilled',
    ['c', 'unsent'],
    ['d', 'delivered'],
    ['e', 'stepBegun'],
    ['f', 'stepDone'],
    ['g', 'timerSet'],
    ['h', 'continuing'],
  ],
  [
    'Postgres crashed, or its backends killed',
    'postgres',
    ['a', 'beforeCommit'],
    ['b', 'committed'],
    ['d', 'delivered'],
    ['f', 'stepDone'],
  ],
  ['Postgres crashed, or its backends killed', 'postgresInMigration', ['i', 'atRest']],
  [
    'link cut, delayed, or its reply lost',
    'apiToPostgres',
    ['a', 'beforeCommit'],
    ['b', 'committed'],
  ],
  [
    'link cut, delayed, or its reply lost',
    'workerToTemporal',
    ['c', 'unsent'],
    ['d', 'delivered'],
    ['e', 'stepBegun'],
  ],
  ['link cut, delayed, or its reply lost', 'workerToPostgres', ['f', 'stepDone']],
  ['mail server answers 500, hangs, or drops', 'mail', ['f', 'atRest']],
  [
    'disk full, or pool exhausted',
    'resources',
    ['a', 'beforeCommit'],
    ['b', 'committed'],
    ['f', 'stepDone'],
  ],
  ['clock ahead on one host, or another TZ', 'otherHost', ['e', 'stepBegun'], ['g', 'timerFired']],
  ['bad build, rolled back', 'badBuild', ['e', 'stepBegun'], ['h', 'continuing'], ['i', 'atRest']],
  ['commands repeated or shuffled', 'repeated', ['c', 'unsent']],
  ['commands repeated or shuffled', 'repeatedMessages', ['d', 'delivered']],
  ['commands repeated or shuffled', 'shuffled', ['g', 'timerFired']],
];

export const CELLS: readonly Cell[] = ROWS.flatMap(([row, fault, ...at]) =>
  at.map(([moment, reach]) => ({ row, fault, moment, reach })),
);

export function nameOf({ row, moment }: Cell): string {
  return `${row} (${moment})`;
}

/** How long the system may take to converge once a fault is lifted, in milliseconds. */
export const CONVERGES_WITHIN = 120_000;

/** What a cell showed. */
export interface Outcome {
  readonly row: string;
  readonly moment: Moment;
  readonly seed: number;
  readonly variant: string;
  /** What showed that the fault happened. */
  readonly proof: string;
  /** From the end of the fault until nothing was owed, in milliseconds. */
  readonly convergedIn: number;
  /** What did not hold; empty for a cell that passed. */
  readonly faults: readonly string[];
}

/** The variants of a fault that this machine can run. */
function variantsOf(cell: Cell, { system }: Scene): readonly (readonly [string, Inject])[] {
  const all: readonly [string, Inject][] = Object.entries(INJECT[cell.fault]);
  return all.filter(([name]) => name !== 'disk full' || system.disk !== null);
}

/** Faults that may end a worker between the hand-over of a letter and the record of it. */
const REPEATING: ReadonlySet<Fault> = new Set([
  'relay',
  'worker',
  'allWorkersDown',
  'postgres',
  'postgresInMigration',
  'workerToPostgres',
  'mail',
  'resources',
  'otherHost',
  'badBuild',
]);

/** @throws with what is still owed */
export async function converged({ system }: { readonly system: Checked }): Promise<void> {
  let left: readonly string[] = [];
  const isAtRest = async (): Promise<boolean> => {
    left = await owed(system).catch((error: unknown) => [String(error)]);
    return left.length === 0;
  };
  if (await until(isAtRest, { timeoutMs: CONVERGES_WITHIN, everyMs: 250 })) return;
  throw new Error(`the system did not converge:\n${left.join('\n')}`);
}

/**
 * Brings the system to the moment, injects the fault, lifts it, waits until the system has converged,
 * and checks the invariants. A seed chooses among the variants of the fault.
 */
export async function runCell(cell: Cell, seed: number, scene: Scene): Promise<Outcome> {
  const { system, people, words } = scene;
  const variants = variantsOf(cell, scene);
  const place = CELLS.indexOf(cell) + seed;
  const [variant, inject] = variants[place % variants.length]!;
  const since = new Date();
  const base = { row: cell.row, moment: cell.moment, seed, variant };
  try {
    const others = Promise.all([
      people.openMet(),
      people.openInReview().then((opened) => people.deny(opened)),
    ]);
    await inTime('the others', others);
    const reached: Reached = await REACH[cell.reach](scene);
    const { proof, lift } = await inject(scene, reached);
    await lift();
    await system.heal();
    const lifted = performance.now();
    await inTime('all answers', reached.finish());
    await converged(scene);
    const convergedIn = Math.round(performance.now() - lifted);
    // A check of all cases that began before may have written since what it saw then.
    await people.checkCases();
    await converged(scene);
    const doubt = (await reached.doubt?.()) ?? null;
    const found = await broken(system, {
      people,
      words,
      since,
      repeatsLetters: REPEATING.has(cell.fault),
      clockAhead: variant.startsWith('clock') ? CLOCK_AHEAD_MINUTES * 60_000 : 0,
    });
    const faults = doubt === null ? found : [...found, doubt];
    return { ...base, proof, convergedIn, faults };
  } finally {
    await system.heal();
    people.takeUnanswered();
  }
}
