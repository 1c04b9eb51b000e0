import type { LetterLanguage } from '../ports/letter-content';
import { sentencesIn, withoutLinks } from './sentences';

/*
 * Whether a sentence is in the language of its letter. One clear word of the other language is enough;
 * what can be a part of a name, or Latin that doctors use, is not clear.
 */

/** Small words of one language that the other does not have. */
const SMALL_WORDS: Readonly<Record<LetterLanguage, ReadonlySet<string>>> = {
  en: words(
    'an and any are at be because been but by did does for from have if in is it its must not of on or our should than that the their them then there these they this those to was we were what when where which who why will with would you your',
  ),
  es: words(
    'al como con cuando de del desde donde el ella ellos en es esta este esto estos está están fue fueron ha han hasta la las lo los más muy nos nuestra nuestro o para pero por porque que quien qué se según sin su sus también tiene u un una usted y ya',
  ),
};

/** Words that denials are made of, which only one of the languages has. */
const WORDS_OF_DENIALS: Readonly<Record<LetterLanguage, ReadonlySet<string>>> = {
  en: words(
    'approved coverage denied disease dose drug guideline health member met patient request requested rule therapy treatment',
  ),
  es: words(
    'aprobado cada cápsula cápsulas capsula capsulas cumple cumplen dosis enfermedad guía guia límite medicamento médico medico negado paciente pacientes proveedor receta regla reglas requisito requisitos salud solicitud tratamiento tratamientos',
  ),
};

/** Small words that names have in their middle or at their beginning: `de la Cruz`, `House of Hope`. */
const IN_NAMES = words('and at da de del do dos el for in la las los of on the y');

/** Latin and French of medicine and law, by the small word in it. */
const LATIN = [
  /\bde (?:novo|facto|minimis)\b/gu,
  /\bper se\b/gu,
  /\bet al\b/gu,
  /\bdel ?(?=\(|\d)/gu,
  /\ben (?:bloc|face|masse|route)\b/gu,
  /\bin (?:situ|vitro|vivo|utero)\b/gu,
];

/** Endings that only one of the languages has. */
const ENDINGS: Readonly<Record<LetterLanguage, RegExp>> = {
  en: /..(?:tion|tions|ness)$/u,
  es: /..(?:ci[oó]n|ciones|mente|mientos?|idad|idades)$/u,
};

/** Letters and marks of Spanish, which English has in names only. */
const SPANISH_LETTERS = /[áéíóúñ]/u;

const SPANISH_MARKS = /[¿¡]/u;

/** A sentence with words of another language. */
export interface ForeignSentence {
  readonly sentence: string;
  readonly words: readonly string[];
}

/**
 * The sentences of a text that are, at least partly, in the other language than its own.
 * @param hide takes out what is in no language, such as names
 */
export function foreignSentencesIn(
  text: string,
  language: LetterLanguage,
  hide: (sentence: string) => string = (sentence) => sentence,
): readonly ForeignSentence[] {
  return sentencesIn(text).flatMap((sentence) => {
    const found = foreignWordsOf(hide(withoutLinks(sentence)), language);
    return found.length === 0 ? [] : [{ sentence, words: found }];
  });
}

/** The words of another language that a text has, each once. */
export function foreignWordsIn(text: string, language: LetterLanguage): readonly string[] {
  const found = foreignSentencesIn(text, language).flatMap(({ words: those }) => those);
  return [...new Set(found)];
}

function foreignWordsOf(sentence: string, language: LetterLanguage): readonly string[] {
  const said = LATIN.reduce((rest, latin) => rest.replace(latin, ' '), sentence);
  const all = said.match(/\p{L}+(?:['’-]\p{L}+)*/gu) ?? [];
  const isAllNames = all.length > 2 && all.every(isCapital);
  const read = isAllNames ? all.map((word) => word.toLowerCase()) : all;
  const found = read.filter(
    (word, position) => isForeign(word, language) && !canBeName(read, position),
  );
  const marks = language === 'en' ? (SPANISH_MARKS.exec(said) ?? []) : [];
  return [...new Set([...found.map((word) => word.toLowerCase()), ...marks])];
}

function isForeign(word: string, language: LetterLanguage): boolean {
  const other = language === 'en' ? 'es' : 'en';
  const lower = word.toLowerCase();
  return (
    SMALL_WORDS[other].has(lower) ||
    WORDS_OF_DENIALS[other].has(lower) ||
    // `Concepción` is a name, too; no name of a Spanish letter ends in `tion`.
    ((language === 'es' || !isCapital(word)) && ENDINGS[other].test(word)) ||
    (language === 'en' && !isCapital(word) && SPANISH_LETTERS.test(word))
  );
}

/** Whether a word stands where names have one: a capital letter inside of a sentence, or small words between capitals. */
function canBeName(all: readonly string[], position: number): boolean {
  const word = all[position] ?? '';
  const isFirst = position === 0;
  if (!isFirst && isCapital(word)) return true;
  if (!IN_NAMES.has(word.toLowerCase())) return false;
  const isSmall = (each: string) => IN_NAMES.has(each.toLowerCase());
  const next = all.slice(position + 1).find((each) => !isSmall(each));
  const before = all.slice(0, position).findLast((each) => !isSmall(each) || isCapital(each));
  return (
    next !== undefined &&
    isCapital(next) &&
    (isFirst || (before !== undefined && isCapital(before)))
  );
}

function isCapital(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
