import { openDesk, type Desk } from '../support/desk';
import { compareRuns, runsOf } from './runs';

const runs = runsOf(20_000, Math.floor(Math.random() * 2 ** 31));
const HOURS = 8;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

it(
  `a case, its appeals and its letters go as the model says: ${runs.named}`,
  () => compareRuns(desk, runs, 16),
  HOURS * 3_600_000,
);
