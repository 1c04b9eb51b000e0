import type { LetterWords } from './letters';
import type { Letterhead } from '../ports/ports';

/** What the letter of a denial is about. */
export interface DenialElements {
  readonly rationale: string;
  /** The criteria that it names, in full words; null for one whose words are not known. */
  readonly criteria: readonly (string | null)[];
  /** Until when the member may appeal, in words; null if we don't know. */
  readonly appealWindow: string | null;
  readonly letterhead: Pick<Letterhead, 'address' | 'phone'>;
}

/**
 * What the letter of a denial has to say and does not, in words for people; none if it is complete.
 * The elements are those of 29 CFR 2560.503-1(g) and of a notice to prescriber and member.
 */
export function lackingElements(
  { text }: Pick<LetterWords, 'text'>,
  { rationale, criteria, appealWindow, letterhead }: DenialElements,
): readonly string[] {
  const { address, phone } = letterhead;
  const says = (words: string | null) => words !== null && isWritten(words) && text.includes(words);
  const elements: readonly (readonly [element: string, isThere: boolean])[] = [
    ['the reason', says(rationale)],
    ['the criteria in full words', criteria.length > 0 && criteria.every(says)],
    ['how to appeal', /\bmay appeal\b/.test(text) && /\bTo appeal, \S/.test(text)],
    ['until when to appeal', appealWindow === null || says(appealWindow)],
    ['how to discuss it with a medical director', /\bpeer-to-peer\b/.test(text)],
    ['how to get a copy of the guideline', /\bcopy of the guideline\b/.test(text)],
    ['how to get a copy of the case file', /\bcopy of .*\bcase file\b/.test(text)],
    ['the address of the plan', says(address)],
    ['the phone number of the plan', says(phone)],
  ];
  return elements.flatMap(([element, isThere]) => (isThere ? [] : [element]));
}

function isWritten(words: string): boolean {
  return words.trim() !== '';
}
