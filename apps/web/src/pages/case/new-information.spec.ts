import type { Case } from '../../client';
import { cameIn, type AtOpening } from './new-information';

const TAKEN = '2026-12-01T15:00:00.000Z';

const by = (subject: string) => ({ subject, role: 'intake' as const });

const source = (at: string, subject = 'ivy') => ({
  by: by(subject),
  at,
  channel: 'phone',
  carriedFrom: null,
  document: null,
});

const document = (name: string, uploadedAt: string, subject = 'ivy') => ({
  id: name,
  caseId: 'case',
  name,
  mediaType: 'application/pdf' as const,
  size: 1,
  sha256: 'ab',
  uploadedBy: by(subject),
  uploadedAt,
  openings: [],
  activeContent: [],
  scan: { state: 'not-scanned' as const, scannedAt: null, message: null },
});

const CASE: Parameters<typeof cameIn>[0] = {
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

const DOCUMENTS = [
  document('early.pdf', '2026-11-30T10:00:00.000Z'),
  document('own.pdf', '2026-12-02T11:00:00.000Z', 'pia'),
  document('late.pdf', '2026-12-02T12:00:00.000Z'),
];

/** Opened by a reviewer after all of it came in. */
const SEEN: AtOpening = { reader: 'pia', factSources: CASE.factSources, documents: DOCUMENTS };

const UNASSIGNED = { assignee: null, assignedAt: null };

const names = (changes: Partial<Case>, opening: Partial<AtOpening> = {}) =>
  cameIn({ ...CASE, ...changes }, DOCUMENTS, { ...SEEN, ...opening }).map((one) =>
    'path' in one ? one.path : one.document.name,
  );

test('is what others sent since the assignment, oldest first', () => {
  expect(names({})).toEqual(['dosing.capsuleStrengthMg', 'late.pdf', 'dosing.capsulesPer28Days']);
});

test('is what others sent since the case was handed up, while no one has it', () => {
  const handedUp = {
    by: { subject: 'pia', role: 'pharmacist' as const },
    at: TAKEN,
    reason: 'So.',
  };
  expect(names({ ...UNASSIGNED, handedUp })).toHaveLength(5);
});

test('is what others sent since the page was opened, also of an unassigned case', () => {
  const { setting } = CASE.factSources ?? {};
  const opening = { factSources: { setting: setting! }, documents: DOCUMENTS.slice(0, 1) };
  expect(names(UNASSIGNED, opening)).toEqual([
    'dosing.capsuleStrengthMg',
    'late.pdf',
    'dosing.capsulesPer28Days',
  ]);
});

test('is a fact again once it is given another time', () => {
  const earlier = { ...CASE.factSources, setting: source('2026-11-01T10:00:00.000Z') };
  expect(names(UNASSIGNED, { factSources: earlier })).toEqual(['setting']);
});

test.each<[string, Partial<Case>]>([
  ['an unassigned case that is as it was opened', UNASSIGNED],
  ['a closed case', { closedAt: '2026-12-04T10:00:00.000Z' }],
])('is empty for %s', (_, changes) => {
  expect(names(changes)).toEqual([]);
});
