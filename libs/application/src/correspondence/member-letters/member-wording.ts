import type { CalendarDate, ModifiedTerm, TimeZone } from '@assent/domain';
import type { CaseRecord } from '../../ports/case-record';
import type { LetterLanguage } from '../../ports/letter-content';
import type { DueNotice, MemberLetterKind } from '../../ports/notice-record';
import type { Letterhead, Settings } from '../../ports/ports';
import type { Part, SaidList } from '../statements';

/** What a letter to a member is written from. */
export interface MemberLetterSource {
  readonly due: DueNotice & { readonly kind: MemberLetterKind };
  readonly settings: Settings;
  /** When the letter is made, which dates it. */
  readonly now: Date;
}

export interface MemberLetterWords {
  /** After the case number; it names nothing of the member. */
  readonly subject: string;
  readonly body: readonly Part[];
}

/** The letters to members in one language. Each language writes every kind, none in another's words. */
export interface MemberWording {
  readonly language: LetterLanguage;
  readonly letterhead: (plan: Letterhead) => readonly string[];
  readonly day: (day: CalendarDate) => string;
  /** Terms that are approved otherwise than asked, each in a few words. */
  readonly terms: (
    terms: readonly ModifiedTerm[],
    guideline: CaseRecord['guideline'],
  ) => readonly string[];
  readonly instant: (instant: Date, timeZone: TimeZone) => string;
  readonly memberId: (id: string) => string;
  /** The line of who signed a letter. */
  readonly signed: (name: string) => string;
  readonly labels: Readonly<
    Record<'case' | 'memberId' | 'drug' | 'prescriber' | 'authorization' | 'appeal', string>
  >;
  readonly write: Readonly<
    Record<MemberLetterKind, (source: MemberLetterSource) => MemberLetterWords>
  >;
  /** What abbreviations mean, each with its meaning. */
  readonly abbreviations: (meanings: readonly (readonly [string, string])[]) => SaidList;
}
