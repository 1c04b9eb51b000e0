import type { LetterLanguage } from '@assent/domain';

export type { LetterLanguage };

export type LetterRecipient = 'member' | 'prescriber';

/** Something to identify the letter by, as in `Case: PA-…`. */
export interface LetterReference {
  readonly label: string;
  readonly value: string;
}

export interface LetterList {
  readonly type: 'list';
  readonly introduction: string;
  readonly items: readonly string[];
}

/** A part of a letter; its texts may have line breaks. */
export type LetterBlock =
  | { readonly type: 'letterhead'; readonly name: string; readonly lines: readonly string[] }
  | { readonly type: 'date'; readonly text: string }
  | { readonly type: 'addressee'; readonly lines: readonly string[] }
  | { readonly type: 'reference'; readonly entries: readonly LetterReference[] }
  | { readonly type: 'subject'; readonly text: string }
  | { readonly type: 'paragraph'; readonly text: string }
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
