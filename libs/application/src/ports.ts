import type {
  AuthorizationStatus,
  CaseStatus,
  LineOfBusiness,
  RequestType,
  Role,
} from '@assent/domain';
import type { DocumentRecords } from './documents';
import type {
  AuthorizationRecord,
  CaseEvent,
  CaseRecord,
  DueNotice,
  KnownMember,
  Member,
  Notice,
  NoticeKind,
  NoticeRecord,
  RenewalReminder,
} from './records';

/** The one source of time. Instants are UTC. */
export interface Clock {
  now(): Promise<Date>;
}

/** Where new identifiers come from; none of them says anything about a member. */
export interface Identifiers {
  /** A time-ordered UUID. */
  id(): string;
  /** A case number that can be read out on the telephone. */
  caseNumber(): string;
  /** An authorization number that can be read out on the telephone. */
  authorizationNumber(): string;
}

/** A message for a workflow, delivered at least once after the change is committed. */
export type OutboxMessage =
  | { readonly topic: 'case-opened'; readonly subject: string }
  | { readonly topic: 'case-changed'; readonly subject: string }
  | { readonly topic: 'authorization-issued'; readonly subject: string }
  | { readonly topic: 'authorization-changed'; readonly subject: string }
  | { readonly topic: 'case-restarted'; readonly subject: string }
  | { readonly topic: 'authorization-restarted'; readonly subject: string };

/** Who did what, for the auditor; append-only. */
export interface AuditEntry {
  readonly at: Date;
  readonly actor: string;
  readonly role: string;
  readonly action: string;
  readonly caseId: string;
  readonly caseVersion: number;
}

/** Which unsent notices a change makes pointless: of some kinds. All others still go out. */
export interface NoticeCancellation {
  readonly kinds: readonly NoticeKind[];
  readonly caseId?: string;
  readonly authorization?: string;
}

/** The command that a change answers, so that sending it again changes nothing. */
export interface CommandKey {
  readonly key: string;
  /** SHA-256 of what the command said, in hexadecimal. */
  readonly digest: string;
}

/** What is kept of a command that was carried out. */
export interface UsedKey {
  readonly caseId: string;
  /** The subject of whoever sent it. */
  readonly by: string;
  /** As in `CommandKey`. */
  readonly digest: string;
}

/** Everything one use case writes: committed whole, or not at all. */
export interface Change {
  readonly opened?: CaseRecord;
  /** The case after the change; `version` is already the new one. Refused if the stored version is not one less. */
  readonly changed?: CaseRecord;
  /** As `changed`, for other cases that the same change ends, or alters. */
  readonly alsoChanged?: readonly CaseRecord[];
  readonly issued?: AuthorizationRecord | undefined;
  /** As `changed`, for authorizations. */
  readonly authorizations?: readonly AuthorizationRecord[];
  readonly events: readonly CaseEvent[];
  readonly audit: readonly AuditEntry[];
  readonly outbox: readonly OutboxMessage[];
  readonly notices: readonly Notice[];
  readonly cancelledNotices?: readonly NoticeCancellation[];
  /**
   * The cases whose notices and messages are due at once, those too that wait for their next attempt or
   * were given up, with those of their authorizations. Such notices wait for no hours.
   */
  readonly triedAgain?: readonly string[];
  /** A prescriber's address, stated by a person who may confirm it. */
  readonly confirmedEmail?: { readonly npi: string; readonly email: string };
  readonly command?: CommandKey;
  /** What it rests on, where it rests on more than the case. */
  readonly seen?: SeenMember;
}

/** A member as they were before anything else of them was read: nothing may have changed since. */
export interface SeenMember {
  readonly memberId: string;
  /** Null where the record did not know them. */
  readonly version: number | null;
  /** As the record knows them from now on. */
  readonly named?: Omit<Member, 'memberId'> | null;
  /** Whether others are judged, or told, otherwise from now on, beside what is issued or ended. */
  readonly isAltered?: boolean;
}

/**
 * `stale`: somebody else changed the case, the authorization or what is known of the member first.
 * `taken`: a unique rule stands against the change (an open case of the same kind, an authorization that
 * covers one of the days, or the command's key).
 */
export type CommitOutcome = 'committed' | 'stale' | 'taken';

/** How a change that opens a case ended, and the email address that is known of its prescriber. */
export interface Opening {
  readonly outcome: CommitOutcome;
  readonly knownEmail: string | null;
}

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
export interface CaseRecords extends DocumentRecords {
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

/** A notice that whoever took it may deliver, and nobody else, until the lease ends. */
export interface TakenNotice extends DueNotice {
  /** By the database's clock. */
  readonly leasedUntil: Date;
  /** Since when the mail system has not taken it; null before its first attempt. */
  readonly triedSince: Date | null;
  /** A person asked for it now: it waits for no hours. */
  readonly atOnce: boolean;
}

/**
 * The queue of notices that wait to be sent. Whoever dies with one only leaves it to the next, once the
 * lease has ended; no lock and no connection is held meanwhile. Every method throws
 * `RecordUnavailable` while the database cannot be reached.
 */
export interface NoticeBox {
  /** Takes up to `limit` notices that are due by `now` and that nobody has, the longest due first. */
  take(now: Date, limit: number): Promise<readonly TakenNotice[]>;
  /**
   * Records the letter as it was sent, with a timeline event, also where the notice was cancelled
   * meanwhile. Notices that wait for the mail system to work again are then due soon.
   */
  sent(notice: TakenNotice, letter: Letter, at: Date): Promise<void>;
  /** Gives the notice back until an instant, untried. */
  putOff(notice: TakenNotice, until: Date): Promise<void>;
  /** Records that the mail system did not take the letter, and when it is tried again. */
  refused(notice: TakenNotice, attempt: FailedAttempt, nextAttemptAt: Date): Promise<void>;
  /** Gives up on the notice: its case shows as stuck until a person helps. */
  giveUp(notice: TakenNotice, attempt: FailedAttempt): Promise<void>;
}

export interface FailedAttempt {
  readonly at: Date;
  /** What the mail system said, in words without a member's. */
  readonly error: string;
}

/** A message as handed to the mail system; `id` makes a repeated hand-over recognisable. */
export interface Letter {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Hands a letter to the mail system. Repeating the same `id` must reach the reader once. */
export interface LetterSender {
  /** @throws LetterNotAccepted */
  send(letter: Letter): Promise<void>;
}

/** Thrown when the mail system did not take a letter; it says nothing of the letter. */
export class LetterNotAccepted extends Error {
  override readonly name = 'LetterNotAccepted';
  /**
   * @param code SMTP's reply code (RFC 5321, 4.2) or the connection's error code
   * @param isFinal whether the same letter to the same address would be refused again
   */
  constructor(
    readonly code: string,
    readonly isFinal = false,
  ) {
    super(
      isFinal
        ? `The mail server refused the letter for good (${code}).`
        : `The mail server did not take the letter (${code}).`,
    );
  }
}
