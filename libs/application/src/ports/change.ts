import type { Repair, StuckCause } from '@assent/domain';
import type { AuthorizationRecord } from './authorization-record';
import type { CaseEvent, CaseRecord, Member } from './case-record';
import type { Notice, NoticeKind } from './notice-record';

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

/** What holds up a case no longer; the next check finds what comes back. */
export interface GoneBlockers {
  readonly caseId: string;
  readonly causes: readonly StuckCause[];
  /** Only where it is what removes them. */
  readonly repair?: Repair;
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
  readonly goneBlockers?: readonly GoneBlockers[];
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
