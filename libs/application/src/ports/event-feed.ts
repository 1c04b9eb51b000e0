import type { LineOfBusiness } from '@assent/domain';

/** One event of a case as listeners receive it: it contains nothing of a member. */
export interface FeedEvent {
  /** Its place among all events; a later event has a higher one. */
  readonly id: bigint;
  readonly caseId: string;
  readonly type: string;
  readonly lineOfBusiness: LineOfBusiness;
  readonly at: Date;
}

/** How far the events have come. */
export interface FeedProgress {
  /** All events up to this place are readable: no new one will appear among them. */
  readonly settled: bigint;
  /** The highest place of any event. */
  readonly highest: bigint;
}

/** The events of all cases; none is skipped although places are filled out of order. */
export interface EventFeed {
  /** Reads how far the events have come. */
  progress(): Promise<FeedProgress>;
  /** Events after one place, up to a settled one, in order, at most `limit`. */
  between(after: bigint, upTo: bigint, limit: number): Promise<readonly FeedEvent[]>;
}
