import type { Actor } from '@assent/domain';
import type { CommandKey, UsedKey } from './change';
import type { LetterLanguage, LetterRecipient } from './letter-content';
import type { NoticeKind } from './notice-record';
import type { Letterhead } from './letterhead';

/** A letter that is written the same way for every case. */
export interface LetterTemplate {
  readonly kind: NoticeKind;
  readonly recipient: LetterRecipient;
  readonly language: LetterLanguage;
}

/** A paragraph of the plan's own in one kind of letter. */
export interface PlanParagraph extends LetterTemplate {
  readonly text: string;
}

export type InLanguages = Readonly<Record<LetterLanguage, string | null>>;

/** What a plan changes in its letters. */
export interface LetterSettings {
  readonly letterhead: Letterhead;
  /** When people can call, below the letterhead. */
  readonly hours: InLanguages;
  /** Before the signature. */
  readonly closing: InLanguages;
  readonly paragraphs: readonly PlanParagraph[];
}

/** The version of letters as the configuration has them. */
export const AS_CONFIGURED_VERSION = 1;

export interface LetterSettingVersion extends LetterSettings {
  /** From 2; version 1 is what the configuration says, and is not kept. */
  readonly version: number;
  readonly by: Actor;
  readonly at: Date;
  readonly reason: string;
}

/** The versions of a plan's letter settings; none is ever changed. */
export interface LetterSettingRepository {
  /** The version in force at an instant; null if letters were as configured. */
  letterSettingAt(at: Date): Promise<LetterSettingVersion | null>;
  /** Newest first. */
  letterSettings(): Promise<readonly LetterSettingVersion[]>;
  /**
   * Adds the next version. `changed`: another was added before; `used`: the key has added one.
   */
  addLetterSetting(
    next: LetterSettingVersion,
    command: CommandKey | undefined,
  ): Promise<'added' | 'changed' | { readonly used: Pick<UsedKey, 'by' | 'digest'> }>;
}
