import { isNpi } from './npi';

describe('a National Provider Identifier', () => {
  it.each(['1234567893', '1245319599'])('is %s', (npi) => {
    expect(isNpi(npi)).toBe(true);
  });

  it.each([
    ['has a wrong check digit', '1234567890'],
    ['has two digits swapped', '1234568793'],
    ['is too short', '123456789'],
    ['is too long', '12345678930'],
    ['has other characters', '123456789x'],
    ['is empty', ''],
  ])('is nothing that %s', (_, text) => {
    expect(isNpi(text)).toBe(false);
  });
});
