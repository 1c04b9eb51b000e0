import type { MemberLetter } from './member-letters/member-letter';
import type { LetterBlock, LetterLanguage } from '../ports/letter-content';
import type { Letterhead } from '../ports/ports';

/** What the letter about a denial tells a member. */
export interface MemberDenialElements {
  /** As the letter states it. */
  readonly rationale: string;
  /** In full words of the letter's language, or as they are quoted; null for unknown ones. */
  readonly criteria: readonly (string | null)[];
  /** How many days there are to appeal; null if we don't know. */
  readonly appealDays: number | null;
  readonly letterhead: Pick<Letterhead, 'address' | 'phone'>;
}

/**
 * What the letter about a denial has to say to a member and doesn't; none if it is complete. As with
 * the elements for the provider office, the check reads the letter as its reader does.
 */
export function lackingForMember(
  { content, text }: Pick<MemberLetter, 'content' | 'text'>,
  denial: MemberDenialElements,
): readonly string[] {
  return lackingIn(text, wordsOf(content.blocks), content.language, denial);
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
