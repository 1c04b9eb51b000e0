import { openDesk, type Desk } from '../support/desk';
import { compareRuns, runsNamed } from './runs';

const { numRuns, named } = runsNamed(20_000);
const HOURS = 8;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

it(
  `a case, its appeals and its letters go as the model says: ${named}`,
  () => compareRuns(desk, numRuns, 16),
  HOURS * 3_600_000,
);
