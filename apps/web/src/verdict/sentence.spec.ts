import type { Clause } from '../client';
import { criteriaOf, gravestFirst } from './criteria';
import { verdictSentence } from './sentence';

type Verdict = Clause['verdict'];

const leaf = (title: string, verdict: Verdict, facts: string[] = []): Clause => ({
  id: title,
  title,
  verdict,
  facts,
  children: [],
});

const group = (combine: 'all' | 'any', verdict: Verdict, children: Clause[]): Clause => ({
  ...leaf(combine, verdict),
  combine,
  children,
});

const missing = (...facts: string[]) =>
  facts.map((fact) => ({ fact, need: 'required' as const, clauses: [], question: '' }));

const LABELS = new Map([
  ['setting', 'Where it is taken'],
  ['icd10', 'ICD-10 code'],
]);

const sentence = (clauses: Clause | null, facts: string[] = [], reason?: string) =>
  verdictSentence(
    {
      clauses,
      missing: missing(...facts),
      routing: reason === undefined ? null : { to: 'no-guideline', reason },
    },
    (path) => LABELS.get(path) ?? null,
  );

describe('the verdict in a sentence', () => {
  test('says that all criteria are met', () => {
    const all = group('all', 'met', [leaf('a', 'met'), leaf('b', 'met')]);
    expect(sentence(all)).toBe('All 2 criteria met.');
  });

  test('counts the missing items and names them in lower case, except for abbreviations', () => {
    const all = group('all', 'unknown', [
      leaf('a', 'met'),
      leaf('b', 'unknown', ['setting']),
      leaf('c', 'unknown', ['setting', 'icd10']),
    ]);
    expect(sentence(all, ['setting'])).toBe('1 item missing: where it is taken.');
    expect(sentence(all, ['setting', 'icd10'])).toBe(
      '2 items missing: where it is taken, ICD-10 code.',
    );
    expect(sentence(all, ['setting', 'icd10', 'setting'])).toBe(
      '3 items missing: where it is taken, ICD-10 code and 1 more.',
    );
  });

  test('quotes the criterion that is not met, and counts criteria with missing information that is not requested', () => {
    const all = group('all', 'not-met', [leaf('At most 4 mg', 'not-met'), leaf('b', 'unknown')]);
    expect(sentence(all)).toBe('Not met: “At most 4 mg”. 1 criterion has missing information.');
  });

  test('names two criteria and counts the rest', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((title) => leaf(title, 'not-met'));
    expect(sentence(group('all', 'not-met', five))).toBe('Not met: “a”, “b” and 3 more.');
  });

  test('gives the reason why no guideline applies to the request', () => {
    expect(sentence(null, [], 'Another drug.')).toBe('Another drug.');
    expect(sentence(null)).toBe('No guideline applies to this request.');
  });
});

describe('of alternatives', () => {
  const titles = (clause: Clause) => criteriaOf(clause).map(({ title }) => title);

  test('the one that is met counts', () => {
    const any = group('any', 'met', [leaf('far', 'not-met'), leaf('met', 'met')]);
    expect(titles(any)).toEqual(['met']);
  });

  test('one with missing information is nearer than one that is not met', () => {
    const unknown = [leaf('a', 'unknown'), leaf('b', 'unknown')];
    const any = group('any', 'unknown', [leaf('c', 'not-met'), group('all', 'unknown', unknown)]);
    expect(titles(any)).toEqual(['a', 'b']);
  });

  test('of two that lack equally much, the one that has more is nearer', () => {
    const fuller = group('all', 'unknown', [leaf('has', 'met'), leaf('lacks', 'unknown')]);
    expect(titles(group('any', 'unknown', [leaf('bare', 'unknown'), fuller]))).toEqual([
      'has',
      'lacks',
    ]);
  });
});

test('criteria that need attention come first, otherwise in the order of the guideline', () => {
  const order = [
    leaf('a', 'met'),
    leaf('b', 'unknown'),
    leaf('c', 'not-met'),
    leaf('d', 'unknown'),
  ];
  expect(gravestFirst(order).map(({ title }) => title)).toEqual(['c', 'b', 'd', 'a']);
});
