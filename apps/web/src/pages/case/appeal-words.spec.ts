import type { GuidelineDescription } from '../../client';
import { decisionWords, outcomeWords, termWords } from './appeal-words';

test('a decision says for how long it approves a part', () => {
  expect(decisionWords({ decision: 'uphold', months: null })).toBe('Upheld');
  expect(decisionWords({ decision: 'overturn', months: null })).toBe('Overturned');
  expect(decisionWords({ decision: 'partly-overturn', months: 1 })).toBe(
    'Partly overturned, approved for 1 month',
  );
});

test('the outcome of outside review is shown in the same words', () => {
  expect(outcomeWords({ outcome: 'upheld', months: null })).toBe('Upheld');
  expect(outcomeWords({ outcome: 'partly-overturned', months: 2 })).toBe(
    'Partly overturned, approved for 2 months',
  );
});

test('what a part approves otherwise than asked is named with what was asked', () => {
  const path = 'dosing.capsulesPer28Days';
  const guideline = {
    dosing: [path],
    facts: [{ path, label: 'Capsules per 28 days', unit: null }],
  } as unknown as GuidelineDescription;
  const terms = [
    { term: 'months', asked: 6, approved: 1 },
    { term: 'start', asked: '2026-11-22', approved: '2026-12-01' },
    { term: 'capsulesPer28Days', asked: null, approved: 3 },
    { term: 'strength', asked: 4, approved: 3 },
  ];
  expect(termWords(terms, guideline)).toEqual([
    'Coverage for 1 month instead of 6 months',
    'Coverage from Dec 1, 2026 on instead of Nov 22, 2026',
    'Capsules per 28 days: 3 instead of not documented',
    'strength: 3 instead of 4',
  ]);
  expect(termWords([], guideline)).toEqual([]);
});
