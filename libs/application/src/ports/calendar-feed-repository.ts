/** The feed that an address opens; only its owner knows its secret. */
export interface CalendarFeed {
  readonly owner: string;
  /** SHA-256 of the secret, in hexadecimal. */
  readonly digest: string;
  readonly madeAt: Date;
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
