import type { LetterLanguage } from './letter-content';
import type { CommandKey } from './change';
import type { Mailed, MemberLetterKind, MemberLetterRecord } from './notice-record';
import type { Page } from './page';

export interface PrintedLetterFilter {
  readonly state: 'to-print' | 'mailed';
  readonly language?: LetterLanguage;
  readonly kind?: MemberLetterKind;
  readonly cursor?: string;
  readonly limit: number;
}

/** A letter to a member that is printed, with the names of its case. */
export interface PrintedLetter {
  readonly letter: MemberLetterRecord;
  readonly of: { readonly number: string; readonly memberName: string };
}

/** The letters to members that are mailed on paper. */
export interface PrintedLetterRepository {
  /** Longest waiting first, with how many there are on all pages. */
  printedLetters(filter: PrintedLetterFilter): Promise<Page<PrintedLetter> & { total: number }>;
  printedLetter(id: string): Promise<PrintedLetter | null>;
  /**
   * Keeps that a letter was mailed, with an event on the timeline and an entry for the auditor.
   * @returns false if it is not waiting to be, or the key was used meanwhile
   */
  keepMailed(id: string, mailed: Mailed, command: CommandKey | undefined): Promise<boolean>;
}
