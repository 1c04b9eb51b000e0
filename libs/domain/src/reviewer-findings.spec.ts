import type { ReviewerFinding } from '@assent/vocabulary';
import {
  isStaleFinding,
  lackingFindings,
  ownFindingOn,
  type RecordedFindings,
} from './reviewer-findings';

const found = (subject: string, finding: ReviewerFinding, basis = 'now'): RecordedFindings => ({
  by: { subject, role: 'pharmacist' },
  at: new Date('2026-11-23T09:00:00Z'),
  items: [{ criterion: 'I.3', finding, note: null, basis }],
});
const NOW = { criterion: 'I.3', basis: 'now' };

test('the first finding on what a criterion reads now counts, and the latest is the change', () => {
  const own = ownFindingOn([found('pia', 'met'), found('pia', 'not-met')], 'pia', NOW);
  expect([own?.first.finding, own?.latest.finding]).toEqual(['met', 'not-met']);
});

test('neither findings of others nor those on something else count', () => {
  const recorded = [found('maya', 'met'), found('pia', 'met', 'before')];
  expect(ownFindingOn(recorded, 'pia', NOW)).toBeNull();
  expect(lackingFindings(recorded, 'pia', [NOW])).toEqual([NOW]);
  expect(lackingFindings(recorded, 'maya', [NOW])).toEqual([]);
});

test('a finding is stale once what it is based on has changed, until there is another', () => {
  const before = found('pia', 'met', 'before');
  expect(isStaleFinding([before], 'pia', NOW)).toBe(true);
  expect(isStaleFinding([before], 'maya', NOW)).toBe(false);
  expect(isStaleFinding([before, found('pia', 'met')], 'pia', NOW)).toBe(false);
});
