import { evaluate } from '../evaluation/evaluate';
import { loadGuideline } from '../loading/load';
import { sampleContent } from '../loading/sample-guideline.fixture';

/** A guideline that is met by any of many pairs of flags. */
function pairsOfFlags(pairs: number) {
  const content = sampleContent();
  const flags = Array.from({ length: pairs * 2 }, (_, index) => `flag${index}`);
  return loadGuideline(
    {
      ...content,
      facts: {
        ...content.facts,
        facts: [
          ...content.facts.facts,
          ...flags.map((path) => ({ path, type: 'boolean', question: `Is ${path} so?` })),
        ],
      },
      initiation: {
        root: 'I',
        approvalMonths: 6,
        clauses: [
          {
            id: 'I',
            title: 'Any',
            source: '1',
            any: flags.slice(pairs).map((flag) => `I.${flag}`),
          },
          ...flags.slice(pairs).map((flag, index) => ({
            id: `I.${flag}`,
            title: flag,
            source: '1',
            when: {
              all: [
                { test: 'flag-is', fact: flag, value: true },
                { test: 'flag-is', fact: `flag${index}`, value: true },
              ],
            },
          })),
        ],
      },
    },
    'digest',
  );
}

describe('what to ask for', () => {
  test('takes time in proportion to the number of unknown facts', () => {
    const guideline = pairsOfFlags(40);
    const request = { requestType: 'initiation', lineOfBusiness: 'commercial', facts: {} } as const;
    const { missing } = evaluate(guideline, request, '2026-11-22');
    expect(missing.map(({ fact, need }) => [fact, need])).toEqual(
      Array.from({ length: 80 }, (_, index) => [`flag${index}`, 'conditional']),
    );
  });

  test('names the open clauses and the question of each fact', () => {
    const guideline = loadGuideline(sampleContent(), 'digest');
    const request = {
      requestType: 'initiation',
      lineOfBusiness: 'commercial',
      facts: { setting: 'home', diagnosis: { code: 'A00.1' } },
    } as const;
    expect(evaluate(guideline, request, '2026-11-22').missing).toEqual([
      {
        fact: 'regimen',
        need: 'required',
        clauses: ['I.2'],
        question: 'With which drugs?',
      },
    ]);
  });
});
