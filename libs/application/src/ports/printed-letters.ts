import type { CaseStatus, ReadableLines } from '@assent/domain';
import type { CommandKey } from './change';
import type { LetterLanguage } from './letter-content';
import type {
  DeliveryReport,
  Mailed,
  MemberLetterKind,
  MemberLetterRecord,
  NoticeRecord,
} from './notice-record';
import type { Page } from './page';

/** What letters of all cases are listed by: what became of them. */
export const LISTED_STATES = [
  'to-print',
  'mailed',
  'sent',
  'delivered',
  'bounced',
  'failed',
] as const;

export type ListedState = (typeof LISTED_STATES)[number];

export interface LetterFilter {
  readonly state: ListedState;
  readonly recipient?: 'member' | 'prescriber';
  readonly language?: LetterLanguage;
  readonly kind?: MemberLetterKind;
  readonly lines?: ReadableLines;
  readonly cursor?: string;
  readonly limit: number;
}

interface OfCase {
  readonly of: { readonly number: string; readonly memberName: string };
}

/** A letter to a member that is printed, with the names of its case. */
export interface PrintedLetter extends OfCase {
  readonly letter: MemberLetterRecord;
}

/** A letter of any case, with the names of that case. */
export interface FoundLetter extends OfCase {
  readonly letter: MemberLetterRecord | NoticeRecord;
  /** When what it is listed for happened. */
  readonly at: Date;
}

/** What a report changes, if what is known of the letter is still the same. */
export interface DeliveryChange {
  readonly letter: MemberLetterRecord | NoticeRecord;
  readonly report: DeliveryReport;
  /** The states of the case in which a letter to the provider office that came back is still owed. */
  readonly owedIn: readonly CaseStatus[];
}

/** Letters of all cases by what became of them, and what people and mail systems report of them. */
export interface PrintedLetterRepository {
  /** Longest waiting first, delivered and sent ones newest first; with how many there are in all. */
  listedLetters(filter: LetterFilter): Promise<Page<FoundLetter> & { total: number }>;
  printedLetter(id: string): Promise<PrintedLetter | null>;
  /**
   * Keeps that a letter was mailed, with an event on the timeline and an entry for the auditor.
   * @returns false if it is not waiting to be, or the key was used meanwhile
   */
  keepMailed(id: string, mailed: Mailed, command: CommandKey | undefined): Promise<boolean>;
  /**
   * Keeps a report, with an event on the timeline and an entry for the auditor. A letter to a member
   * that came back is to be printed. One to the provider office is owed, so that its case is stuck; if
   * the address was corrected since, it is sent again.
   * @param now when it is reported
   * @returns false if something else is known by now, or the key was used meanwhile
   */
  keepDelivery(
    change: DeliveryChange,
    now: Date,
    command: CommandKey | undefined,
  ): Promise<boolean>;
}
