import { waitsFor } from './sentences';

const named = (path: string) => (path === 'cytogenetics.t1114' ? 'Translocation t(11;14)' : 'Dose');
const unnamed = () => null;

describe('what an open case waits for', () => {
  test.each([
    [['cytogenetics.t1114'], named, 'Missing: Translocation t(11;14)'],
    [
      ['cytogenetics.t1114', 'regimen', 'dose'],
      named,
      'Missing: Translocation t(11;14) and 2 more',
    ],
    [['cytogenetics.t1114'], unnamed, '1 item missing'],
    [['cytogenetics.t1114', 'regimen'], unnamed, '2 items missing'],
  ])('%j: never the path of a fact', (missing, nameFact, words) => {
    expect(waitsFor({ missing, reviewReason: null }, nameFact)).toBe(words);
  });

  test('is its reviewer once it is in review', () => {
    expect(waitsFor({ missing: ['regimen'], reviewReason: 'hold' }, named)).toBe(
      'On hold for a reviewer',
    );
  });

  test('is nothing that its status does not say where no fact is missing', () => {
    expect(waitsFor({ missing: [], reviewReason: null }, named)).toBeNull();
  });
});
