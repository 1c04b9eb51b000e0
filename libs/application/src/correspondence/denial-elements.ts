import type { OfficeLetter } from './letters';
import { LETTER_ELEMENTS, type LetterElement } from '../ports/letter-elements';
import type { Letterhead } from '../ports/ports';
import { isSignedBy, LACKS_PHYSICIAN, type PlanElements } from './plan-elements';

/** What the letter of a denial is about. */
export interface DenialElements extends PlanElements {
  readonly rationale: string;
  /** The criteria that it names, in full words; null for one whose words are not known. */
  readonly criteria: readonly (string | null)[];
  /** Until when the member may appeal, in words; null if we don't know. */
  readonly appealWindow: string | null;
  readonly letterhead: Pick<Letterhead, 'address' | 'phone'>;
}

/**
 * What the letter of a denial has to say and does not, in words for people; none if it is complete.
 * The elements are those of a notice to prescriber and member, and of the rules of its plan and state.
 */
export function lackingElements(
  { content, text }: Pick<OfficeLetter, 'content' | 'text'>,
  {
    rationale,
    criteria,
    appealWindow,
    letterhead,
    required,
    expeditedHours,
    hasNextReview,
    continued,
    physician,
  }: DenialElements,
): readonly string[] {
  const { address, phone } = letterhead;
  const says = (words: string | null) => words !== null && isWritten(words) && text.includes(words);
  const elements: Readonly<Record<LetterElement, readonly [name: string, isThere: boolean]>> = {
    reason: ['the reason', says(rationale)],
    criteria: ['the criteria in full words', criteria.length > 0 && criteria.every(says)],
    appeal: ['how to appeal', /\bmay appeal\b/.test(text) && /\bTo appeal, \S/.test(text)],
    'appeal-deadline': ['until when to appeal', appealWindow === null || says(appealWindow)],
    'peer-to-peer': ['how to discuss it with a medical director', /\bpeer-to-peer\b/.test(text)],
    'guideline-copy': [
      'how to get a copy of the guideline',
      /\bcopy of the guideline\b/.test(text),
    ],
    'case-file-copy': [
      'how to get a copy of the case file',
      /\bcopy of .*\bcase file\b/.test(text),
    ],
    'expedited-appeal': [
      'how to ask for an expedited appeal',
      /\bexpedited appeal\b.*\bcall \S/.test(text) &&
        (expeditedHours === null || says(`within ${expeditedHours} hours`)),
    ],
    'next-review': [
      'who reviews the decision after an appeal',
      !hasNextReview || /\b(?:external review|independent review entity|fair hearing)\b/.test(text),
    ],
    'continued-coverage': [
      'how and until when to ask that coverage continues',
      continued === null ||
        (/\bcoverage can continue\b.*\blast covered day\b/.test(text) &&
          (continued.days === null ||
            says(`within ${continued.days} days of the date of this letter`))),
    ],
    physician: [LACKS_PHYSICIAN, namesPhysician(text, physician) && isSignedBy(physician, content)],
  };
  const named = LETTER_ELEMENTS.filter((element) => required.has(element));
  return [
    ...named.map((element) => elements[element]),
    ['the address of the plan', says(address)] as const,
    ['the phone number of the plan', says(phone)] as const,
  ].flatMap(([name, isThere]) => (isThere ? [] : [name]));
}

/** Apart from the signature. */
function namesPhysician(text: string, name: string | null): boolean {
  const lines = text.split('\n').filter((line) => /\bphysician\b/.test(line));
  return name !== null && isWritten(name) && lines.some((line) => line.includes(name));
}

function isWritten(words: string): boolean {
  return words.trim() !== '';
}
