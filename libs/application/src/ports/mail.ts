import type { DueNotice } from './notice-record';

/** A notice that whoever took it may deliver, and nobody else, until the lease ends. */
export interface TakenNotice extends DueNotice {
  /** By the database's clock. */
  readonly leasedUntil: Date;
  /** Since when the mail system has not taken it; null before its first attempt. */
  readonly triedSince: Date | null;
  /** A person asked for it now: it waits for no hours. */
  readonly atOnce: boolean;
}

/**
 * The queue of notices that wait to be sent. Whoever dies with one only leaves it to the next, once the
 * lease has ended; no lock and no connection is held meanwhile. Every method throws
 * `RecordUnavailable` while the database cannot be reached.
 */
export interface NoticeBox {
  /** Takes up to `limit` notices that are due by `now` and that nobody has, the longest due first. */
  take(now: Date, limit: number): Promise<readonly TakenNotice[]>;
  /**
   * Records the letter as it was sent, with a timeline event, also where the notice was cancelled
   * meanwhile. Notices that wait for the mail system to work again are then due soon.
   */
  sent(notice: TakenNotice, letter: Letter, at: Date): Promise<void>;
  /** Gives the notice back until an instant, untried. */
  putOff(notice: TakenNotice, until: Date): Promise<void>;
  /** Records that the mail system did not take the letter, and when it is tried again. */
  refused(notice: TakenNotice, attempt: FailedAttempt, nextAttemptAt: Date): Promise<void>;
  /** Gives up on the notice: its case shows as stuck until a person helps. */
  giveUp(notice: TakenNotice, attempt: FailedAttempt): Promise<void>;
}

export interface FailedAttempt {
  readonly at: Date;
  /** What the mail system said, in words without a member's. */
  readonly error: string;
}

/** A message as handed to the mail system; `id` makes a repeated hand-over recognisable. */
export interface Letter {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Hands a letter to the mail system. Repeating the same `id` must reach the reader once. */
export interface LetterSender {
  /** @throws LetterNotAccepted */
  send(letter: Letter): Promise<void>;
}

/** Thrown when the mail system did not take a letter; it says nothing of the letter. */
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
