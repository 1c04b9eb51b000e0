import type { DocumentRecord } from '../ports/document-store';
import { seenDigestOf, unseenRefusal } from './seen-digest';

const RECORD = { id: 'case', evaluationDigest: 'ab', facts: { setting: 'self-administered' } };

const document = (name: string): DocumentRecord => ({
  id: `id of ${name}`,
  caseId: RECORD.id,
  name,
  mediaType: 'application/pdf',
  size: 1,
  sha256: name.repeat(8),
  uploadedBy: { subject: 'ivy', role: 'intake' },
  uploadedAt: new Date('2026-12-01T15:00:00Z'),
});

const DOCUMENTS = [document('chart'), document('lab'), document('note')];

test('is the same for the same documents in any order', () => {
  expect(seenDigestOf(RECORD, [...DOCUMENTS].reverse())).toBe(seenDigestOf(RECORD, DOCUMENTS));
});

test.each([
  ['facts', { ...RECORD, facts: {} }, DOCUMENTS],
  ['evaluation', { ...RECORD, evaluationDigest: 'ac' }, DOCUMENTS],
  ['documents', RECORD, DOCUMENTS.slice(1)],
])('is another for other %s', (_, record, documents) => {
  expect(seenDigestOf(record, documents)).not.toBe(seenDigestOf(RECORD, DOCUMENTS));
});

test.each([
  ['who saw all of it', seenDigestOf(RECORD, DOCUMENTS)],
  ['who does not say what they saw', undefined],
])('refuses no decision of a reviewer %s', (_, seen) => {
  expect(unseenRefusal(RECORD, DOCUMENTS, seen)).toBeNull();
});

test.each([0, 1, 2])('names the documents that came in after the first %i', (shown) => {
  const seen = seenDigestOf(RECORD, DOCUMENTS.slice(0, shown));
  expect(unseenRefusal(RECORD, DOCUMENTS, seen)).toMatchObject({
    code: 'unseen-information',
    caseId: 'case',
    documents: DOCUMENTS.slice(shown).map(({ id, name }) => ({ id, name })),
  });
});

test('names no document if something else differs', () => {
  const seen = seenDigestOf({ ...RECORD, facts: {} }, DOCUMENTS);
  const refusal = unseenRefusal(RECORD, DOCUMENTS, seen);
  expect(refusal).toMatchObject({ code: 'unseen-information' });
  expect(refusal).not.toHaveProperty('documents');
});
