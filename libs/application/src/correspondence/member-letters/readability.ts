import type { LetterLanguage } from '../../ports/letter-content';
import { sentencesIn } from '../sentences';

/** The highest grade of school that letters to members need, by both formulas for English. */
export const MAX_GRADE = 8;

/** Fernández Huerta calls 60 to 70 normal, as pupils of grades 7 and 8 read it. */
const MIN_FERNANDEZ_HUERTA = 60;

/**
 * The INFLESZ scale calls 55 to 65 normal (Barrio-Cantalejo et al., Anales del Sistema Sanitario de
 * Navarra 31, 2008), for the formula of Szigriszt Pazos.
 */
const MIN_SZIGRISZT_PAZOS = 55;

/** Whether a text is in plain words, at or below grade 8, by the two formulas of its language. */
export function isPlain(text: string, language: LetterLanguage): boolean {
  return excess(text, language) <= 0;
}

/**
 * The sentence of a text that is the hardest to read.
 * @param hide takes out what does not count, such as names
 */
export function hardestSentence(
  text: string,
  language: LetterLanguage,
  hide: (sentence: string) => string,
): string {
  const [first = text, ...others] = sentencesIn(text);
  const excessOf = (sentence: string) => excess(hide(sentence), language);
  return others.reduce(
    (hardest, each) => (excessOf(each) > excessOf(hardest) ? each : hardest),
    first,
  );
}

/** How much harder than allowed a text is, by the stricter formula of its language. */
function excess(text: string, language: LetterLanguage): number {
  return language === 'es'
    ? Math.max(
        MIN_FERNANDEZ_HUERTA - fernandezHuerta(text),
        MIN_SZIGRISZT_PAZOS - szigrisztPazos(text),
      )
    : Math.max(fleschKincaid(text), colemanLiau(text)) - MAX_GRADE;
}

/** What the formulas of readability count. */
interface Counts {
  readonly letters: number;
  readonly sentences: number;
  readonly syllables: number;
  readonly words: number;
}

/** The grade by Flesch and Kincaid (1975), from words in a sentence and syllables in a word. */
export function fleschKincaid(text: string): number {
  const { sentences, syllables, words } = countsOf(text, englishSyllables);
  return 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59;
}

/** The grade by Coleman and Liau (1975), from letters and sentences per 100 words. */
export function colemanLiau(text: string): number {
  const { letters, sentences, words } = countsOf(text, englishSyllables);
  return 0.0588 * ((letters / words) * 100) - 0.296 * ((sentences / words) * 100) - 15.8;
}

/**
 * The ease of Spanish by Fernández Huerta (1959): from 0, for specialists, to 100; 60 to 70 is
 * normal, for pupils of grades 7 and 8.
 */
export function fernandezHuerta(text: string): number {
  const { sentences, syllables, words } = countsOf(text, spanishSyllables);
  return 206.84 - 60 * (syllables / words) - 1.02 * (words / sentences);
}

/**
 * The perspicuity of Spanish by Szigriszt Pazos (1993), read by the INFLESZ scale: below 40 very hard,
 * 40 to 55 rather hard, 55 to 65 normal, above that easy.
 */
export function szigrisztPazos(text: string): number {
  const { sentences, syllables, words } = countsOf(text, spanishSyllables);
  return 206.835 - 62.3 * (syllables / words) - words / sentences;
}

/** Groups of vowels, without a silent e at the end. */
export function englishSyllables(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  const sounded = letters
    .replace(/(?<![td])ed$/, 'd')
    .replace(/(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$/, '')
    .replace(/(?<=.)e(?=ment$|ful$|ly$|less$)/, '')
    .replace(/(?<=[^aeiouycgszx]|[^c]h)es$/, 's');
  const groups = sounded.replace(/i(?=a|o(?!n))/g, 'i-').match(/[aeiouy]+/g) ?? [];
  return Math.max(1, groups.length);
}

/** Vowels, of which weak ones without an accent join their neighbor. */
export function spanishSyllables(word: string): number {
  const sounded = word
    .toLowerCase()
    .replace(/qu(?=[eiéí])/g, 'q')
    .replace(/gu(?=[eiéí])/g, 'g')
    .replace(/y(?=$|[^aeiouáéíóú])/g, 'i');
  const groups = sounded.match(/[iuü]?[aeoáéó][iuü]?|[iuü]?[íú]|[iuü]+/g) ?? [];
  return Math.max(1, groups.length);
}

function countsOf(text: string, syllablesOf: (word: string) => number): Counts {
  const words = text.match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu) ?? [];
  const sentences = text.split(/[.!?](?:\s|$)|\n/u).filter((each) => /\p{L}/u.test(each));
  const sum = (count: (word: string) => number) =>
    words.reduce((total, word) => total + count(word), 0);
  return {
    words: Math.max(1, words.length),
    sentences: Math.max(1, sentences.length),
    syllables: sum((word) => (/^\d+$/.test(word) ? 1 : syllablesOf(word))),
    letters: sum((word) => word.match(/[\p{L}\p{N}]/gu)?.length ?? 0),
  };
}
