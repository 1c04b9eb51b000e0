/** Tokens that are refused although they have not expired. */
export interface EndedSession {
  /** What they have in common: SHA-256, in hexadecimal. */
  readonly name: string;
  /** Those that were issued later are good; null if none is. */
  readonly issuedBy: Date | null;
  /** When the last of them has expired. */
  readonly until: Date;
}

/** Ended sessions, and the place up to which they were read. */
export interface ReadEndedSessions {
  readonly ended: readonly EndedSession[];
  /** By the clock of the record. */
  readonly upTo: Date;
}

/** The sessions that were ended, by whatever process. */
export interface EndedSessions {
  /** Adds them; one of the same name lasts as long as the longer of both. */
  add(ended: readonly EndedSession[]): Promise<void>;
  /**
   * Those that were added after a place, and some from shortly before it, so that none is missed that
   * was added meanwhile.
   * @param after null for all
   */
  since(after: Date | null): Promise<ReadEndedSessions>;
  /** Removes those whose tokens have all expired. @returns how many */
  sweep(): Promise<number>;
}
