import { CELLS, nameOf, runCell, type Outcome } from './cells';
import { writeFigures } from './figures';
import { openScene, type Scene } from './scene';

/** `SEEDS=5` runs each cell five times, and with that most variants; `CELLS=killed` those that fit. */
const SEEDS = Number(process.env['SEEDS'] ?? 1);
const wanted = new RegExp(process.env['CELLS'] ?? '', 'i');
const chosen = CELLS.filter((cell) => wanted.test(nameOf(cell)));
const seeds = Array.from({ length: SEEDS }, (_, place) => place);
const isRoot = process.getuid?.() === 0;

let scene: Scene;
const outcomes: Outcome[] = [];

beforeAll(async () => {
  scene = await openScene({ hasSmallDisk: isRoot });
}, 300_000);
afterAll(async () => {
  await scene.system.stop();
  writeFigures(outcomes);
}, 120_000);

test('there are forty-two cells', () => {
  expect(CELLS).toHaveLength(42);
  expect(new Set(CELLS.map(nameOf)).size).toBe(42);
});

describe.each(chosen.map((cell) => [nameOf(cell), cell] as const))('%s', (name, cell) => {
  test.each(seeds)(
    'is survived with seed %i',
    async (seed) => {
      const outcome = await runCell(cell, seed, scene);
      const { variant, proof, convergedIn, faults } = outcome;
      console.log(`${name}, seed ${seed}, ${variant}: ${proof}; converged in ${convergedIn} ms`);
      expect(faults).toEqual([]);
      outcomes.push(outcome);
    },
    600_000,
  );
});
