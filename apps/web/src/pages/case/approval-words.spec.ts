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

describe('what the guideline says about an approval', () => {
  test('says that all criteria are met only if none is unknown', () => {
    expect(words('met', 'met')).toBe('All criteria met. Guideline duration: 6 months.');
  });

  test('does not count unknown criteria as not met', () => {
    expect(words('met', 'unknown')).toBe(
      '1 criterion with missing information. Guideline duration: 6 months.',
    );
    expect(words('not-met', 'not-met', 'unknown')).toBe(
      '2 criteria not met, 1 criterion with missing information. Guideline duration: 6 months.',
    );
  });

  test('is empty if no guideline applies to the request', () => {
    expect(approvalWords({ clauses: null, approvalMonths: null })).toBe(
      'No guideline applies to this request.',
    );
  });
});
