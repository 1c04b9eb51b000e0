import { CELLS, nameOf, runCell } from './cells';
import { openScene, type Scene } from './scene';

/** The cells where most can be lost or doubled, with a seed and the variant that it chooses. */
const SHARPEST = [
  ['API killed (b)', 0, 'killed'],
  ['relay killed, or two relays (d)', 0, 'killed'],
  ['worker killed, asked to end, or stopped (f)', 2, 'SIGKILL'],
  ['Postgres crashed, or its backends killed (b)', 0, 'crash'],
  ['link cut, delayed, or its reply lost (b)', 1, 'reply lost'],
  ['mail server answers 500, hangs, or drops (f)', 2, 'accepts, then drops'],
] as const;

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 300_000);
afterAll(() => scene.system.stop(), 60_000);

test.each(SHARPEST)(
  '%s is survived',
  async (name, seed, chosen) => {
    const cell = CELLS.find((each) => nameOf(each) === name);
    const { faults, proof, variant } = await runCell(cell!, seed, scene);
    console.log(`${name}, seed ${seed}, ${variant}: ${proof}`);
    expect(variant).toBe(chosen);
    expect(faults).toEqual([]);
  },
  300_000,
);
