import { GuidelineRefused } from './definition-fault';
import { loadGuideline } from './load';
import { sampleContent } from './sample-guideline.fixture';

type Content = ReturnType<typeof sampleContent>;

/** The places at which changed content is refused. */
function refusedAt(change: (content: Content) => object): string[] {
  const content = sampleContent();
  const changed = { ...content, ...change(content) };
  try {
    loadGuideline(changed, 'digest');
  } catch (error) {
    if (error instanceof GuidelineRefused) return error.faults.map(({ path }) => path);
    throw error;
  }
  return [];
}

/** The sample's initiation with a clause changed. */
function withClause({ initiation }: Content, index: number, changes: object): object {
  const clauses = initiation.clauses.map((clause, at) =>
    at === index ? { ...clause, ...changes } : clause,
  );
  return { initiation: { ...initiation, clauses } };
}

const ALWAYS = { test: 'request-type-is', word: 'initiation' };

function definition(id: string, when: object = ALWAYS) {
  return { id, title: 'A definition', source: '5', when };
}

describe('a guideline folder', () => {
  test('is used if it has no errors', () => {
    expect(refusedAt(() => ({}))).toEqual([]);
  });

  test.each<[string, (content: Content) => object, string]>([
    ['an unknown file', () => ({ extra: {} }), ''],
    [
      'a misspelled key',
      (content) => withClause(content, 0, { titel: 'All' }),
      'initiation.clauses.0',
    ],
    [
      'an unknown test',
      (content) => withClause(content, 1, { when: { test: 'is', fact: 'setting' } }),
      'initiation.clauses.1.when.test',
    ],
    [
      'a misspelled key within a condition',
      (content) =>
        withClause(content, 1, {
          when: { all: [{ test: 'word-is', fact: 'setting', word: 'home' }] },
        }),
      'initiation.clauses.1.when.all.0.words',
    ],
    [
      'a fact that is not declared',
      (content) => withClause(content, 1, { when: { test: 'specific', fact: 'reason' } }),
      'initiation.clauses.1.when.fact',
    ],
    [
      'a fact of a type that the test cannot read',
      (content) => withClause(content, 1, { when: { test: 'specific', fact: 'setting' } }),
      'initiation.clauses.1.when.fact',
    ],
    [
      'a word that the fact does not accept',
      (content) =>
        withClause(content, 1, { when: { test: 'word-is', fact: 'setting', words: ['ward'] } }),
      'initiation.clauses.1.when.words.0',
    ],
    [
      'a missing value set',
      (content) =>
        withClause(content, 2, { when: { test: 'regimen-is', fact: 'regimen', agents: 'trio' } }),
      'initiation.clauses.2.when.agents',
    ],
    [
      'a missing question',
      (content) => withClause(content, 1, { when: { test: 'specific', fact: 'note' } }),
      'initiation.clauses.1.when.fact',
    ],
    [
      'a duplicate id',
      (content) => withClause(content, 2, { id: 'I.1' }),
      'initiation.clauses.2.id',
    ],
    [
      'an id that is also used for renewals',
      (content) => withClause(content, 3, { id: 'C' }),
      'continuation.clauses.0.id',
    ],
    [
      'an unreachable clause',
      (content) => withClause(content, 0, { all: ['I.1', 'I.2'] }),
      'initiation.clauses.3',
    ],
    [
      'a nonexistent clause',
      (content) => withClause(content, 0, { all: ['I.1', 'I.2', 'I.3', 'I.4'] }),
      'initiation.clauses.0.all.3',
    ],
    [
      'a clause with two parents',
      (content) => withClause(content, 0, { all: ['I.1', 'I.2', 'I.3', 'I.3'] }),
      'initiation.clauses.0.all.3',
    ],
    [
      'a clause above itself',
      (content) => withClause(content, 0, { all: ['I', 'I.1', 'I.2', 'I.3'] }),
      'initiation.clauses.0.all.0',
    ],
    [
      'an advisory on a fact that is not declared',
      (content) => ({
        advisories: content.advisories.map((note) => ({
          ...note,
          when: { any: [{ test: 'flag-is', fact: 'nursing', value: true }] },
        })),
      }),
      'advisories.0.when.any.0.fact',
    ],
    [
      'an advisory shown with a nonexistent clause',
      (content) => ({
        advisories: content.advisories.map((note) => ({ ...note, clauses: ['I.1', 'I.9'] })),
      }),
      'advisories.0.clauses.1',
    ],
    [
      'a part of an advisory on a fact that is not declared',
      (content) => ({
        advisories: content.advisories.map((note) => ({
          ...note,
          details: [{ message: 'Yes.', when: { test: 'flag-is', fact: 'nursing', value: true } }],
        })),
      }),
      'advisories.0.details.0.when.fact',
    ],
    [
      'a definition that uses itself',
      () => ({ definitions: [definition('a', { test: 'definition', definition: 'a' })] }),
      'definitions.0.when.definition',
    ],
    [
      'two definitions with the same name',
      () => ({ definitions: [definition('a'), definition('a')] }),
      'definitions.1.id',
    ],
    [
      'a definition that calculates with something other than numbers',
      () => ({
        definitions: [
          definition('a', {
            test: 'compare',
            left: { ratio: [{ fact: 'setting' }, 2] },
            is: 'above',
            right: 1,
          }),
        ],
      }),
      'definitions.0.when.left',
    ],
    [
      'an unknown computation',
      () => ({
        definitions: [
          definition('a', { test: 'compare', left: { root: [2, 2] }, is: 'above', right: 1 }),
        ],
      }),
      'definitions.0.when.left',
    ],
    [
      'a text with contradicting phrases that are not listed',
      (content) => ({
        facts: {
          ...content.facts,
          facts: content.facts.facts.map((fact) =>
            fact.path === 'note' ? { ...fact, contradictedBy: 'doubts' } : fact,
          ),
        },
      }),
      'facts.facts.4.contradictedBy',
    ],
    [
      'a hold on a text without contradicting phrases',
      () => ({
        holds: [
          {
            id: 'H',
            message: 'Doubt.',
            source: '4',
            when: { test: 'contradicts-itself', fact: 'note' },
          },
        ],
      }),
      'holds.0.when.fact',
    ],
    [
      'a phrase that never matches',
      (content) => ({
        'value-sets': {
          ...content['value-sets'],
          phrases: { doubts: [{ phrases: ['maybe'], unlessAfter: ["isn't"] }] },
        },
      }),
      'value-sets.phrases.doubts.0.unlessAfter.0',
    ],
    [
      'a dose that is not a number',
      (content) => ({ guideline: { ...content.guideline, dosing: ['setting'] } }),
      'guideline.dosing.0',
    ],
    [
      'an agent that is not declared',
      (content) => ({
        'value-sets': { ...content['value-sets'], agentSets: { pair: ['alpha', 'gamma'] } },
      }),
      'value-sets.agentSets.pair.1',
    ],
    [
      'a brand of two agents',
      (content) => ({
        'value-sets': {
          ...content['value-sets'],
          agents: {
            alpha: { brands: ['Alphix'], suffixed: false },
            beta: { brands: ['ALPHIX'], suffixed: false },
          },
        },
      }),
      'value-sets.agents.beta',
    ],
    [
      'an invalid code',
      (content) => ({
        'value-sets': { ...content['value-sets'], codes: [{ codes: ['A'], conditions: ['a'] }] },
      }),
      'value-sets.codes.0.codes.0',
    ],
    [
      'a non-answer that never matches',
      (content) => ({ 'value-sets': { ...content['value-sets'], nonAnswers: ['N/A'] } }),
      'value-sets.nonAnswers.0',
    ],
    [
      'a fact declared twice',
      (content) => ({
        facts: {
          ...content.facts,
          facts: [...content.facts.facts, ...content.facts.facts.slice(4)],
        },
      }),
      'facts.facts.5.path',
    ],
    [
      'a coupling of facts that are not declared',
      (content) => ({
        facts: {
          ...content.facts,
          couplings: [
            ...content.facts.couplings,
            { kind: 'reason-implies-flag', flag: 'refused', reason: 'note' },
          ],
        },
      }),
      'facts.couplings.1.flag',
    ],
    [
      'a fact to ask again that is not declared',
      (content) => ({ renewal: { ...content.renewal, askedAnew: ['evidence'] } }),
      'renewal.askedAnew.0',
    ],
    [
      'a foreseen fact that is not valid',
      (content) => ({ renewal: { ...content.renewal, foreseen: { setting: 'ward' } } }),
      'renewal.foreseen.setting',
    ],
  ])('is refused for %s, with its place', (_, change, place) => {
    expect(refusedAt(change)).toContain(place);
  });

  test('is refused with all its errors', () => {
    const places = refusedAt((content) => ({
      ...withClause(content, 1, { when: { test: 'specific', fact: 'reason' } }),
      renewal: { ...content.renewal, askedAnew: ['evidence'] },
    }));
    expect(places).toEqual(['renewal.askedAnew.0', 'initiation.clauses.1.when.fact']);
  });
});
