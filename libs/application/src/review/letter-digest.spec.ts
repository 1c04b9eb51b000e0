import { letterDigestOf } from './letter-digest';

const RECORD = { evaluationDigest: 'ab'.repeat(32), facts: { setting: 'self-administered' } };
const LETTER = { subject: 'PA-1: denied', text: 'We denied coverage.' };
const DOCUMENTS = [{ sha256: 'cd'.repeat(32) }, { sha256: '01'.repeat(32) }];

const digest = letterDigestOf(RECORD, DOCUMENTS, LETTER);

test('the digest of a letter is SHA-256 in lower-case hexadecimal', () => {
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
});

test('the digest of a letter does not depend on the order of documents or members', () => {
  const letter = { text: LETTER.text, subject: LETTER.subject };
  expect(letterDigestOf(RECORD, [...DOCUMENTS].reverse(), letter)).toBe(digest);
});

test.each([
  ['evaluation', letterDigestOf({ ...RECORD, evaluationDigest: 'ac' }, DOCUMENTS, LETTER)],
  ['facts', letterDigestOf({ ...RECORD, facts: {} }, DOCUMENTS, LETTER)],
  ['documents', letterDigestOf(RECORD, DOCUMENTS.slice(1), LETTER)],
  ['subject', letterDigestOf(RECORD, DOCUMENTS, { ...LETTER, subject: 'PA-2: denied' })],
  ['text', letterDigestOf(RECORD, DOCUMENTS, { ...LETTER, text: 'We denied it.' })],
])('the digest of a letter with another %s is another', (_, other) => {
  expect(other).not.toBe(digest);
});
