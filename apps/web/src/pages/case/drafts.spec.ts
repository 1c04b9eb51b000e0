import {
  answersIn,
  decisionOf,
  informationOf,
  isAnythingWritten,
  lackOf,
  NOTHING_WRITTEN,
} from './drafts';

const { information, decision } = NOTHING_WRITTEN;

describe('what is written about a case', () => {
  test('is nothing at first, nor when only a channel was chosen', () => {
    expect(isAnythingWritten(NOTHING_WRITTEN)).toBe(false);
    const channel = { ...information, channel: 'fax' as const };
    expect(isAnythingWritten({ ...NOTHING_WRITTEN, information: channel })).toBe(false);
  });

  test.each([
    ['a fact, also that nobody knows it', { information: { ...information, facts: { a: null } } }],
    ['a rationale', { decision: { ...decision, rationale: 'so' } }],
    ['a clause', { decision: { ...decision, clauses: ['I.1'] } }],
    ['a reason', { reason: 'so' }],
  ])('is %s', (_, written) => {
    expect(isAnythingWritten({ ...NOTHING_WRITTEN, ...written })).toBe(true);
  });

  test('is sent nested, without what was emptied again', () => {
    const facts = {
      'diagnosis.icd10': 'C90.00',
      'diagnosis.symptomatic': null,
      setting: undefined,
      note: 'x',
    };
    expect(answersIn({ ...information, facts })).not.toHaveProperty('setting');
    expect(
      informationOf({ ...information, facts, channel: 'phone', document: 'd1', page: 2 }),
    ).toEqual({
      facts: { diagnosis: { icd10: 'C90.00', symptomatic: null }, note: 'x' },
      channel: 'phone',
      document: { id: 'd1', page: 2 },
    });
  });

  test('is not sent before somebody says how it came', () => {
    const told = { ...information, facts: { setting: null } };
    expect(lackOf(told)).toBe('Choose how it was received.');
    expect(informationOf(told)).toBeNull();
    expect(lackOf({ ...told, channel: 'fax' })).toBeNull();
  });

  test('is not sent with what could not be read', () => {
    const told = { ...information, channel: 'fax' as const, facts: { a: null } };
    expect(lackOf({ ...told, facts: { a: null, b: { unread: '2,3' } } })).toMatch(/^Correct/);
    expect(lackOf({ ...told, page: { unread: 'x' } })).toMatch(/^Correct/);
    expect(lackOf(information)).toBe('Answer at least one question.');
  });

  test('is no decision before one is chosen', () => {
    expect(decisionOf({ ...decision, rationale: 'so' })).toBeNull();
  });

  test('carries months with an approval alone, and no clauses with a question', () => {
    const written = { rationale: 'so', clauses: ['I.1'], months: 3 };
    expect(decisionOf({ ...written, decision: 'approve' })).toEqual({
      decision: 'approve',
      rationale: 'so',
      clauses: ['I.1'],
      approve: { months: 3 },
    });
    expect(decisionOf({ ...written, decision: 'deny' })).not.toHaveProperty('approve');
    expect(decisionOf({ ...written, decision: 'request-information' })?.clauses).toEqual([]);
  });
});
