import { plainWords } from '@assent/criteria';
import { dosingSentence, guidelineFor, guidelineInForce } from './index';

const guideline = guidelineFor('ixazomib', '2024-10-01');
const AS_OF = '2026-11-22';

describe('the drug of a request', () => {
  test.each([
    'ixazomib',
    'Ninlaro',
    'NINLARO (ixazomib)',
    'J8999 ninlaro',
    'ixazomib/j8999',
    'Ninlaro®',
  ])('%s is recognized as ixazomib', (text) => {
    expect(guidelineInForce(text, AS_OF)?.id).toBe('ixazomib');
  });

  test.each(['J8999', 'carfilzomib', 'ixazomib 4 mg', 'ixazomibe', '...', 'Ninlaro and Velcade'])(
    '%s has no guideline here',
    (text) => {
      expect(guidelineInForce(text, AS_OF)).toBeNull();
    },
  );

  test('has a guideline at any date of receipt', () => {
    expect(guidelineInForce('ixazomib', '2024-02-29')?.version).toBe('2024-10-01');
  });
});

describe('an agent in a regimen', () => {
  const BRANDS: readonly (readonly [string, string])[] = [
    ['Revlimid', 'lenalidomide'],
    ['Pomalyst', 'pomalidomide'],
    ['Velcade', 'bortezomib'],
    ['Kyprolis', 'carfilzomib'],
    ['Darzalex', 'daratumumab'],
    ['Darzalex  Faspro', 'daratumumab'],
    ['daratumumab and hyaluronidase-fihj', 'daratumumab'],
    ['Venclexta', 'venetoclax'],
    ['Thalomid', 'thalidomide'],
    ['Rituxan', 'rituximab'],
    ['Rituxan Hycela', 'rituximab'],
    ['Truxima', 'rituximab'],
    ['Ruxience', 'rituximab'],
    ['Riabni', 'rituximab'],
    ['rituximab-abbs', 'rituximab'],
    ['Decadron', 'dexamethasone'],
    ['HEMADY', 'dexamethasone'],
    ['Cytoxan', 'cyclophosphamide'],
    ['Ninlaro', 'ixazomib'],
  ];

  test.each(BRANDS)('%s is %s', (brand, generic) => {
    expect(guideline.sets.agent(brand)).toBe(guideline.sets.agent(generic));
  });

  test.each([
    ['daratumumab with bortezomib', 'daratumumab', 'bortezomib'],
    ['daratumumab-Velcade', 'daratumumab', 'bortezomib'],
    ['rituximab + Kyprolis', 'rituximab', 'carfilzomib'],
  ])('%s is both', (name, ...agents) => {
    const both = agents.reduce((set, agent) => set | guideline.sets.agent(agent), 0);
    expect(guideline.sets.agent(name)).toBe(both);
  });

  test.each([
    ['daratumumab and melphalan', true],
    ['rituximab bendamustine', true],
    ['Rituximab-CHOP', true],
    ['rituximab-abbs', false],
    ['daratumumab and hyaluronidase-fihj', false],
    ['Daratumumab SC', false],
    ['Darzalex  Faspro', false],
    ['melphalan', false],
  ])('%s may name another drug after the first: %s', (name, isMore) => {
    expect(guideline.sets.saysMore(name)).toBe(isMore);
  });

  test.each(['prednisone', 'rituximab-', 'rituximabs', 'daratumumab/x', 'revlimid 25'])(
    '%s is none that the guideline names',
    (name) => {
      expect(guideline.sets.agent(name)).toBe(guideline.sets.agent('aspirin'));
    },
  );
});

describe('a text that contradicts its own answer', () => {
  const speaksAgainst = (list: string, text: string) =>
    guideline.sets.phrases(list)?.(plainWords(text));

  test.each([
    ['Tolerates bortezomib well but prefers pills', true],
    ['The patient PREFERS, if possible, capsules', true],
    ['bortezomib would be appropriate', true],
    ['No contraindications.', true],
    ['not been well tolerated', true],
    ['not convenient', true],
    ['patient preference', true],
    ['was tolerated-well', true],
    ['not well tolerated', false],
    ['no longer tolerates it', false],
    ['poorly tolerated, barely tolerating half the dose', false],
    ["doesn't tolerate; isn’t well tolerated", false],
    ['never tolerated well, now tolerates it', true],
    ['unpreferred routes, intolerates', false],
    ['Grade 3 peripheral neuropathy', false],
    ['', false],
  ])('about bortezomib: %s', (text, is) => {
    expect(speaksAgainst('preference-or-tolerance', text)).toBe(is);
  });

  test.each([
    ['No response after two cycles', true],
    ['There was no  clinical-benefit', true],
    ['not responding', true],
    ['The disease progressed in May', true],
    ['progressed on ixazomib', true],
    ['has not progressed on ixazomib', false],
    ["hasn't progressed on it", false],
    ['M-protein is progressing', true],
    ['never has progressed', false],
    ['no longer is progressing', true],
    ['VGPR: M-protein down from 3.1 to 0.2 g/dL', false],
  ])('about a response: %s', (text, is) => {
    expect(speaksAgainst('no-response', text)).toBe(is);
  });
});

describe('a dose in words', () => {
  test.each([
    [{ capsuleStrengthMg: 2.3, capsulesPer28Days: 3 }, '3 capsules (2.3 mg) per 28 days'],
    [{ capsuleStrengthMg: 4, capsulesPer28Days: null }, 'Capsule strength: 4 mg'],
    [{ capsulesPer28Days: 3 }, 'Capsules per 28 days: 3 capsules'],
    [{}, null],
  ])('%j', (dosing, words) => {
    expect(dosingSentence('ixazomib', dosing)).toBe(words);
  });

  test('is empty for a drug without a guideline', () => {
    expect(dosingSentence('aspirin', { capsulesPer28Days: 3 })).toBeNull();
  });
});
