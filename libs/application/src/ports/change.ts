import type { Appeal, Repair, StuckCause } from '@assent/domain';
import type { AuthorizationRecord } from './authorization-record';
import type { CaseEvent, CaseRecord, Member } from './case-record';
import type { NoticeKind, PlannedNotice } from './notice-record';

/** A message for a workflow, delivered at least once after the change is committed. */
export type OutboxMessage =
  | { readonly topic: 'case-opened'; readonly subject: string }
  | { readonly topic: 'case-changed'; readonly subject: string }
  /** Of an appeal, or of a call that is owed: starts the workflow of a closed case again. */
  | { readonly topic: 'case-appealed'; readonly subject: string }
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

/** The unsent notices that a change cancels, by kind. All others still go out. */
export interface NoticeCancellation {
  readonly kinds: readonly NoticeKind[];
  readonly caseId?: string;
  readonly authorization?: string;
  /** Only the notices to the provider office; the letters to the member beside them still go out. */
  readonly keepsMemberLetters?: true;
}

/** What no longer blocks a case; the next check finds what comes back. */
export interface GoneBlockers {
  readonly caseId: string;
  readonly causes: readonly StuckCause[];
  /** Only those that it removes. */
  readonly repair?: Repair;
}

/** The command that a change answers, so that sending it again changes nothing. */
export interface CommandKey {
  readonly key: string;
  /** SHA-256 of the content of the command, in hexadecimal. */
  readonly digest: string;
}

/** What the record keeps of a command. */
export interface UsedKey {
  readonly caseId: string;
  /** The sender's subject. */
  readonly by: string;
  /** As in `CommandKey`. */
  readonly digest: string;
  /** The appeal that it opened or changed, if any. */
  readonly appealId: string | null;
}

/** Everything one use case writes: committed whole, or not at all. */
export interface Change {
  readonly opened?: CaseRecord;
  /** The case after the change; `version` is the new one. Refused unless one above the stored. */
  readonly changed?: CaseRecord;
  /** As `changed`, for other cases that the same change ends or alters. */
  readonly alsoChanged?: readonly CaseRecord[];
  readonly openedAppeal?: Appeal;
  /** As `changed`, for an appeal. */
  readonly appeal?: Appeal;
  /** As `appeal`, for those that the change closes with their cases. */
  readonly closedAppeals?: readonly Appeal[];
  readonly issued?: AuthorizationRecord | undefined;
  /** As `changed`, for authorizations. */
  readonly authorizations?: readonly AuthorizationRecord[];
  readonly events: readonly CaseEvent[];
  readonly audit: readonly AuditEntry[];
  readonly outbox: readonly OutboxMessage[];
  readonly notices: readonly PlannedNotice[];
  readonly cancelledNotices?: readonly NoticeCancellation[];
  readonly goneBlockers?: readonly GoneBlockers[];
  /**
   * The cases whose notices and messages become due at once, with those of their authorizations,
   * also those that wait for a retry or were given up. Such notices ignore letter hours.
   */
  readonly triedAgain?: readonly string[];
  /** A prescriber's address, stated by a person who may confirm it. */
  readonly confirmedEmail?: { readonly npi: string; readonly email: string };
  readonly command?: CommandKey;
  /** The member it depends on, if any, besides the case. */
  readonly seen?: SeenMember;
}

/** A member as read before everything else about them: nothing may have changed since. */
export interface SeenMember {
  readonly memberId: string;
  /** Null if the record did not know them. */
  readonly version: number | null;
  /** As the record knows them from now on. */
  readonly named?: Omit<Member, 'memberId'> | null;
  /** Whether this changes more for the member's other cases than what is issued or ended. */
  readonly isAltered?: boolean;
}

/**
 * `stale`: another change to the case, the authorization or the known member came first. `taken`: a
 * unique rule rejects the change (an open case of the same kind, an open appeal of the level, an
 * authorization that covers one of the days, or the command's key).
 */
export type CommitOutcome = 'committed' | 'stale' | 'taken';

/** How a change that opens a case ended, and its prescriber's known email address. */
export interface Opening {
  readonly outcome: CommitOutcome;
  readonly knownEmail: string | null;
}
