/** What the software has to do by itself, sooner or later. */
export interface PlannedWork {
  /**
   * How much is due by `now` and not done: steps of open cases and of authorizations, notices, also
   * those whose next attempt is due, and messages for workflows.
   * @throws RecordUnavailable
   */
  unfinishedBy(now: Date): Promise<number>;
  /**
   * The nearest instant after `now` for which something is planned; null when nothing is. What the mail
   * system refused is no plan: it is tried at the next instant that anybody comes to.
   * @throws RecordUnavailable
   */
  nextAfter(now: Date): Promise<Date | null>;
}
