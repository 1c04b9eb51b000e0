import type { ReadableLines } from '@assent/domain';

/** The feed that an address opens; only its owner knows its secret. */
export interface CalendarFeed {
  readonly owner: string;
  /** SHA-256 of the secret, in hexadecimal. */
  readonly digest: string;
  readonly madeAt: Date;
  /** The lines of business that its owner could read when it was made. */
  readonly lines: ReadableLines;
}

/** Each person has one feed at most. */
export interface CalendarFeedRepository {
  of(owner: string): Promise<CalendarFeed | null>;
  with(digest: string): Promise<CalendarFeed | null>;
  /** Replaces the owner's previous feed. */
  put(feed: CalendarFeed): Promise<void>;
  /** False when there was none. */
  remove(owner: string): Promise<boolean>;
}
