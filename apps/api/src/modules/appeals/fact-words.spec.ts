import { guidelineDescription } from '@assent/guidelines';
import { factWords } from './fact-words';

const facts = guidelineDescription('ixazomib', '2026-11-22')?.facts ?? [];
const of = (path: string, value: unknown) =>
  factWords(
    value,
    facts.find((fact) => fact.path === path),
  );

it.each<[string, unknown, string]>([
  ['dosing.capsuleStrengthMg', 4, '4 mg'],
  ['diagnosis.condition', 'multiple-myeloma', 'Multiple myeloma'],
  ['diagnosis.symptomatic', true, 'yes'],
  ['diagnosis.symptomatic', null, 'not documented'],
  ['regimen.combinationAgents', ['lenalidomide', 'dexamethasone'], 'lenalidomide, dexamethasone'],
  ['priorTherapies', [], 'none'],
])('tells %s, %j, as people read it', (path, value, words) => {
  expect(of(path, value)).toBe(words);
});

it('tells each earlier therapy and authorization in a sentence', () => {
  const therapies = [
    { agents: ['bortezomib', 'dexamethasone'], adequateDuration: true, endedOn: '2026-05-01' },
    { agents: ['carfilzomib'], adequateDuration: false, endedOn: null, progressedOn: null },
  ];
  expect(of('priorTherapies', therapies)).toBe(
    'bortezomib + dexamethasone, ended May 1, 2026, adequate duration; carfilzomib, ongoing, no progression, duration not adequate',
  );
  const authorizations = [{ payer: 'Example Health', approvedOn: '2025-06-01' }];
  expect(of('priorAuthorizations', authorizations)).toBe('Example Health, authorized June 1, 2025');
});

it('tells what no guideline describes as it is', () => {
  expect(factWords('as written', undefined)).toBe('as written');
  expect(factWords(3, undefined)).toBe('3');
});
