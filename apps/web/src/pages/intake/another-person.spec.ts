import { isAnotherPerson } from './another-person';

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
])('the prescriber Lee Park MD, retyped as “%s”, is clearly another person: %j', (name, is) => {
  expect(isAnotherPerson(name, 'Lee Park MD')).toBe(is);
});
