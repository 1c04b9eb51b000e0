import type {
  AppealDebt,
  CaseStatus,
  Blocker,
  ReadableLines,
  Role,
  StuckCause,
} from '@assent/domain';
import type { CaseRecord } from './case-record';
import type { MemberLetterKind, MemberLetterRecord, NoticeKind } from './notice-record';

/** A case, or one of its authorizations, that a workflow must follow. */
export interface Subject {
  readonly caseId: string;
  /** Null for the case itself. */
  readonly authorization: string | null;
}

/** An open case that runs out of time, or whose review is unassigned or with a non-reviewer. */
export interface LateCase {
  readonly caseId: string;
  readonly status: CaseStatus;
  readonly prescriber: string;
  readonly assignee: string | null;
  /** The assignee's last known role; null if unassigned or never seen. */
  readonly assigneeRole: Role | null;
  readonly receivedAt: Date;
  readonly dueAt: Date;
  readonly reviewSince: Date | null;
}

/** An open question to a provider office, after two or more reminders. */
export interface UnansweredCase {
  readonly caseId: string;
  readonly prescriber: string;
  readonly askedAt: Date;
  readonly lastReminderAt: Date;
  readonly remindersSent: number;
  /** Also those still to come. */
  readonly reminders: number;
}

/** An appeal on which something is past due. */
export interface LateAppeal {
  readonly caseId: string;
  /** The appeal's number. */
  readonly appeal: string;
  /** What is late; `outcome` is that of outside review. */
  readonly owed: AppealDebt | 'outcome';
  readonly dueAt: Date;
  /** By when its file goes to outside review because it was not decided; null for none. */
  readonly forwardBy: Date | null;
}

/** A document whose virus scan is late, or fails. */
export interface UnscannedDocument {
  readonly caseId: string;
  readonly addedAt: Date;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly nextTryAt: Date | null;
}

/** A case whose prescriber was not called in time. */
export interface LateCall {
  readonly caseId: string;
  readonly prescriber: string;
  readonly dueAt: Date;
}

/** A notice that was refused or given up, that is late without an attempt, or that came back. */
export interface UnsentNotice extends Subject {
  readonly kind: NoticeKind;
  readonly dueAt: Date;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly undeliverableAt: Date | null;
  /** When it is tried again; null if it was not tried, or needs a person to retry. */
  readonly nextAttemptAt: Date | null;
  /** When its recipient's mail system returned it; null if it was not sent. */
  readonly bouncedAt: Date | null;
  readonly bounceCode: string | null;
  /** Whether one that came back is being sent again. */
  readonly isResent: boolean;
}

/** A letter to the member that was held back or refused, or that is late without an attempt. */
export interface UnmadeLetter extends Subject {
  readonly kind: MemberLetterKind;
  readonly dueAt: Date;
  /** When it was first tried; null if it was not. */
  readonly triedSince: Date | null;
  /** Why it could not be made; null if the mail system refused it for now, or it was not tried. */
  readonly lastError: string | null;
  readonly nextAttemptAt: Date | null;
}

/** A letter to the member that is to be mailed. */
export interface UnmailedLetter
  extends Subject, Pick<MemberLetterRecord, 'kind' | 'delivery' | 'returnedFrom'> {
  readonly madeAt: Date;
}

/** A message that has not reached its workflow. */
export interface WaitingMessage extends Subject {
  /** How long it has waited, in milliseconds. */
  readonly waited: number;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly nextTryAt: Date;
}

/** A planned step that has not been taken. */
export interface OverdueStep extends Subject {
  readonly dueAt: Date;
}

/** Something to compare with its workflow. */
export interface Comparable extends Subject {
  /** Whether it must have a workflow. */
  readonly needed: boolean;
  /** Whether it is a closed case whose workflow lives on, or starts again, for a call or an appeal. */
  readonly isFollowed: boolean;
  readonly caseVersion: number;
  /** The next step that its workflow must take by itself; null when there is none. */
  readonly stepAt: Date | null;
  /**
   * Identifies what its workflow has to do next; it changes after every change, step and letter.
   * Null while something is due.
   */
  readonly outlook: string | null;
  /** Whether it is here because its turn among all authorizations has come. */
  readonly inTurn: boolean;
}

