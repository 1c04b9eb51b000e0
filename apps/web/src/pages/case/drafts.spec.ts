import {
  decisionOf,
  emptiedIn,
  informationOf,
  isAnythingWritten,
  isLonger,
  lackOf,
  NOTHING_WRITTEN,
  withAnswer,
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

  test('is sent nested', () => {
    const facts = { 'diagnosis.icd10': 'C90.00', 'diagnosis.symptomatic': null, note: 'x' };
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

  test('is nothing once an answer that the case lacks is emptied again', () => {
    const told = withAnswer(information, 'setting', 'self-administered', undefined);
    const emptied = withAnswer(told, 'setting', undefined, undefined);
    expect(isAnythingWritten({ ...NOTHING_WRITTEN, information: emptied })).toBe(false);
    expect(emptiedIn(emptied)).toEqual([]);
  });

  test.each([4, 'C90.00', ['Neuropathy'], [{ agents: ['bortezomib'] }], [], false, null])(
    'is not sent where the answer %j of the case was emptied, until there is another',
    (known) => {
      const others = { ...information, channel: 'phone' as const, facts: { note: 'x' } };
      const emptied = withAnswer(others, 'a.b', undefined, known);
      expect(informationOf(emptied)).toBeNull();
      expect(lackOf(emptied)).toBe('Enter the answer that you removed, or choose “Not known”.');
      expect(emptiedIn(emptied).map(({ path }) => path)).toEqual(['facts.a.b']);
      const unknown = withAnswer(emptied, 'a.b', null, known);
      expect(informationOf(unknown)?.facts).toEqual({ a: { b: null }, note: 'x' });
    },
  );

  test('is no decision before one is chosen', () => {
    expect(decisionOf({ ...decision, rationale: 'so' }, 6)).toBeNull();
  });

  test('carries months with an approval alone, and no clauses with a question', () => {
    const written = { rationale: 'so', clauses: ['I.1'], months: 3 };
    expect(decisionOf({ ...written, decision: 'approve' }, 6)).toEqual({
      decision: 'approve',
      rationale: 'so',
      clauses: ['I.1'],
      approve: { months: 3 },
    });
    expect(decisionOf({ ...written, decision: 'deny' }, 6)).not.toHaveProperty('approve');
    expect(decisionOf({ ...written, decision: 'request-information' }, 6)?.clauses).toEqual([]);
  });

  test('approves for the guideline’s months until others are written, and for none once emptied', () => {
    const approval = { ...decision, decision: 'approve' as const, rationale: 'so' };
    expect(decisionOf(approval, 6)?.approve).toEqual({ months: 6 });
    expect(decisionOf({ ...approval, months: null }, 6)).toBeNull();
    const lengths = [undefined, null, { unread: 'x' }, 5, 6, 7];
    expect(lengths.filter((months) => isLonger({ ...approval, months }, 6))).toEqual([7]);
  });
});
