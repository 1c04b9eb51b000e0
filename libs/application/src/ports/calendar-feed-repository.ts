/** Whose calendar an address opens; its secret is known to its owner alone. */
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
  /** Puts it in the place of the one that its owner had. */
  put(feed: CalendarFeed): Promise<void>;
  /** False when there was none. */
  remove(owner: string): Promise<boolean>;
}
