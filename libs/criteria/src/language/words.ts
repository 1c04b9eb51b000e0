/** How free text in facts is read: drug names, specific answers, diagnosis codes. */

/** What separates words, except a single space, which stays: most texts have few others. */
const NOT_ONE_SPACE = /[^\p{L}\p{Nd}]{2,}|[^\p{L}\p{Nd} ]/gu;
const FOUR_LETTERS = /(\p{L}\P{L}*){4}/u;

/** The text in lower case, everything but letters (of any script) and digits as single spaces. */
export function plainWords(text: string): string {
  return text.replace(NOT_ONE_SPACE, ' ').trim().toLowerCase();
}

/**
 * True when words, as `plainWords` writes them, are specific: at least four letters, and not one of
 * the non-answers (R3).
 */
export function isSpecific(words: string, nonAnswers: ReadonlySet<string>): boolean {
  return FOUR_LETTERS.test(words) && !nonAnswers.has(words);
}

/** Phrases that do not count directly after certain words. */
export interface PhraseGroup {
  readonly phrases: readonly string[];
  readonly unlessAfter?: readonly string[] | undefined;
}

/**
 * Whether words, as `plainWords` writes them, contain a phrase of some groups: whole words, without
 * a word that negates the group directly before. It matches words, not sense.
 */
export function phraseFinder(groups: readonly PhraseGroup[]): (words: string) => boolean {
  const alternatives = groups.map(({ phrases, unlessAfter = [] }) => {
    const negated = unlessAfter.length === 0 ? '' : `(?<!(?:^| )(?:${unlessAfter.join('|')}) )`;
    return `${negated}(?:${phrases.join('|')})`;
  });
  const found = new RegExp(`(?:^| )(?:${alternatives.join('|')})(?: |$)`, 'u');
  return (words) => found.test(words);
}

/** A drug name without trivial spelling differences (R2). */
export function drugName(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}

const CODE_SHAPE = /^[A-Za-z][0-9][A-Za-z0-9]{1,5}$/;

/** The texts that `diagnosisCode` reads, as JSON Schema. */
export const DIAGNOSIS_CODE = '^[\\s.]*[A-Za-z][\\s.]*[0-9](?:[\\s.]*[A-Za-z0-9]){1,5}[\\s.]*$';

/** A diagnosis code in capitals without spaces and dot; null if the text is no ICD-10-CM code. */
export function diagnosisCode(text: string): string | null {
  const code = text.replace(/[\s.]/g, '');
  return CODE_SHAPE.test(code) ? code.toUpperCase() : null;
}
