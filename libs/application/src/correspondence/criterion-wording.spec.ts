import {
  criterionWordings,
  MAX_WORDING_LENGTH,
  ownWording,
  type WordingFile,
} from './criterion-wording';

const GUIDELINE = { id: 'ixazomib', version: '2024-10-01' };

const file = (
  criteria: WordingFile['criteria'],
  about: Partial<Omit<WordingFile, 'criteria'>> = {},
): WordingFile => ({ name: 'ixazomib.json', guideline: GUIDELINE, ...about, criteria });

const problems = (...files: readonly WordingFile[]) =>
  criterionWordings(files).faults.map(({ problem }) => problem);

test('wordings are found by guideline, version and criterion', () => {
  const dose = { en: 'No more than three capsules.', es: 'No más de tres cápsulas.' };
  const { faults, wordings } = criterionWordings([file({ 'I.3': dose, 'X.1': { en: 'Works.' } })]);
  const settings = { criterionWordings: wordings };
  expect(faults.map(({ problem }) => problem)).toEqual([
    'names the criterion X.1, which the guideline does not have',
  ]);
  expect([
    ownWording(settings, GUIDELINE, 'I.3'),
    ownWording(settings, GUIDELINE, 'I.S'),
    ownWording(settings, { ...GUIDELINE, version: '2025-10-01' }, 'I.3'),
    ownWording(settings, null, 'I.3'),
    ownWording({}, GUIDELINE, 'I.3'),
  ]).toEqual([dose, null, null, null, null]);
});

test.each([
  ['an empty text', ' ', 'that is empty'],
  ['a long text', 'a'.repeat(MAX_WORDING_LENGTH + 1), 'that is longer than 1000 characters'],
  ['a line break', 'At most\nthree.', 'that has a line break, a control character, or blanks'],
  ['quotation marks', 'The “dose”.', 'that has “, ”, « or »'],
  [
    'another language',
    'La dosis no es para una persona que viaja.',
    'that has words in another language: la, dosis, es, para, una, que',
  ],
  [
    'an abbreviation',
    'A PI was given before.',
    'that has abbreviations that it does not explain: PI',
  ],
])('%s is a fault', (_, en, said) => {
  expect(problems(file({ 'I.3': { en } }))).toEqual([
    expect.stringContaining(`has a text for I.3 in en ${said}`),
  ]);
});

test('every fault is named, in Spanish as well', () => {
  const es = 'This is not the dose that we cover.';
  expect(problems(file({ 'I.3': { en: '', es }, 'Q.1': { en: 'Any.' } }))).toEqual([
    'has a text for I.3 in en that is empty',
    'has a text for I.3 in es that has words in another language: this, is, not, the, dose, that, we',
    'names the criterion Q.1, which the guideline does not have',
  ]);
});

test('an abbreviation that letters explain by themselves is none', () => {
  expect(problems(file({ 'I.3': { en: 'As the FDA label says.' } }))).toEqual([]);
});

test('a version that is not installed is a fault, and so is a second file for one', () => {
  const none = file({}, { guideline: { ...GUIDELINE, version: '1999-01-01' } });
  const again = file({ 'I.3': { en: 'Three.' } }, { name: 'z.json' });
  expect(criterionWordings([file({}), none, again]).faults).toEqual([
    {
      file: 'ixazomib.json',
      problem: 'is for `ixazomib`, version 1999-01-01, which is not installed',
    },
    { file: 'z.json', problem: 'is for the same version of the guideline as ixazomib.json' },
  ]);
});
