import type {
  Actor,
  CalendarDate,
  CaseStatus,
  LineOfBusiness,
  Queue,
  ReadableLines,
  RequestType,
  StuckCause,
  Urgency,
} from '@assent/domain';
import type { AuthorizationRecord } from './authorization-record';
import type { CaseHold, CaseRecord } from './case-record';
import type { Page } from './page';

/** The filters of a worklist; a case must match all. */
export interface WorklistFilter {
  readonly queue?: Queue | undefined;
  readonly status?: readonly CaseStatus[] | undefined;
  /** A person's search text, as `searchTerms` reads it. */
  readonly q?: string | undefined;
  readonly requestType?: RequestType | undefined;
  readonly urgency?: Urgency | undefined;
  readonly lineOfBusiness?: LineOfBusiness | undefined;
  readonly assignee?: string | undefined;
  readonly stuckCause?: StuckCause | undefined;
  /** Open cases that are due before this: an instant, or the beginning of a day in the payer's zone. */
  readonly dueBefore?: string | undefined;
}

/** A filter for one person at one instant. */
export interface WorklistQuestion extends Omit<WorklistFilter, 'dueBefore'> {
  readonly dueBefore?: Date;
  /** Whose cases are `mine`, and who is asked for `opinions`. */
  readonly viewer: string;
  /** In which role, for queues that differ by what it may decide. */
  readonly viewerRole?: Actor['role'];
  /** The lines of business that they may read. */
  readonly lines?: ReadableLines;
  readonly now: Date;
  /** A case due by then is due soon. */
  readonly dueSoonBy: Date;
  /** Coverage ending by then ends soon. */
  readonly coverageEndsSoonBy: CalendarDate;
}

/** The columns of a case that a worklist shows. */
export type WorklistRow = Pick<
  CaseRecord,
  | 'id'
  | 'number'
  | 'version'
  | 'status'
  | 'requestType'
  | 'urgency'
  | 'lineOfBusiness'
  | 'coverageType'
  | 'drugText'
  | 'receivedAt'
  | 'openedAt'
  | 'dueAt'
  | 'clocks'
  | 'jurisdiction'
  | 'underAppeal'
  | 'informationRequest'
  | 'renews'
  | 'carriedFrom'
  | 'closedAt'
  | 'assignee'
  | 'snoozed'
  | 'handedUp'
  | 'review'
  | 'stuck'
  | 'withoutCoverSince'
> & {
  readonly memberId: string;
  readonly memberName: string;
  readonly birthDate: CalendarDate;
  readonly prescriberName: string;
  /** The facts that an open case waits for. */
  readonly missing: readonly string[];
  /** Whether a hold keeps software from approving the open case. */
  readonly isHeld: boolean;
  /** The open case's own ones, besides those of its guideline. */
  readonly ownHolds: readonly CaseHold['id'][];
};

export interface WorklistPage {
  readonly limit: number;
  readonly cursor?: string;
}

/** Cases in work order: open ones first, the soonest deadline first. */
export interface WorklistRepository {
  page(question: WorklistQuestion, page: WorklistPage): Promise<Page<WorklistRow>>;
  /** How many cases fit each question, counted up to `atMost`. */
  counts(questions: readonly WorklistQuestion[], atMost: number): Promise<readonly number[]>;
  /** The member's open cases for a drug. */
  openCasesOf(memberId: string, drug: string): Promise<readonly WorklistRow[]>;
  /** The member's authorizations for a drug, by start date. */
  authorizationsOf(memberId: string, drug: string): Promise<readonly AuthorizationRecord[]>;
}