/** The authorizations whose turn it is to be compared with their workflows. */
export interface Turn {
  /** The last one of the previous turn; null at the start. */
  readonly after: string | null;
  /** Their numbers, in order. */
  readonly numbers: readonly string[];
  /** Whether it includes the last of all. */
  readonly isLast: boolean;
}

/** A blocker with its case. */
export interface CaseBlocker {
  readonly caseId: string;
  readonly blocker: Blocker;
}

/** Everything that the record knows of possibly stuck cases, as of one instant. */
export interface Observations {
  readonly late: readonly LateCase[];
  readonly unanswered: readonly UnansweredCase[];
  /** Longest past due first. */
  readonly lateAppeals: readonly LateAppeal[];
  /** Longest past due first. */
  readonly lateCalls: readonly LateCall[];
  /** Those that waited longest first. */
  readonly unscanned: readonly UnscannedDocument[];
  readonly unsent: readonly UnsentNotice[];
  readonly unmade: readonly UnmadeLetter[];
  /** Also those that are not late. */
  readonly unmailed: readonly UnmailedLetter[];
  readonly messages: readonly WaitingMessage[];
  readonly overdue: readonly OverdueStep[];
  /** Those without a message on its way, which would soon change the workflow. */
  readonly compared: readonly Comparable[];
  /** Earlier findings. */
  readonly standing: readonly CaseBlocker[];
  /** The last open case chosen for comparison; null when that was all of them. */
  readonly comparedUpTo: string | null;
  readonly turn: Turn;
}

/** The part of a check's result that differs from what was stored. */
export interface Findings {
  readonly standing: readonly CaseBlocker[];
  /** Earlier findings that no longer hold anything up. */
  readonly gone: readonly CaseBlocker[];
}

/** A check of all cases. */
export interface WholeCheck {
  readonly at: Date;
  /** Whether Temporal answered. */
  readonly reachable: boolean;
  readonly comparedUpTo: string | null;
  /** The last authorization that had its turn; null when all have had theirs. */
  readonly authorizationsComparedUpTo: string | null;
}

/** Stuck cases of one cause. */
export interface StuckGroup {
  readonly cause: StuckCause;
  readonly count: number;
  readonly oldestSince: Date;
  /** Longest stuck first, without their facts; not all if there are many. */
  readonly cases: readonly CaseRecord[];
}

/** What holds cases up, as stored. Every method throws `RecordUnavailable`. */
export interface StuckRepository {
  /**
   * @param caseId checks this case alone
   * @param limit how many open cases to choose for comparison, in turn
   */
  observe(now: Date, caseId: string | null, limit: number): Promise<Observations>;
  /**
   * Writes new findings and removes those that are gone, except for what no longer applies to the
   * case's current state. Repeating it changes nothing. Many are written in portions.
   * @param check null if only one case was checked
   */
  store(findings: Findings, check: WholeCheck | null): Promise<void>;
  groups(casesInEach: number, lines?: ReadableLines): Promise<readonly StuckGroup[]>;
  /** How many cases are in each group; causes without any are left out. */
  counts(): Promise<readonly Pick<StuckGroup, 'cause' | 'count'>[]>;
  /** When all cases were last checked, and whether Temporal answered then. */
  lastCheck(): Promise<{ readonly at: Date | null; readonly reachable: boolean }>;
  /**
   * Runs a check while no other does, in any copy of the software.
   * @returns null, at once, if another runs
   */
  alone<Value>(check: () => Promise<Value>): Promise<Value | null>;
}

/** The causes that only Temporal reveals. */
export const FOUND_IN_TEMPORAL = [
  'workflow-missing',
  'workflow-closed',
  'workflow-task-failing',
  'activity-retrying',
] as const satisfies readonly StuckCause[];
