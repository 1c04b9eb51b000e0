import type {
  AuthorizationStatus,
  CaseStatus,
  LineOfBusiness,
  RequestType,
  Role,
} from '@assent/domain';
import type { AuthorizationRecord, RenewalReminder } from './authorization-record';
import type { CaseEvent, CaseRecord, KnownMember } from './case-record';
import type { UsedKey, Change, CommitOutcome, Opening } from './change';
import type { DocumentRepository } from './document-store';
import type { NoticeRecord } from './notice-record';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export interface CaseFilter {
  readonly status?: readonly CaseStatus[];
  /** Case number, member id, NPI or the start of a family name. */
  readonly q?: string;
  readonly stuck?: boolean;
  readonly dueBefore?: Date;
  readonly assignee?: string;
  readonly cursor?: string;
  readonly limit: number;
}

export interface AuthorizationFilter {
  readonly memberId?: string;
  /** Last covered day before this date. */
  readonly expiringBefore?: string;
  readonly status?: AuthorizationStatus;
  readonly cursor?: string;
  readonly limit: number;
}

export interface ReminderFilter {
  readonly from?: Date;
  readonly to?: Date;
  readonly cursor?: string;
  readonly limit: number;
}

/** What a member has one open case of at most. */
export interface CaseKind {
  readonly memberId: string;
  readonly drug: string;
  readonly requestType: RequestType;
  readonly lineOfBusiness: LineOfBusiness;
}

/** The record. Every method throws `RecordUnavailable` while the database cannot be reached. */
export interface CaseRepository extends DocumentRepository {
  commit(change: Change): Promise<CommitOutcome>;
  /** The same for a change that opens a case, which is what `knownEmail` of its prescriber comes with. */
  open(change: Change): Promise<Opening>;
  case(id: string): Promise<CaseRecord | null>;
  /** Every event of a case, oldest first. It may be long: who can reads `timeline`. */
  events(caseId: string): Promise<readonly CaseEvent[]>;
  /** The same, in pieces that are small enough to hold. */
  timeline(caseId: string): AsyncIterable<readonly CaseEvent[]>;
  /**
   * The events by which a case came to its facts, oldest first: its opening, and the last one that told
   * each fact. They name the facts that were given, without their values.
   */
  tellings(caseId: string): Promise<readonly CaseEvent[]>;
  openCase(kind: CaseKind): Promise<CaseRecord | null>;
  /** The open cases of a member for a drug, of every type and line of business. */
  openCasesOf(memberId: string, drug: string): Promise<readonly CaseRecord[]>;
  /** The newest denied cases of a member for a drug, twenty at most, in the order of their denials. */
  deniedCases(memberId: string, drug: string): Promise<readonly CaseRecord[]>;
  /** What a command key was used for: on which case, by whom, and the digest of what was said then. */
  command(key: string): Promise<UsedKey | null>;
  cases(filter: CaseFilter): Promise<Page<CaseRecord>>;
  /** The role in which a person worked on a case last; null for one who never did. */
  roleOf(person: string): Promise<Role | null>;
  /** The email address of a prescriber that a letter reached, or that was confirmed, last. */
  knownEmail(npi: string): Promise<string | null>;
  authorization(number: string): Promise<AuthorizationRecord | null>;
  authorizationOfCase(caseId: string): Promise<AuthorizationRecord | null>;
  authorizationsOfCases(caseIds: readonly string[]): Promise<readonly AuthorizationRecord[]>;
  /**
   * The member of that number, as the record knows them. Capitals, blanks and punctuation do not tell two
   * numbers apart; what is asked of a member is asked of the number as it is written there.
   */
  knownMember(memberId: string): Promise<KnownMember | null>;
  /** All authorizations of a member for a drug, earliest start first. */
  authorizationsOf(memberId: string, drug: string): Promise<readonly AuthorizationRecord[]>;
  authorizations(filter: AuthorizationFilter): Promise<Page<AuthorizationRecord>>;
  reminders(filter: ReminderFilter): Promise<Page<RenewalReminder>>;
  /** All notices about a case and its authorization, in the order in which they are due. */
  notices(caseId: string): Promise<readonly NoticeRecord[]>;
  /** Whether a notice of the case, or of its authorization, is to be handed over by `now` and is not. */
  hasNoticesDue(caseId: string, now: Date): Promise<boolean>;
}

/** Thrown when the record cannot be reached; trying again later may succeed. */
export class RecordUnavailable extends Error {
  override readonly name: string = 'RecordUnavailable';
}

/** Thrown for a cursor that no page of the list ended with. */
export class UnknownCursor extends Error {
  override readonly name = 'UnknownCursor';
}

/** Thrown when the record was lost while a change was committed: it is kept whole, or not at all. */
export class ChangeUncertain extends RecordUnavailable {
  override readonly name = 'ChangeUncertain';
}
