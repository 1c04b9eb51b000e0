import { isSomebodyElse } from './somebody-else';

it.each([
  ['Maria Gomez MD', true],
  ['Lee Gomez MD', true],
  ['Lee Parker MD', false],
  ['Dr. Lee Park', false],
  ['Park, Lee', false],
  ['L. Park, M.D.', false],
  ['Lee Jonathan Park', false],
  ['Lée Park', false],
  ['MD', false],
  ['', false],
])('a prescriber named Lee Park MD is retyped as “%s”: clearly somebody else %j', (name, is) => {
  expect(isSomebodyElse(name, 'Lee Park MD')).toBe(is);
});
