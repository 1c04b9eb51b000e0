import { decisionWords, outcomeWords } from './appeal-words';

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
