import { foreignWordsIn } from './language-words';
import { unexplainedIn } from './member-letters/abbreviations';
import type { MemberLetter } from './member-letters/member-letter';
import type { LetterBlock, LetterLanguage } from '../ports/letter-content';
import type { Letterhead } from '../ports/ports';

/** What the letter about a denial tells a member. */
export interface MemberDenialElements {
  readonly rationale: string;
  /** In full words of the letter's language, or as they are quoted; null for unknown ones. */
  readonly criteria: readonly (string | null)[];
  /** How many days there are to appeal; null if we don't know. */
  readonly appealDays: number | null;
  readonly letterhead: Pick<Letterhead, 'address' | 'phone'>;
}

interface Expected {
  /** Words of no language, such as names and addresses. */
  readonly names: readonly string[];
  /** Null for a letter about something else. */
  readonly denial: MemberDenialElements | null;
}

/**
 * Why a letter can't go to a member, in words for people; none if it can. It lacks what a denial has
 * to say, has words of another language, or an abbreviation that it doesn't explain. As with the
 * elements of a denial, the check reads the letter as its reader does.
 */
export function memberLetterFaults(
  { content, text }: Pick<MemberLetter, 'content' | 'text'>,
  { names, denial }: Expected,
): readonly string[] {
  const said = wordsOf(content.blocks);
  const lacking = denial ? lackingIn(text, said, content.language, denial) : [];
  const foreign = foreignWords(said, names, content.language);
  const unexplained = unexplainedIn(said);
  return [
    ...lackingWords(lacking),
    ...(foreign.length > 0 ? [`it has words in another language: ${foreign.join(', ')}`] : []),
    ...(unexplained.length > 0
      ? [`it has abbreviations that it does not explain: ${unexplained.join(', ')}`]
      : []),
  ];
}

/** What a letter lacks, as one sentence for people; none if it lacks nothing. */
export function lackingWords(lacking: readonly string[]): readonly string[] {
  return lacking.length > 0 ? [`it lacks ${lacking.join(', ')}`] : [];
}

/** How the letter says each element, by language. */
export const SAID: Readonly<Record<LetterLanguage, Readonly<Record<string, RegExp>>>> = {
  en: {
    'the right to appeal': /\bright to appeal\b/,
    'how to appeal': /\bTo appeal, \S/,
    'how to ask for an expedited appeal': /\bfast appeal\b[^]*\bcall\b/,
    'how to get free copies': /\bfree copies\b[^]*\bcall\b/,
    'the help line': /\bneed help\? Call us at \S/,
  },
  es: {
    'the right to appeal': /\bderecho a apelar\b/,
    'how to appeal': /\bPara apelar, \S/,
    'how to ask for an expedited appeal': /\bapelación rápida\b[^]*\bllame\b/,
    'how to get free copies': /\bcopias gratis\b[^]*\bllame\b/,
    'the help line': /\bnecesita ayuda\? Llámenos al \S/,
  },
};

const DAYS: Readonly<Record<LetterLanguage, (days: number) => string>> = {
  en: (days) => `within ${days} days`,
  es: (days) => `${days} días para apelar`,
};

function lackingIn(
  text: string,
  said: string,
  language: LetterLanguage,
  { appealDays, criteria, letterhead, rationale }: MemberDenialElements,
): readonly string[] {
  const { address, phone } = letterhead;
  const says = (words: string | null) =>
    words !== null && words.trim() !== '' && text.includes(words);
  const elements: readonly (readonly [element: string, isThere: boolean])[] = [
    ['the reason', says(rationale)],
    ['the criteria in full words', criteria.length > 0 && criteria.every(says)],
    ...Object.entries(SAID[language]).map(
      ([element, words]) => [element, words.test(said)] as const,
    ),
    ['until when to appeal', appealDays === null || said.includes(DAYS[language](appealDays))],
    ['the address of the plan', says(address)],
    ['the phone number of the plan', says(phone)],
  ];
  return elements.flatMap(([element, isThere]) => (isThere ? [] : [element]));
}

/** Small words of the other language, outside of names and of what is quoted and marked so. */
function foreignWords(
  said: string,
  names: readonly string[],
  language: LetterLanguage,
): readonly string[] {
  const own = names
    .filter((name) => name.trim() !== '')
    .reduce((rest, name) => rest.replaceAll(name, ' '), said.replace(/«[^«»]*»/gu, ' '));
  return foreignWordsIn(own, language);
}

/** What a letter says, without what names its sender and reader. */
export function wordsOf(blocks: readonly LetterBlock[]): string {
  return blocks
    .flatMap((block) => {
      if (block.type === 'paragraph' || block.type === 'subject') return [block.text];
      return block.type === 'list'
        ? [block.introduction, ...block.items.map((item) => `- ${item}`)]
        : [];
    })
    .join('\n');
}
