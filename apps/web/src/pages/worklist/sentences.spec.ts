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
    expect(waitsFor({ missing, reviewReason: null, held: false }, nameFact)).toBe(words);
  });

  test('names the reviewer once it is in review, and the hold only while it is held', () => {
    const held = { missing: ['regimen'], reviewReason: 'hold' as const, held: true };
    expect(waitsFor(held, named)).toBe('On hold for a reviewer');
    expect(waitsFor({ ...held, held: false }, named)).toBe('Hold no longer applies');
  });

  test('says nothing beyond the status if no information is missing', () => {
    expect(waitsFor({ missing: [], reviewReason: null, held: false }, named)).toBeNull();
  });
});
