import { LICENSING_STATES } from '@assent/vocabulary';
import { STATE_NAMES, stateNamed, statesFor } from './states';

test.each([
  ['TX', 'TX'],
  ['tx', 'TX'],
  ['Tex', 'TX'],
  [' texas ', 'TX'],
  ['MA', 'MA'],
  ['Mary', 'MD'],
  ['washington', 'WA'],
  ['virgin islands', 'VI'],
  ['US Virgin', 'VI'],
  ['dakota', null],
  ['New', null],
  ['Quebec', null],
  ['', null],
])('%j means %s', (typed, state) => {
  expect(stateNamed(typed)).toBe(state);
});

test('a beginning may mean several states', () => {
  expect(statesFor('te')).toEqual(['TN', 'TX']);
  expect(statesFor('dakota')).toEqual(['ND', 'SD']);
  expect(statesFor('')).toEqual(LICENSING_STATES);
});

test('every state has a name of its own, by which it is found', () => {
  for (const state of LICENSING_STATES) expect(stateNamed(STATE_NAMES[state])).toBe(state);
});
