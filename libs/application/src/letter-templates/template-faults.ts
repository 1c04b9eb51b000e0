import type { Fault } from '@assent/domain';
import { unexplainedAbbreviations } from '../correspondence/abbreviations';
import { foreignWordsIn } from '../correspondence/language-words';
import { WITH_MEANING } from '../correspondence/member-letters/abbreviation-meanings';
import { isPlain, MAX_GRADE } from '../correspondence/member-letters/readability';
import type { LetterLanguage } from '../ports/letter-content';
import type { LetterSettings, LetterTemplate, PlanParagraph } from '../ports/letter-setting';
import type { Settings } from '../ports/ports';
import { memberFaults, officeFaults, officeWordFaults } from '../correspondence/letter-faults';
import { staleSentences } from '../correspondence/statements';
import { LETTER_TEMPLATES, sampleLetter, samplesOf, type LetterSample } from './letter-samples';

/**
 * Why letters can't have a plan's own words; none if they can.
 * @param settings with them
 */
export function settingFaults(
  { closing, hours, paragraphs }: LetterSettings,
  settings: Settings,
  now: Date,
): readonly Fault[] {
  const shared = Object.entries({ closing, hours }).flatMap(([name, texts]) =>
    LANGUAGES.flatMap((language) =>
      memberTextFaults(texts[language] ?? '', language, MIN_GRADED_WORDS).map((message) => ({
        path: `${name}.${language}`,
        code: 'letter-words',
        message,
      })),
    ),
  );
  const own = paragraphs.flatMap((paragraph, position) =>
    paragraphFaults(paragraph, paragraphs.slice(0, position)).map((message) => ({
      path: `paragraphs.${position}.text`,
      code: 'letter-words',
      message,
    })),
  );
  if (shared.length + own.length > 0) return [...shared, ...own];
  return LETTER_TEMPLATES.flatMap((template) =>
    templateFaults(template, settings, now).map((message) => ({
      path: placeOf(template, paragraphs),
      code: 'letter-incomplete',
      message: `${message} (${template.kind} to the ${template.recipient}, ${template.language})`,
    })),
  );
}

/** Why a letter can't go out, found on each sample of it. */
export function templateFaults(
  template: LetterTemplate,
  settings: Settings,
  now: Date,
): readonly string[] {
  const faults = samplesOf(template.kind).flatMap((sample) =>
    sampleFaults(template, settings, now, sample),
  );
  return [...new Set(faults)];
}

function sampleFaults(
  template: LetterTemplate,
  settings: Settings,
  now: Date,
  sample: LetterSample,
): readonly string[] {
  const { due, letter } = sampleLetter(template, settings, now, sample);
  const about = { due, settings, now };
  const stale = staleSentences(letter.content, about);
  if (template.recipient === 'member') {
    const faults = [...memberFaults(letter, about), ...stale];
    return faults.map((fault) => `the letter can't go out: ${fault}`);
  }
  const lacking = officeFaults(letter, about);
  return [
    ...(lacking.length === 0 ? [] : [`the letter is missing: ${lacking.join('; ')}`]),
    ...[...stale, ...officeWordFaults(letter, about)],
  ];
}

export function isSame(one: LetterTemplate, other: LetterTemplate): boolean {
  return (
    one.kind === other.kind && one.recipient === other.recipient && one.language === other.language
  );
}

const LANGUAGES: readonly LetterLanguage[] = ['en', 'es'];

function paragraphFaults(
  paragraph: PlanParagraph,
  before: readonly PlanParagraph[],
): readonly string[] {
  if (!LETTER_TEMPLATES.some((each) => isSame(each, paragraph))) {
    return ['no such letter goes to this recipient in this language'];
  }
  if (before.some((each) => isSame(each, paragraph))) {
    return ['the letter already has a paragraph'];
  }
  const { language, recipient, text } = paragraph;
  return recipient === 'member' ? memberTextFaults(text, language) : textFaults(text, language);
}

/** Where the page shows a fault of a letter. */
function placeOf(template: LetterTemplate, paragraphs: readonly PlanParagraph[]): string {
  const position = paragraphs.findIndex((each) => isSame(each, template));
  return position < 0 ? 'letterhead' : `paragraphs.${position}.text`;
}

/** The formulas say nothing of fewer words, such as `Sincerely,` and `With kind regards,`. */
const MIN_GRADED_WORDS = 4;

/** What is wrong with words that members read. */
function memberTextFaults(text: string, language: LetterLanguage, minWords = 1): readonly string[] {
  const faults = textFaults(text, language);
  const isGraded = text.trim().split(/\s+/u).length >= minWords;
  return faults.length === 0 && isGraded && !isPlain(text, language)
    ? [`is harder to read than grade ${MAX_GRADE}; use shorter words and sentences`]
    : faults;
}

function textFaults(text: string, language: LetterLanguage): readonly string[] {
  if (text === '') return [];
  const foreign = foreignWordsIn(text, language);
  const unexplained = unexplainedAbbreviations(text, { terms: WITH_MEANING });
  return [
    ...(foreign.length > 0 ? [`has words in another language: ${foreign.join(', ')}`] : []),
    ...(unexplained.length > 0
      ? [
          `has abbreviations that it does not explain: ${unexplained.map(({ abbreviation }) => abbreviation).join(', ')}`,
        ]
      : []),
  ];
}
