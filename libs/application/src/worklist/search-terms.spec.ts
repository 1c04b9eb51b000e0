import fc from 'fast-check';
import { searchTerms, type SearchPart } from './search-terms';

function shown(part: SearchPart): string {
  if ('word' in part) return part.word;
  if ('group' in part) return `-${part.group}-`;
  return 'number' in part ? `#${part.number}` : `born ${part.birthDate}`;
}

/** The terms of a text, the parts of each with a bar between. */
function termsOf(typed: string): string[] {
  return searchTerms(typed).map((term) => term.map(shown).join('|'));
}

test.each([
  ['Ana Ruiz', ['Ana', 'Ruiz|-Ruiz-']],
  ['  Ruiz,Ana ', ['Ruiz|-Ruiz-', 'Ana']],
  ['Ruiz-Ortega', ['Ruiz|-Ruiz-', 'Ortega|-Ortega-']],
  ["O'Brien", ["O'Brien|-O'Brien-"]],
  ['Dr. Lee Park', ['Lee', 'Park|-Park-']],
  ['Dr', ['Dr']],
  ['03/09/1958', ['born 1958-03-09']],
  ['3-9-1958', ['born 1958-03-09']],
  ['1958-03-09', ['born 1958-03-09']],
  ['1958–03–09', ['born 1958-03-09']],
  ['March 9, 1958', ['born 1958-03-09']],
  ['Mar. 9th 1958', ['born 1958-03-09']],
  ['9 march 1958', ['born 1958-03-09']],
  ['3/9/58', ['born 1958-03-09|born 2058-03-09']],
  ['03091958', ['#03091958|born 1958-03-09']],
  ['19580309', ['#19580309']],
  ['DOB 03/09/1958 Ruiz', ['born 1958-03-09', 'Ruiz|-Ruiz-']],
  ['02/30/1958', ['#02301958']],
  ['PA-6AJ8J-KHA55', ['#PA6AJ8JKHA55']],
  ['AP-QKDQD-MXBTX', ['#APQKDQDMXBTX']],
  ['PA–6AJ8J–KHA55', ['#PA6AJ8JKHA55']],
  ['pa6aj8jkha55', ['#pa6aj8jkha55']],
  ['AU 6AJ8J KHA55', ['#AU6AJ8JKHA55']],
  ['KHA55', ['#KHA55']],
  ['KHAXB', ['KHAXB|-KHAXB-']],
  ['FB-1002003', ['#FB1002003']],
  ['(305) 555-0100', ['#3055550100']],
  ['+1 305 555 0100', ['#3055550100']],
  ['305.555.0100', ['#3055550100']],
  ['1234567893', ['#1234567893']],
  ['1002003 Ruiz', ['#1002003', 'Ruiz|-Ruiz-']],
  ['1002 1958', ['#1002|#10021958', '#1958|#10021958']],
  ['fb 100 2003', ['#1002003|#fb1002003', 'fb|#fb1002003']],
  ['fb 100', ['fb|#fb100', '#100|#fb100']],
  ['', []],
  [" -- % _ \\ ' ", []],
])('%j means %j', (typed, terms) => {
  expect(termsOf(typed)).toEqual(terms);
});

test('a term counts once, up to ten terms', () => {
  expect(termsOf('1 '.repeat(100).trim())).toEqual([`#1|#${'1'.repeat(100)}`]);
  expect(termsOf('100 100')).toEqual(['#100|#100100']);
  const words = Array.from('abcdefghijklmno');
  expect(termsOf(words.join(' '))).toEqual(words.slice(0, 10));
});

test('text of any length is read, and every character of a number is kept', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (typed) => {
      const digits = (text: string) => text.replace(/\D/g, '').length;
      const kept = searchTerms(typed).map(([first]) => (first ? shown(first) : ''));
      const isDate = kept.some((term) => term.startsWith('born'));
      return isDate || digits(kept.join(' ')) <= digits(typed);
    }),
  );
});
