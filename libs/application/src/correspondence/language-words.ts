import type { LetterLanguage } from '../ports/letter-content';

/** Small words of one language that the other does not have. */
const SMALL_WORDS: Readonly<Record<LetterLanguage, ReadonlySet<string>>> = {
  en: new Set(
    'and are at by for from in is it not of our that the this to was we were with you your'.split(
      ' ',
    ),
  ),
  es: new Set(
    'como cuando del desde el este esta las los para pero por porque que según su una usted'.split(
      ' ',
    ),
  ),
};

/** A name may have one such word, as `Los` has; a sentence has several. */
const MAX_FOREIGN_WORDS = 1;

/** Small words of the other language; none for a text that has only one, such as a name. */
export function foreignWordsIn(text: string, language: LetterLanguage): readonly string[] {
  const others = SMALL_WORDS[language === 'en' ? 'es' : 'en'];
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const found = [...new Set(words)].filter(
    (word) => others.has(word) && !SMALL_WORDS[language].has(word),
  );
  return found.length > MAX_FOREIGN_WORDS ? found : [];
}
