import { diagnosisCode, drugName, isSpecific, plainWords } from './words';

const NON_ANSWERS = new Set(['n a', 'none', 'see chart', 'per md']);

describe('a specific text', () => {
  test.each([
    'pain',
    'Grade 3 neuropathy',
    'боль в руке',
    'a b c d',
    'none of these',
    '４ＡＢＣＤ',
  ])('%s counts as specific', (text) => {
    expect(isSpecific(plainWords(text), NON_ANSWERS)).toBe(true);
  });

  test.each(['', '...', 'N/A', ' None. ', 'SEE--CHART!', 'Per MD', 'abc', '1234567', 'a1 b2 c3'])(
    '%s does not count as specific',
    (text) => {
      expect(isSpecific(plainWords(text), NON_ANSWERS)).toBe(false);
    },
  );
});

test('a drug name is read without case and extra spaces', () => {
  expect(drugName('  Darzalex \t Faspro ')).toBe('darzalex faspro');
});

describe('a diagnosis code', () => {
  test.each([
    ['C90.00', 'C9000'],
    [' c 9000 ', 'C9000'],
    ['e85.81', 'E8581'],
    ['Z00', 'Z00'],
  ])('%s is read as %s', (text, code) => {
    expect(diagnosisCode(text)).toBe(code);
  });

  test.each(['', 'C9', 'CC0', 'myeloma', 'C90.00000', '90.00', 'C90-00', 'C9ß'])(
    '%s is not read as one',
    (text) => {
      expect(diagnosisCode(text)).toBeNull();
    },
  );
});
