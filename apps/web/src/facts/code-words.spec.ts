import { codeNote, fittingCodes, isCode } from './code-words';

const CODES = [
  {
    code: 'C88.0',
    title: 'Waldenström macroglobulinemia',
    conditions: [],
    supports: false,
    validFrom: '2015-10-01',
    validTo: '2024-09-30',
  },
  {
    code: 'C88.00',
    title: 'Waldenström macroglobulinemia not having achieved remission',
    conditions: ['waldenstrom-lymphoplasmacytic'],
    supports: true,
    validFrom: '2024-10-01',
    validTo: null,
  },
  {
    code: 'C90.00',
    title: 'Multiple myeloma not having achieved remission',
    conditions: ['multiple-myeloma'],
    supports: true,
    validFrom: '2015-10-01',
    validTo: null,
  },
];
const found = (typed: string) => fittingCodes(CODES, typed, '2026-11-23').map(({ code }) => code);

test('codes are found by their beginning, with or without the dot, valid ones first', () => {
  expect(found('c88')).toEqual(['C88.00', 'C88.0']);
  expect(found('C9000')).toEqual(['C90.00']);
});

test('codes are found by words in their titles', () => {
  expect(found('mult myel')).toEqual(['C90.00']);
});

test("a code shows its title, and why it is not valid or that the guideline doesn't list it", () => {
  expect(codeNote(CODES, 'c9000', '2026-11-23')).toBe(
    'Multiple myeloma not having achieved remission',
  );
  expect(codeNote(CODES, 'C88.0', '2026-11-23')).toBe(
    'Waldenström macroglobulinemia. Not valid on Nov 23, 2026: valid through Sep 30, 2024.',
  );
  expect(codeNote(CODES, 'Z00', '2026-11-23')).toBe("The guideline doesn't list this code.");
  expect(codeNote(CODES, ' ', '2026-11-23')).toBeNull();
});

test.each([
  ['C90.00', true],
  ['c9000 ', true],
  ['C34.90', true],
  ['lung', false],
  ['C90', false],
  ['C90.000000', false],
  ['9000', false],
])('%p is a complete code: %p', (text, is) => {
  expect(isCode(CODES, text)).toBe(is);
});

test('a text that is not a code is reported', () => {
  expect(codeNote(CODES, 'lung', '2026-11-23')).toBe(
    "“lung” isn't a diagnosis code. Choose one, or enter a code such as C90.00.",
  );
});
