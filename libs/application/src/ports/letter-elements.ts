import type { ClockRule, ScopeOfRow } from '@assent/domain';

/** What the letters of a denial have to say, as far as plans and states differ in it or name it. */
export const LETTER_ELEMENTS = [
  'reason',
  'criteria',
  'appeal',
  'appeal-deadline',
  'peer-to-peer',
  'guideline-copy',
  'case-file-copy',
  'expedited-appeal',
  'next-review',
  'continued-coverage',
  'physician',
] as const;
export type LetterElement = (typeof LETTER_ELEMENTS)[number];

/** An element that some rule asks for. */
export interface RequiredElement {
  readonly element: LetterElement;
  readonly source: string;
  readonly confidence: ClockRule['confidence'];
}

/** What a kind of plan, or a state, asks of the letters of a denial. A state's row adds to its plan's. */
export interface LetterElementRule extends ScopeOfRow {
  readonly elements: readonly RequiredElement[];
}
