import type { LetterContent } from './letter-content';
import type { DrawnLetter } from './letter-forms';
import type { DueNotice } from './notice-record';

/** A notice that only its taker may deliver, until the lease ends. */
export interface TakenNotice extends DueNotice {
  /** By the database's clock. */
  readonly leasedUntil: Date;
  /** Since when the mail system has refused it; null before the first attempt. */
  readonly triedSince: Date | null;
  /** A person asked for it now: it skips letter hours. */
  readonly atOnce: boolean;
  /** A letter that came back, to be sent again as it was; null for one that is not written yet. */
  readonly again: LetterAgain | null;
}

/** A letter as it was sent before. */
export interface LetterAgain extends Pick<WrittenLetter, 'subject' | 'text' | 'content'> {
  /** Which sending this is: 2 for the second. */
  readonly sending: number;
}

/** A letter to a member that only its taker may deliver, until the lease ends. */
export interface TakenMemberLetter extends DueNotice {
  /** As in `TakenNotice`. */
  readonly leasedUntil: Date;
  /** As in `TakenNotice`. */
  readonly triedSince: Date | null;
}

/** The queue of letters to members that are not made yet; it works as that of notices. */
export interface MemberLetterBox {
  take(now: Date, limit: number): Promise<readonly TakenMemberLetter[]>;
  /**
   * Records the letter as sent, or without an address as one to print, with a timeline event, even
   * if it was cancelled meanwhile.
   */
  made(taken: TakenMemberLetter, letter: MadeLetter, at: Date): Promise<void>;
  putOff(taken: TakenMemberLetter, until: Date): Promise<void>;
  /**
   * Records since when it is refused, and when to try again.
   * @param unmade why it could not be made, or can't go out as it is; null if the mail system refuses it
   */
  refused(
    taken: TakenMemberLetter,
    triedSince: Date,
    nextAttemptAt: Date,
    unmade: string | null,
  ): Promise<void>;
}

/** A letter to a member as it was sent, or as it is printed if it has no address. */
export interface MadeLetter extends Omit<WrittenLetter, 'to'> {
  readonly to: string | null;
  /** Kept as it went out. */
  readonly drawn: DrawnLetter;
}

/**
 * The queue of unsent notices. If a taker dies, the next one gets its notices once the lease has
 * ended; no lock and no connection is held meanwhile. Every method throws `RecordUnavailable` while
 * the database cannot be reached.
 */
export interface NoticeBox {
  /** Takes up to `limit` notices that are due by `now` and not taken, longest due first. */
  take(now: Date, limit: number): Promise<readonly TakenNotice[]>;
  /**
   * Records the letter as sent, with a timeline event, even if the notice was cancelled meanwhile.
   * Notices that wait for the mail system to recover are then due soon.
   */
  sent(notice: TakenNotice, letter: SentNotice, at: Date): Promise<void>;
  /** Returns the notice until an instant, untried. */
  putOff(notice: TakenNotice, until: Date): Promise<void>;
  /** Records that the mail system refused the letter, and when to try again. */
  refused(notice: TakenNotice, attempt: FailedAttempt, nextAttemptAt: Date): Promise<void>;
  /** Gives up on the notice: its case shows as stuck until a person helps. */
  giveUp(notice: TakenNotice, attempt: FailedAttempt): Promise<void>;
}

export interface FailedAttempt {
  readonly at: Date;
  /** What the mail system said, without the member's data. */
  readonly error: string;
}

/** A message for the mail system; its `id` identifies a repeated hand-over. */
export interface Letter {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same words as a page that loads nothing; absent for a text alone. */
  readonly html?: string;
}

/** A message with the content that its text was made from. */
export interface WrittenLetter extends Letter {
  readonly content: LetterContent;
}

/** A letter to a provider office as it went out. */
export interface SentNotice extends WrittenLetter {
  /** What is to be kept of it; null for one that was kept when it went out before. */
  readonly drawn: DrawnLetter | null;
}

/** Hands a letter to the mail system. Repeating an `id` must reach the reader once. */
export interface LetterSender {
  /** @throws LetterNotAccepted */
  send(letter: WrittenLetter): Promise<void>;
}

/** Thrown when the mail system refused a letter; it reveals nothing of the letter. */
export class LetterNotAccepted extends Error {
  override readonly name = 'LetterNotAccepted';
  /**
   * @param code SMTP's reply code (RFC 5321, 4.2) or the connection's error code
   * @param isFinal whether the same letter to the same address would be refused again
   */
  constructor(
    readonly code: string,
    readonly isFinal = false,
  ) {
    super(
      isFinal
        ? `The mail server rejected the letter permanently (${code}).`
        : `The mail server did not accept the letter (${code}).`,
    );
  }
}

/** What the words of a letter that was held back begin with. */
export const HELD_BACK = 'The letter was held back: ';

/**
 * Thrown for a letter that is not complete, or says something else than the record. It names what is
 * wrong, without the values.
 */
export class LetterHeldBack extends Error {
  override readonly name = 'LetterHeldBack';

  constructor(reasons: readonly string[]) {
    super(`${HELD_BACK}${reasons.join('; ')}.`);
  }
}
