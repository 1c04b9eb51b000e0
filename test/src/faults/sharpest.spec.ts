import { CELLS, nameOf, runCell } from './cells';
import { openScene, type Scene } from './scene';

/** The cells where most can be lost or doubled; `npm run test:faults` runs all of them. */
const SHARPEST = [
  'API killed (b)',
  'relay killed, or two relays (d)',
  'worker killed, asked to end, or stopped (f)',
  'Postgres crashed, or its backends killed (b)',
  'link cut, delayed, or its reply lost (b)',
  'mail server answers 500, hangs, or drops (f)',
];
/** With it, each of these is a kill, a crash or a lost reply. */
const SEED = 0;

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 300_000);
afterAll(() => scene.system.stop(), 60_000);

test.each(SHARPEST)(
  '%s is survived',
  async (name) => {
    const cell = CELLS.find((each) => nameOf(each) === name);
    const { faults, proof, variant } = await runCell(cell!, SEED, scene);
    console.log(`${name}, seed ${SEED}, ${variant}: ${proof}`);
    expect(faults).toEqual([]);
  },
  300_000,
);
