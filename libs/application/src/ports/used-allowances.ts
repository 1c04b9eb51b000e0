/** What a caller used of the minute that everyone is allowed: it comes back as time passes. */
export interface UsedAllowance {
  /** Who it is: SHA-256, in hexadecimal. */
  readonly key: string;
  readonly milliseconds: number;
}

/** What callers used, in all processes together. */
export interface UsedAllowances {
  /**
   * Adds what was used.
   * @returns how much is used now, of the same callers
   */
  add(used: readonly UsedAllowance[]): Promise<readonly UsedAllowance[]>;
  /** Removes callers of whom nothing is used any more. @returns how many */
  sweep(): Promise<number>;
}
