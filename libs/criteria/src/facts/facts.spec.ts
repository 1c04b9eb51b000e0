import { sampleGuideline } from '../loading/sample-guideline.fixture';
import { knownFactPaths, mergeFacts, toldSince, withoutFacts } from './facts';

const KNOWN = { setting: 'home', diagnosis: { code: 'A00.1' }, regimen: ['alpha'] };

describe('merging facts', () => {
  test('keeps what is not told and replaces what is', () => {
    expect(mergeFacts(KNOWN, { diagnosis: { condition: 'a' }, setting: 'clinic' })).toEqual({
      facts: {
        setting: 'clinic',
        diagnosis: { code: 'A00.1', condition: 'a' },
        regimen: ['alpha'],
      },
      changed: ['diagnosis.condition', 'setting'],
    });
  });

  test('replaces a list whole', () => {
    expect(mergeFacts(KNOWN, { regimen: [] }).facts).toEqual({ ...KNOWN, regimen: [] });
  });

  test('makes a fact unknown again by null', () => {
    expect(mergeFacts(KNOWN, { diagnosis: { code: null } })).toEqual({
      facts: { setting: 'home', regimen: ['alpha'] },
      changed: ['diagnosis.code'],
    });
  });

  test('says that nothing changed when the same is told again', () => {
    expect(mergeFacts(KNOWN, { ...KNOWN, note: null })).toEqual({ facts: KNOWN, changed: [] });
  });

  test('takes an entry for the same whose members come in another order, as a store returns them', () => {
    const known = { priorTherapies: [{ endedOn: null, agents: ['alpha'] }] };
    const again = { priorTherapies: [{ agents: ['alpha'], endedOn: null }] };
    expect(mergeFacts(known, again).changed).toEqual([]);
  });

  test('keeps a null that says something in an entry', () => {
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
])('what was told before counts beside %s', (_, now) => {
  const before = { setting: 'home', note: 'prefers the other one' };
  expect(toldSince(sampleGuideline(), before, now)).toEqual(before);
  expect(toldSince(sampleGuideline(), before, { note: 'a rash since May' }).note).toBe(
    'a rash since May',
  );
});

test('facts are left out by path', () => {
  expect(withoutFacts(KNOWN, ['diagnosis.code', 'setting'])).toEqual({ regimen: ['alpha'] });
});

test('known facts are told in the order of the guideline', () => {
  const facts = { regimen: [], diagnosis: { condition: 'a', code: null }, setting: 'home' };
  expect(knownFactPaths(sampleGuideline(), facts)).toEqual([
    'setting',
    'diagnosis.condition',
    'regimen',
  ]);
});
