import { isRecognized } from './agent-names';
import { takenByEnter } from './taking';

const KNOWN = [
  { name: 'lenalidomide', brands: ['Revlimid'] },
  { name: 'daratumumab', brands: ['Darzalex', 'Darzalex Faspro'] },
];
const one = [{ value: 'lenalidomide', label: 'lenalidomide' }];
const two = [...one, { value: 'leucovorin', label: 'leucovorin' }];

describe('Enter', () => {
  it('takes the only suggestion for the beginning of its name', () => {
    expect(takenByEnter('Revl', one, false)).toEqual({ kind: 'taken', value: 'lenalidomide' });
  });

  it('takes none of several suggestions', () => {
    expect(takenByEnter('le', two, false)).toEqual({ kind: 'several' });
  });

  it('keeps a recognized name as it was typed', () => {
    expect(takenByEnter('Revlimid', two, true)).toEqual({ kind: 'taken', value: 'Revlimid' });
  });

  it('keeps a text that matches nothing, but not as an answer', () => {
    expect(takenByEnter('Revla', [], false)).toEqual({ kind: 'taken', value: { unread: 'Revla' } });
  });
});

test.each([
  ['revlimid', true],
  [' Darzalex  Faspro', true],
  ['daratumumab-abcd', true],
  ['daratumumab and hyaluronidase-fihj', true],
  ['daratumumabx', false],
  ['lenalidomide 25 mg', false],
  ['Revl', false],
  ['', false],
])('%p is recognized as a drug: %p', (text, is) => {
  expect(isRecognized(text, KNOWN)).toBe(is);
});
