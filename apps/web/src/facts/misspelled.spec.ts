import type { Fact } from './guideline';
import { misspelledDrugs } from './misspelled';

const KNOWN = [
  { name: 'daratumumab', brands: ['Darzalex', 'Darzalex Faspro'] },
  { name: 'lenalidomide', brands: ['Revlimid'] },
  { name: 'dexamethasone', brands: [] },
];

const fact = (path: string, type: Fact['type']) => ({ path, type }) as Fact;
const FACTS = [
  fact('regimen.agents', 'agents'),
  fact('current.agent', 'agent'),
  fact('priorTherapies', 'therapies'),
  fact('reason', 'text'),
];

const misspelled = (answers: Readonly<Record<string, unknown>>) =>
  misspelledDrugs(FACTS, (path) => answers[path], KNOWN);

const REVL = "“Revl” isn't a recognized drug. Did you mean lenalidomide (Revlimid)?";

describe('misspelledDrugs', () => {
  test.each([
    ['a list of drugs', { 'regimen.agents': ['daratumumab', 'Revl'] }],
    ['a name that is not confirmed', { 'regimen.agents': [{ unread: 'Revl' }] }],
    ['a single drug', { 'current.agent': { unread: 'Revl' } }],
    ['a prior therapy', { priorTherapies: [{ agents: ['Revl'] }] }],
    ['several answers, once', { 'regimen.agents': ['Revl'], 'current.agent': 'Revl' }],
  ])('asks about a misspelled name in %s', (_, answers) => {
    expect(misspelled(answers)).toEqual([REVL]);
  });

  test('names every brand of the drug that was probably meant', () => {
    expect(misspelled({ 'current.agent': 'daratumab' })).toEqual([
      "“daratumab” isn't a recognized drug. Did you mean daratumumab (Darzalex, Darzalex Faspro)?",
    ]);
  });

  test('names a drug that has no brand by its name alone', () => {
    expect(misspelled({ 'current.agent': 'dexametasone' })).toEqual([
      "“dexametasone” isn't a recognized drug. Did you mean dexamethasone?",
    ]);
  });

  test.each([
    ['a recognized drug', { 'regimen.agents': ['Revlimid'] }],
    ['a name that resembles no drug', { 'regimen.agents': ['melphalan'] }],
    ['a text that is no drug', { reason: 'Revl' }],
    ['the answer “None”', { 'current.agent': 'none', 'regimen.agents': [] }],
    ['an unanswered question', {}],
  ])('says nothing about %s', (_, answers) => {
    expect(misspelled(answers)).toEqual([]);
  });
});
