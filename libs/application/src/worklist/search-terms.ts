import { isCalendarDate, type CalendarDate } from '@assent/domain';

/** What a case may contain: the beginning of a word, part of a number, a birth date. */
export type SearchPart =
  /** The beginning of a word in the name of the member or the prescriber. */
  | { readonly word: string }
  /** Part of a number; only its beginning if shorter than `MIN_PART_LENGTH`. */
  | { readonly number: string }
  /** A whole group of a number, split at hyphens. */
  | { readonly group: string }
  | { readonly birthDate: CalendarDate };

/** A case fits a term if it contains one of these. */
export type SearchTerm = readonly SearchPart[];

/** So many characters find a number from its middle, and in other records than the searched one. */
export const MIN_PART_LENGTH = 4;

/** Enough to find any person; each term costs a look at every case. */
const MAX_TERMS = 10;

/**
 * What a search text means: names in any order, a birth date (03/09/1958, 1958-03-09, March 9,
 * 1958), and numbers of members, cases, authorizations, appeals, prescribers and telephones, whole or in
 * part, with anything between their groups. A case must match every term, of which the first ten
 * different ones count; without terms, no case matches.
 */
export function searchTerms(typed: string): readonly SearchTerm[] {
  const terms: SearchTerm[] = [];
  let rest = typed;
  for (const [pattern, termOf] of WRITINGS) {
    rest = rest.replace(pattern, (written: string, ...parts: unknown[]) => {
      const term = termOf(written, parts.map(String));
      terms.push(...term);
      return term.length > 0 ? ' ' : written;
    });
  }
  const others = chunksOf(rest).flatMap(chunkTerms);
  const named = others.filter(([first]) => !(first && 'word' in first && isTitle(first.word)));
  const meant = terms.length + named.length > 0 ? [...terms, ...named] : others;
  const whole = spacedNumber(chunksOf(typed));
  return different(
    whole === null || meant.length === 1 ? meant : meant.map((term) => [...term, whole]),
  );
}

function different(terms: readonly SearchTerm[]): readonly SearchTerm[] {
  const once = new Map(terms.map((term) => [JSON.stringify(term), term]));
  return [...once.values()].slice(0, MAX_TERMS);
}

type Writing = readonly [
  pattern: RegExp,
  termOf: (written: string, parts: readonly string[]) => readonly SearchTerm[],
];

const BETWEEN = String.raw`\s*[-/.\p{Pd}]\s*`;
const MONTH_NAMES = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH = String.raw`(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`;
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;

/** What is written over several words, in search order. */
const WRITINGS: readonly Writing[] = [
  [
    alone(String.raw`(\d{4})${BETWEEN}(\d{1,2})${BETWEEN}(\d{1,2})`),
    (_, [year = '', month = '', day = '']) => dateTerm(year, month, day),
  ],
  [
    alone(String.raw`(\d{1,2})${BETWEEN}(\d{1,2})${BETWEEN}(\d{4}|\d\d)`),
    (_, [month = '', day = '', year = '']) => dateTerm(year, month, day),
  ],
  [
    alone(String.raw`${MONTH}\s*${DAY}\s*,?\s+(\d{4})`),
    (_, [month = '', day = '', year = '']) => dateTerm(year, monthNumber(month), day),
  ],
  [
    alone(String.raw`${DAY}\s+${MONTH}\s*,?\s*(\d{4})`),
    (_, [day = '', month = '', year = '']) => dateTerm(year, monthNumber(month), day),
  ],
  [
    alone(String.raw`(?:PA|AU|AP)[\s\p{Pd}]*[0-9A-Z]{5}[\s\p{Pd}]*[0-9A-Z]{5}`),
    (written) => (/[\d\p{Pd}]/u.test(written) ? [[{ number: signsOf(written) }]] : []),
  ],
  [
    /(?<=^|[\s,;:])[+(]*\d[\d\s().+\p{Pd}]*\d(?![\p{L}\p{N}])/gu,
    (written) => {
      const digits = signsOf(written);
      if (!TELEPHONE_LENGTHS.includes(digits.length)) return [];
      return [[{ number: digits.length === 11 ? digits.replace(/^1/, '') : digits }]];
    },
  ],
];

/** Digits of a telephone number without area code, with it, and with the country's 1 before it. */
const TELEPHONE_LENGTHS = [7, 10, 11];

/** A pattern that is not part of a longer word. */
function alone(pattern: string): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${pattern}(?![\p{L}\p{N}])`, 'giu');
}

function monthNumber(name: string): string {
  return String(MONTH_NAMES.indexOf(name.slice(0, 3).toLowerCase()) + 1);
}

/** A two-digit year may be of either century. None for a date that does not exist. */
function dateTerm(year: string, month: string, day: string): readonly SearchTerm[] {
  const years = year.length === 2 ? [`19${year}`, `20${year}`] : [year];
  const dates = years
    .map((each) => `${each}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
    .filter(isCalendarDate);
  return dates.length > 0 ? [dates.map((birthDate) => ({ birthDate }))] : [];
}

/** Letters before a number, as in `FB 100 2003`. */
const MAX_PREFIX = 3;

/** The number that all of it may be, with blanks between its groups; null if it has names. */
function spacedNumber(chunks: readonly string[]): SearchPart | null {
  const isGroup = (chunk: string) =>
    /\p{N}/u.test(chunk) || Array.from(signsOf(chunk)).length <= MAX_PREFIX;
  const isNumber = chunks.length > 1 && chunks.every(isGroup) && /\p{N}/u.test(chunks.join(''));
  return isNumber ? { number: signsOf(chunks.join('')) } : null;
}

function chunksOf(typed: string): readonly string[] {
  return typed.split(/[\s,;:]+/).filter((chunk) => chunk !== '');
}

/** The terms between blanks. */
function chunkTerms(chunk: string): readonly SearchTerm[] {
  if (/\p{N}/u.test(chunk)) return [numberTerm(signsOf(chunk))];
  const words = chunk.split(/[^\p{L}\p{M}'’‘ʼ´`]+/u).filter((word) => /\p{L}/u.test(word));
  return words.map((word) =>
    Array.from(word).length < MIN_PART_LENGTH ? [{ word }] : [{ word }, { group: word }],
  );
}

/** Eight digits may also be a birth date, as on forms: month, day, year. */
function numberTerm(number: string): SearchTerm {
  const [, month, day, year] = /^(\d\d)(\d\d)(\d{4})$/.exec(number) ?? [];
  const birthDate = `${year}-${month}-${day}`;
  return isCalendarDate(birthDate) ? [{ number }, { birthDate }] : [{ number }];
}

function signsOf(written: string): string {
  return written.replace(/[^\p{L}\p{N}]+/gu, '');
}

const TITLES: ReadonlySet<string> = new Set(['dr', 'doctor', 'mr', 'mrs', 'ms', 'dob', 'npi']);

/** Words put before what people mean. */
function isTitle(word: string): boolean {
  return TITLES.has(word.toLowerCase());
}
