import type { MemberLetter } from './member-letters/member-letter';
import type { LetterBlock, LetterLanguage } from '../ports/letter-content';
import type { Letterhead } from '../ports/ports';
import { isSignedBy, LACKS_PHYSICIAN, type PlanElements } from './plan-elements';

/** What the letter about a denial tells a member. */
export interface MemberDenialElements extends PlanElements {
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
  return lackingIn(text, content, denial);
}

/** What a letter lacks, as one sentence for people; none if it lacks nothing. */
export function lackingWords(lacking: readonly string[]): readonly string[] {
  return lacking.length > 0 ? [`it is missing ${lacking.join(', ')}`] : [];
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

/** How the letter says who looks at a decision after an appeal. */
const NEXT_REVIEW: Readonly<Record<LetterLanguage, RegExp>> = {
  en: /\boutside review\b|\bfair hearing\b|\bdoes not work for our plan\b/,
  es: /\brevisión externa\b|\baudiencia imparcial\b|\bno trabaja para nuestro plan\b/,
};

/** How the letter says that coverage can continue, and until when to ask for that. */
const CONTINUED: Readonly<
  Record<
    LetterLanguage,
    { readonly how: RegExp; readonly lastDay: RegExp; readonly within: (days: number) => string }
  >
> = {
  en: {
    how: /\bkeep covering\b.*\bappeal is open\b/,
    lastDay: /\blast day\b/,
    within: (days) => `within ${days} days of the date of this letter`,
  },
  es: {
    how: /\bsigamos cubriendo\b.*\bapelación está abierta\b/,
    lastDay: /último día\b/,
    within: (days) => `${days} días para pedirlo`,
  },
};

const DAYS: Readonly<Record<LetterLanguage, (days: number) => string>> = {
  en: (days) => `within ${days} days`,
  es: (days) => `${days} días para apelar`,
};

function lackingIn(
  text: string,
  { blocks, language }: Pick<MemberLetter['content'], 'blocks' | 'language'>,
  denial: MemberDenialElements,
): readonly string[] {
  const { appealDays, criteria, letterhead, rationale } = denial;
  const said = wordsOf(blocks);
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
    ...planElementsIn(said, { blocks, language }, denial),
  ];
  return elements.flatMap(([element, isThere]) => (isThere ? [] : [element]));
}

/** What the rules of a plan or a state ask for beside what every letter says. */
function planElementsIn(
  said: string,
  { blocks, language }: Pick<MemberLetter['content'], 'blocks' | 'language'>,
  { continued, hasNextReview, physician, required }: PlanElements,
): readonly (readonly [element: string, isThere: boolean])[] {
  const { how, lastDay, within } = CONTINUED[language];
  const isAsked =
    how.test(said) &&
    lastDay.test(said) &&
    (continued?.days == null || said.includes(within(continued.days)));
  const isSigned =
    physician !== null && said.includes(physician) && isSignedBy(physician, { blocks });
  return [
    [
      'who reviews the decision after an appeal',
      !required.has('next-review') || !hasNextReview || NEXT_REVIEW[language].test(said),
    ],
    [
      'how and until when to ask that coverage continues',
      !required.has('continued-coverage') || continued === null || isAsked,
    ],
    [LACKS_PHYSICIAN, !required.has('physician') || isSigned],
  ];
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
