import type { Clause } from '../../client';
import { approvalWords } from './approval-words';

const leaf = (verdict: Clause['verdict']): Clause => ({
  id: verdict,
  title: verdict,
  verdict,
  facts: [],
  children: [],
});

const words = (...verdicts: Clause['verdict'][]) =>
  approvalWords({
    clauses: { ...leaf('unknown'), combine: 'all', children: verdicts.map(leaf) },
    approvalMonths: 6,
  });

describe('what the guideline says to an approval', () => {
  test('is that all is met only where nothing is unknown', () => {
    expect(words('met', 'met')).toBe('All criteria met. Guideline duration: 6 months.');
  });

  test('takes what is unknown for no criterion that is not met', () => {
    expect(words('met', 'unknown')).toBe(
      '1 criterion with missing information. Guideline duration: 6 months.',
    );
    expect(words('not-met', 'not-met', 'unknown')).toBe(
      '2 criteria not met, 1 criterion with missing information. Guideline duration: 6 months.',
    );
  });

  test('is nothing where no guideline governs the request', () => {
    expect(approvalWords({ clauses: null, approvalMonths: null })).toBe(
      'No guideline applies to this request.',
    );
  });
});
