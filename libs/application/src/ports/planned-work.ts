/** What the software has to do by itself, sooner or later. */
export interface PlannedWork {
  /**
   * How much is due by `now` and not done: steps of open cases and of authorizations, notices,
   * including due retries, and messages for workflows.
   * @throws RecordUnavailable
   */
  unfinishedBy(now: Date): Promise<number>;
  /**
   * The nearest instant after `now` with something planned; null when nothing is. What the mail
   * system refused is not planned: it is retried at the next instant that anyone moves to.
   * @throws RecordUnavailable
   */
  nextAfter(now: Date): Promise<Date | null>;
}
