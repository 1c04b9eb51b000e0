/** One event of a case as listeners are told of it: nothing of a member is in it. */
export interface FeedEvent {
  /** Its place among all events; a later event that is told has a higher one. */
  readonly id: bigint;
  readonly caseId: string;
  readonly type: string;
  readonly at: Date;
}

/** How far the events have come. */
export interface FeedProgress {
  /** Every event up to this place is there to be read: none will appear among them any more. */
  readonly settled: bigint;
  /** The highest place that any event has. */
  readonly highest: bigint;
}

/** The events of all cases, none of which is passed over although places are filled out of order. */
export interface EventFeed {
  /** Looks how far the events have come by now. */
  progress(): Promise<FeedProgress>;
  /** Events after one place, up to another that is settled, in order, at most `limit`. */
  between(after: bigint, upTo: bigint, limit: number): Promise<readonly FeedEvent[]>;
}
