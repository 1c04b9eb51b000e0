import type { LetterContent, LetterLanguage } from '../ports/letter-content';
import { OFFICE_TERMS, unexplainedAbbreviations } from './abbreviations';
import { foreignSentencesIn } from './language-words';
import { namesIn, type Names } from './letter-names';
import { sentencesOf, type Sentence, type StatementRecord } from './statements';

/*
 * Which sentences of a letter its reader can't read: in another language, or with an abbreviation that
 * it does not explain. Letters to members and to provider offices are read alike; an office knows
 * some terms of oncology (`OFFICE_TERMS`).
 */

/** A sentence that its reader can't read. */
export interface WordFault {
  /** As in `paragraph 3`. */
  readonly place: string;
  readonly problem: string;
  /** Which words are meant, where a sentence does not show it by itself. */
  readonly words?: string;
  readonly sentence: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** Enough to find it. */
const MAX_SHOWN = 200;

const NAME_OF: Readonly<Record<LetterLanguage, string>> = { en: 'English', es: 'Spanish' };

const NO_TERMS: ReadonlySet<string> = new Set();

/** The sentences of a letter that its reader can't read; none if all can be read. */
export function wordFaults(
  content: Pick<LetterContent, 'blocks' | 'language' | 'recipient'>,
  about: Pick<StatementRecord, 'due' | 'settings'>,
): readonly WordFault[] {
  const { language, recipient } = content;
  const sentences = sentencesOf(content);
  const names = namesIn(about);
  const foreign = sentences.flatMap((sentence) => foreignIn(sentence, language, names));
  return [...foreign, ...unexplainedIn(sentences, recipient, names)];
}

/** With the sentence, for who wrote it. */
export function withSentence({ problem, remedy, sentence, words }: WordFault): string {
  const shown = sentence.length > MAX_SHOWN ? `${sentence.slice(0, MAX_SHOWN)}…` : sentence;
  const which = words === undefined ? '' : `: ${words}`;
  return `“${shown}” ${problem}${which}; ${remedy}`;
}

/** Without the sentence, which may tell of the member. */
export function withoutSentence({ place, problem }: WordFault): string {
  return `${place} ${problem}`;
}

function foreignIn(
  { place, text }: Sentence,
  language: LetterLanguage,
  names: Names,
): readonly WordFault[] {
  const other = language === 'en' ? 'es' : 'en';
  const quotes = language === 'es' ? (text.match(QUOTE) ?? []) : [];
  const own = foreignSentencesIn(
    quotes.length > 0 ? text.replace(QUOTE, ' ') : text,
    language,
    names.hide,
  );
  // A Spanish letter quotes what is in English, and says so.
  const quoted = /\ben inglés\b/u.test(text)
    ? quotes.flatMap((quote) => foreignSentencesIn(quote, 'en', names.hide))
    : [];
  return [
    ...own.map(({ sentence }) => ({
      place,
      problem: `has words in ${NAME_OF[other]}, but the letter is in ${NAME_OF[language]}`,
      sentence,
      remedy: `write it in ${NAME_OF[language]}`,
    })),
    ...quoted.map(({ sentence }) => ({
      place,
      problem: 'quotes words in Spanish as if they were English',
      sentence,
      remedy: 'write the quoted words in English',
    })),
  ];
}

const QUOTE = /«[^«»]*»/gu;

function unexplainedIn(
  sentences: readonly Sentence[],
  recipient: LetterContent['recipient'],
  names: Names,
): readonly WordFault[] {
  const whole = sentences.map(({ text }) => text).join('\n');
  const terms = recipient === 'member' ? NO_TERMS : OFFICE_TERMS;
  const found = unexplainedAbbreviations(whole, { terms, hide: names.hideEachWord });
  return [...new Set(found.map(({ sentence }) => sentence))].map((sentence) => {
    const unexplained = found.filter((each) => each.sentence === sentence);
    const [what, it] =
      unexplained.length === 1
        ? ['an abbreviation', 'it means']
        : ['abbreviations', 'each of them means'];
    return {
      place: sentences.find(({ text }) => text.includes(sentence))?.place ?? 'the letter',
      problem: `has ${what} that the letter does not explain`,
      words: unexplained.map(({ abbreviation }) => abbreviation).join(', '),
      sentence,
      remedy: `say what ${it}, as in “complete blood count (CBC)”`,
    };
  });
}
