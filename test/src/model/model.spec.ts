import { openDesk, type Desk } from '../support/desk';
import { compareRuns, runsNamed } from './runs';

const { numRuns, named } = runsNamed(500);
const MINUTES = 20;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

it(
  `a case, its appeals and its letters go as the model says: ${named}`,
  () => compareRuns(desk, numRuns, 8),
  MINUTES * 60_000,
);
