import type { Verdict } from '@assent/criteria';
import type { LetterLanguage } from '@assent/domain';

export type { LetterLanguage };

export type LetterRecipient = 'member' | 'prescriber';

/** Something to identify the letter by, as in `Case: PA-…`. */
export interface LetterReference {
  readonly label: string;
  readonly value: string;
}

/** Of the record or the plan's settings, what a letter can state. */
export type StatementSource =
  | `plan.${'address' | 'phone' | 'fax' | 'portal' | 'appealDays' | 'callDays' | 'expeditedHours' | 'reviewWithin' | 'askCoverageDays'}`
  | `case.${'number' | 'dueAt' | 'informationDueAt' | 'coverageEndedOn'}`
  | `request.${'drug' | 'prescriber'}`
  | `information.${'question' | 'answerDays'}`
  | `extension.${'reason' | 'basis'}`
  | 'routing.reason'
  | `decision.${'rationale' | 'memberReason' | 'changes' | 'reasonForChanges' | 'sinceApproval' | 'physician'}`
  | `guideline.${'title' | 'effective'}`
  | `authorization.${'number' | 'firstDay' | 'lastDay' | 'endReason' | 'dosing' | 'warnings' | 'renewBy'}`
  | `appeal.${'memberReason' | 'number' | 'receivedAt' | 'dueAt' | 'outcome' | 'changes' | 'reason' | 'dismissal' | 'dismissalReviewDays' | 'vacated'}`
  | `appeal.${'coverageFrom' | 'coverageEnds' | 'askCoverageBy'}`;

export type StatedValue = string | number | null;

/**
 * What a sentence states, and where it comes from: a fact of the case, the verdict on a criterion,
 * information that is asked for, or something else of the record. It is compared with the record
 * before the letter goes out.
 */
export type Statement =
  | { readonly fact: string; readonly value: StatedValue }
  | { readonly criterion: string; readonly verdict: Verdict }
  | { readonly missing: string }
  | { readonly of: StatementSource; readonly value: StatedValue };

/** Letters of earlier releases state nothing. */
export interface LetterParagraph {
  readonly type: 'paragraph';
  readonly text: string;
  readonly states?: readonly Statement[];
}

export interface LetterList {
  readonly type: 'list';
  readonly introduction: string;
  readonly items: readonly string[];
  /** Of the introduction. */
  readonly states?: readonly Statement[];
  /** Of each item, in their order. */
  readonly itemStates?: readonly (readonly Statement[])[];
}

/** A part of a letter; its texts may have line breaks. */
export type LetterBlock =
  | { readonly type: 'letterhead'; readonly name: string; readonly lines: readonly string[] }
  | { readonly type: 'date'; readonly text: string }
  | {
      readonly type: 'addressee';
      readonly lines: readonly string[];
      /** A postal address, for the window of an envelope; nothing else is to show in it. */
      readonly isPostal?: true;
    }
  | { readonly type: 'reference'; readonly entries: readonly LetterReference[] }
  | { readonly type: 'subject'; readonly text: string }
  | LetterParagraph
  | LetterList
  | { readonly type: 'signature'; readonly text: string };

/** A letter as it was written, before it takes a form such as text or PDF. */
export interface LetterContent {
  readonly recipient: LetterRecipient;
  readonly language: LetterLanguage;
  /** Of the wording. */
  readonly version: number;
  /** Of the plan's letter settings; absent if letters were as configured. */
  readonly planVersion?: number;
  readonly blocks: readonly LetterBlock[];
}
