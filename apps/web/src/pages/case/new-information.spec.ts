import type { Case } from '../../client';
import { toldSince } from './new-information';

const TAKEN = '2026-12-01T15:00:00.000Z';

const source = (at: string, subject = 'ivy') => ({
  by: { subject, role: 'intake' as const },
  at,
  channel: 'phone',
  carriedFrom: null,
  document: null,
});

const CASE: Parameters<typeof toldSince>[0] = {
  assignee: 'pia',
  assignedAt: TAKEN,
  closedAt: null,
  handedUp: null,
  factSources: {
    setting: source('2026-12-01T14:59:59.999Z'),
    'dosing.capsulesPer28Days': source('2026-12-03T10:00:00.000Z'),
    'dosing.capsuleStrengthMg': source(TAKEN),
    transplantCandidate: source('2026-12-02T10:00:00.000Z', 'pia'),
  },
};

const pathsOf = (changes: Partial<Case>) =>
  toldSince({ ...CASE, ...changes }).map(({ path }) => path);

test('is what others reported since the assignment, oldest first', () => {
  expect(pathsOf({})).toEqual(['dosing.capsuleStrengthMg', 'dosing.capsulesPer28Days']);
});

test('is what others reported since the case was handed up, while no one has it', () => {
  const handedUp = {
    by: { subject: 'pia', role: 'pharmacist' as const },
    at: TAKEN,
    reason: 'So.',
  };
  expect(pathsOf({ assignee: null, assignedAt: null, handedUp })).toHaveLength(3);
});

test.each<[string, Partial<Case>]>([
  ['an unassigned case', { assignee: null, assignedAt: null }],
  ['a closed case', { closedAt: '2026-12-04T10:00:00.000Z' }],
  ['a case without sources', { factSources: null }],
])('is empty for %s', (_, changes) => {
  expect(pathsOf(changes)).toEqual([]);
});
