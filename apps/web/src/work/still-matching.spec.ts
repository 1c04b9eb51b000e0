import { stillMatching } from './still-matching';

const KNOWN = [
  { npi: '1234567893', name: 'Lee Park MD' },
  { npi: '1497758544', name: 'Leona Park MD' },
  { npi: '1679576722', name: 'José Núñez-Ortiz DO' },
];
const named = (typed: string) =>
  stillMatching(KNOWN, typed, ({ name, npi }) => [name, npi]).map(({ name }) => name);

it.each([
  ['', ['Lee Park MD', 'Leona Park MD', 'José Núñez-Ortiz DO']],
  ['Le', ['Lee Park MD', 'Leona Park MD']],
  ['Leona', ['Leona Park MD']],
  ['park lee', ['Lee Park MD']],
  ['ark', []],
  ['ortiz', ['José Núñez-Ortiz DO']],
  ['jose nunez', ['José Núñez-Ortiz DO']],
  ['16795', ['José Núñez-Ortiz DO']],
  ['Leona Gomez', []],
])('of an earlier answer, “%s” still matches %j', (typed, expected) => {
  expect(named(typed)).toEqual(expected);
});
