import { openDesk, type Desk } from '../support/desk';
import { compareRuns, runsOf } from './runs';

/** The same each time: what is new is looked for by `npm run test:model`. */
const runs = runsOf(500, 2026);
const MINUTES = 20;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

it(
  `a case, its appeals and its letters go as the model says: ${runs.named}`,
  () => compareRuns(desk, runs, 6),
  MINUTES * 60_000,
);
