import type {
  AuthorizationStatus,
  CaseStatus,
  LineOfBusiness,
  ReadableLines,
  RequestType,
  Role,
} from '@assent/domain';
import type { AccessRepository } from './access-repository';
import type { AppealRepository } from './appeal-repository';
import type { AuthorizationRecord, RenewalReminder } from './authorization-record';
import type { CaseEvent, CaseRecord, KnownMember } from './case-record';
import type { UsedKey, Change, CommitOutcome, Opening } from './change';
import type { DocumentRecord, DocumentRepository } from './document-store';
import type { LetterFormRepository } from './letter-forms';
import type { LetterSettingRepository } from './letter-setting';
import type { MemberLetterRecord, NoticeRecord } from './notice-record';
import type { Page } from './page';
import type { PrintedLetterRepository } from './printed-letters';

export interface CaseFilter {
  readonly status?: readonly CaseStatus[];
  /** Case number, member id, NPI or the start of a family name. */
  readonly q?: string;
  readonly stuck?: boolean;
  readonly dueBefore?: Date;
  readonly assignee?: string;
  readonly lines?: ReadableLines;
  readonly cursor?: string;
  readonly limit: number;
}

export interface AuthorizationFilter {
  readonly memberId?: string;
  /** Last covered day before this date. */
  readonly expiringBefore?: string;
  readonly status?: AuthorizationStatus;
  readonly lines?: ReadableLines;
  readonly cursor?: string;
  readonly limit: number;
}

export interface ReminderFilter {
  readonly from?: Date;
  readonly to?: Date;
  readonly lines?: ReadableLines;
  readonly cursor?: string;
  readonly limit: number;
}

/** A case with what stands in other tables. */
export interface ShownCase {
  readonly record: CaseRecord;
  readonly authorization: AuthorizationRecord | null;
  /** As `tellings`. */
  readonly tellings: readonly CaseEvent[];
  /** The `knownEmail` of its prescriber. */
  readonly knownEmail: string | null;
  readonly documents: readonly Pick<DocumentRecord, 'sha256'>[];
}

/** What a member has one open case of at most. */
export interface CaseKind {
  readonly memberId: string;
  readonly drug: string;
  readonly requestType: RequestType;
  readonly lineOfBusiness: LineOfBusiness;
}

/** The record. Every method throws `RecordUnavailable` while the database cannot be reached. */
export interface CaseRepository
  extends
    AccessRepository,
    AppealRepository,
    DocumentRepository,
    LetterFormRepository,
    LetterSettingRepository,
    PrintedLetterRepository {
  commit(change: Change): Promise<CommitOutcome>;
  /** The same for a change that opens a case; also returns its prescriber's `knownEmail`. */
  open(change: Change): Promise<Opening>;
  case(id: string): Promise<CaseRecord | null>;
  /** The id of the case that a request for a peer-to-peer call is about; null for none. */
  caseOfPeerToPeer(id: string): Promise<string | null>;
  /** A case with all that people see of it. */
  shownCase(id: string): Promise<ShownCase | null>;
  /** Every event of a case, oldest first. May be long: prefer `timeline`. */
  events(caseId: string): Promise<readonly CaseEvent[]>;
  /** The same, in pieces small enough to hold. */
  timeline(caseId: string): AsyncIterable<readonly CaseEvent[]>;
  /**
   * The events that gave a case its facts, oldest first: its opening, and the last one that gave
   * each fact. They name the facts, without their values.
   */
  tellings(caseId: string): Promise<readonly CaseEvent[]>;
  openCase(kind: CaseKind): Promise<CaseRecord | null>;
  /** The open cases of a member for a drug, of every type and line of business. */
  openCasesOf(memberId: string, drug: string): Promise<readonly CaseRecord[]>;
  /** A member's newest denied cases for a drug, twenty at most, in order of denial. */
  deniedCases(memberId: string, drug: string): Promise<readonly CaseRecord[]>;
  /** What a command key was used for: on which case, by whom, and the digest of the command. */
  command(key: string): Promise<UsedKey | null>;
  cases(filter: CaseFilter): Promise<Page<CaseRecord>>;
  /** The role in which a person last signed in or worked on a case; null if they never did. */
  roleOf(person: string): Promise<Role | null>;
  /** Keeps that a person signed in with a role. */
  meet(person: string, role: Role, at: Date): Promise<void>;
  /** The prescriber's email that a letter last reached or a person last confirmed. */
  knownEmail(npi: string): Promise<string | null>;
  authorization(number: string): Promise<AuthorizationRecord | null>;
  /** Those that exist, in no order. */
  authorizationsNumbered(numbers: readonly string[]): Promise<readonly AuthorizationRecord[]>;
  /** The newest of a case: appeals may issue others. */
  authorizationOfCase(caseId: string): Promise<AuthorizationRecord | null>;
  /** Oldest first. */
  authorizationsOfCases(caseIds: readonly string[]): Promise<readonly AuthorizationRecord[]>;
  /**
   * The member of that number, as the record knows them. Capitals, blanks and punctuation make no
   * difference between numbers; the other methods take the number as it is written there.
   */
  knownMember(memberId: string): Promise<KnownMember | null>;
  /** All authorizations of a member for a drug, earliest start first. */
  authorizationsOf(memberId: string, drug: string): Promise<readonly AuthorizationRecord[]>;
  authorizations(filter: AuthorizationFilter): Promise<Page<AuthorizationRecord>>;
  reminders(filter: ReminderFilter): Promise<Page<RenewalReminder>>;
  /** All notices of a case and its authorization, in order of due time. */
  notices(caseId: string): Promise<readonly NoticeRecord[]>;
  notice(id: string): Promise<NoticeRecord | null>;
  /** All letters to the member about a case and its authorization, in order of due time. */
  memberLetters(caseId: string): Promise<readonly MemberLetterRecord[]>;
  memberLetter(id: string): Promise<MemberLetterRecord | null>;
  /** Whether a notice of the case, or its authorization, is due by `now` and not handed over. */
  hasNoticesDue(caseId: string, now: Date): Promise<boolean>;
  /** Letters of a case to its member that wait for another attempt are due at once. */
  makeMemberLettersAgain(caseId: string): Promise<void>;
}

/** Thrown when the record cannot be reached; a later try may succeed. */
export class RecordUnavailable extends Error {
  override readonly name: string = 'RecordUnavailable';
}

/** Thrown for a cursor that ended no page of the list. */
export class UnknownCursor extends Error {
  override readonly name = 'UnknownCursor';
}

/** Thrown when the record was lost during a commit: the change is kept whole, or not at all. */
export class ChangeUncertain extends RecordUnavailable {
  override readonly name = 'ChangeUncertain';
}
