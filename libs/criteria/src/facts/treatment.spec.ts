import { loadGuideline } from '../loading/load';
import { sampleContent } from '../loading/sample-guideline.fixture';
import { treatmentDifferences } from './treatment';

const content = sampleContent();
const guideline = loadGuideline(
  { ...content, renewal: { ...content.renewal, treatment: ['regimen', 'setting'] } },
  'digest',
);
const BEFORE = { setting: 'home', regimen: ['alpha', 'beta-xyz'] };

test.each([
  ['the same', BEFORE],
  ['other brands, spellings and order', { setting: 'home', regimen: ['BETA', ' Alphix', 'alpha'] }],
  ['nothing', {}],
  ['a fact that is not part of the treatment', { ...BEFORE, note: 'new' }],
])('%s does not make another treatment', (_, after) => {
  expect(treatmentDifferences(guideline, BEFORE, after)).toEqual([]);
});

test.each([
  ['regimen', ['alpha']],
  ['regimen', ['alpha', 'beta', 'gamma']],
  ['setting', 'clinic'],
])('another %s makes another treatment: %p', (fact, after) => {
  expect(treatmentDifferences(guideline, BEFORE, { ...BEFORE, [fact]: after })).toEqual([
    { fact, before: BEFORE[fact as keyof typeof BEFORE], after },
  ]);
});

test('agents that no guideline knows are distinguished by name', () => {
  const [before, after] = [{ regimen: ['gamma'] }, { regimen: ['delta'] }];
  expect(treatmentDifferences(guideline, before, after)).toHaveLength(1);
  expect(treatmentDifferences(guideline, before, { regimen: ['Gamma '] })).toEqual([]);
});

test('what was unknown before and is requested now is a difference', () => {
  expect(treatmentDifferences(guideline, {}, { setting: 'home' })).toEqual([
    { fact: 'setting', before: undefined, after: 'home' },
  ]);
});
