import { sampleGuideline } from '../loading/sample-guideline.fixture';
import { knownFactPaths, mergeFacts, toldSince, withoutFacts } from './facts';

const KNOWN = { setting: 'home', diagnosis: { code: 'A00.1' }, regimen: ['alpha'] };

describe('merging facts', () => {
  test('keeps what is not sent and replaces what is', () => {
    expect(mergeFacts(KNOWN, { diagnosis: { condition: 'a' }, setting: 'clinic' })).toEqual({
      facts: {
        setting: 'clinic',
        diagnosis: { code: 'A00.1', condition: 'a' },
        regimen: ['alpha'],
      },
      changed: ['diagnosis.condition', 'setting'],
    });
  });

  test('replaces a list as a whole', () => {
    expect(mergeFacts(KNOWN, { regimen: [] }).facts).toEqual({ ...KNOWN, regimen: [] });
  });

  test('makes a fact unknown again if null is sent', () => {
    expect(mergeFacts(KNOWN, { diagnosis: { code: null } })).toEqual({
      facts: { setting: 'home', regimen: ['alpha'] },
      changed: ['diagnosis.code'],
    });
  });

  test('reports no change if the same is sent again', () => {
    expect(mergeFacts(KNOWN, { ...KNOWN, note: null })).toEqual({ facts: KNOWN, changed: [] });
  });

  test('treats an entry as the same if its members come in another order, as a store may return them', () => {
    const known = { priorTherapies: [{ endedOn: null, agents: ['alpha'] }] };
    const again = { priorTherapies: [{ agents: ['alpha'], endedOn: null }] };
    expect(mergeFacts(known, again).changed).toEqual([]);
  });

  test('keeps a null that has a meaning in an entry', () => {
    const therapies = [{ agents: ['alpha'], endedOn: null }];
    expect(mergeFacts({}, { priorTherapies: therapies }).facts).toEqual({
      priorTherapies: therapies,
    });
  });
});

test.each([
  ['null', { setting: null, note: null }],
  ['a text that says nothing', { note: 'n/a' }],
  ['nothing', {}],
])('earlier answers count if the new answer is %s', (_, now) => {
  const before = { setting: 'home', note: 'prefers the other one' };
  expect(toldSince(sampleGuideline(), before, now)).toEqual(before);
  expect(toldSince(sampleGuideline(), before, { note: 'a rash since May' }).note).toBe(
    'a rash since May',
  );
});

test('facts can be left out by path', () => {
  expect(withoutFacts(KNOWN, ['diagnosis.code', 'setting'])).toEqual({ regimen: ['alpha'] });
});

test('known facts are listed in the order of the guideline', () => {
  const facts = { regimen: [], diagnosis: { condition: 'a', code: null }, setting: 'home' };
  expect(knownFactPaths(sampleGuideline(), facts)).toEqual([
    'setting',
    'diagnosis.condition',
    'regimen',
  ]);
});
