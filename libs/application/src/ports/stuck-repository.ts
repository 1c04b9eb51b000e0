import type { CaseStatus, Blocker, Role, StuckCause } from '@assent/domain';
import type { CaseRecord } from './case-record';
import type { NoticeKind } from './notice-record';

/** A case, or one of its authorizations, that has to be followed by a workflow. */
export interface Subject {
  readonly caseId: string;
  /** Null for the case itself. */
  readonly authorization: string | null;
}

/** An open case whose time runs out, or whose review nobody has taken, or somebody who may not decide. */
export interface LateCase {
  readonly caseId: string;
  readonly status: CaseStatus;
  readonly prescriber: string;
  readonly assignee: string | null;
  /** The role in which whoever has it was seen last; null for nobody, and for who was never seen. */
  readonly assigneeRole: Role | null;
  readonly receivedAt: Date;
  readonly dueAt: Date;
  readonly reviewSince: Date | null;
}

/** An open question to a prescriber's office, two or more reminders after it was asked. */
export interface UnansweredCase {
  readonly caseId: string;
  readonly prescriber: string;
  readonly askedAt: Date;
  readonly lastReminderAt: Date;
  readonly remindersSent: number;
  /** With those still to come. */
  readonly reminders: number;
}

/** A notice that was refused or given up, or that is late although nobody has tried to send it. */
export interface UnsentNotice extends Subject {
  readonly kind: NoticeKind;
  readonly dueAt: Date;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly undeliverableAt: Date | null;
  /** When it is tried again; null where it was not tried, or is not tried again by itself. */
  readonly nextAttemptAt: Date | null;
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

/** Something that is to be compared with its workflow. */
export interface Comparable extends Subject {
  /** Whether a workflow has to run for it. */
  readonly needed: boolean;
  readonly caseVersion: number;
  /** The next step that its workflow has to take by itself; null when there is none. */
  readonly stepAt: Date | null;
  /**
   * What its workflow has to do next, in letters of no meaning: they are others after every change, step
   * and letter. Null while something is due.
   */
  readonly outlook: string | null;
  /** Whether it is compared because its turn among all authorizations has come. */
  readonly inTurn: boolean;
}

/** The authorizations whose turn it is to be compared with their workflows. */
export interface Turn {
  /** The last that had its turn before; null at the first of all. */
  readonly after: string | null;
  /** Their numbers, in order. */
  readonly numbers: readonly string[];
  /** Whether the last of all is among them. */
  readonly isLast: boolean;
}

/** A blocker with its case. */
export interface CaseBlocker {
  readonly caseId: string;
  readonly blocker: Blocker;
}

/** Everything that the record knows of cases that may be stuck, as of one instant. */
export interface Observations {
  readonly late: readonly LateCase[];
  readonly unanswered: readonly UnansweredCase[];
  readonly unsent: readonly UnsentNotice[];
  readonly messages: readonly WaitingMessage[];
  readonly overdue: readonly OverdueStep[];
  /** Those without a message on its way, whose workflow would be another one in a moment. */
  readonly compared: readonly Comparable[];
  /** What was found before. */
  readonly standing: readonly CaseBlocker[];
  /** The last of the open cases that were chosen for comparison; null when these were all. */
  readonly comparedUpTo: string | null;
  readonly turn: Turn;
}

/** What a check found. */
export interface Findings {
  readonly standing: readonly CaseBlocker[];
  /** What was found before and holds nothing up any more. */
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
  /** Stuck for longest first, without their facts; not all where there are many. */
  readonly cases: readonly CaseRecord[];
}

/** What holds cases up, as the record keeps it. Every method throws `RecordUnavailable`. */
export interface StuckRepository {
  /**
   * @param caseId looks at this case alone
   * @param limit how many open cases to choose for comparison, in turn
   */
  observe(now: Date, caseId: string | null, limit: number): Promise<Observations>;
  /**
   * Replaces what was found before, but for what cannot hold up its case any more as that is by now.
   * Repeating it changes nothing.
   * @param check null where one case alone was looked at
   */
  store(findings: Findings, check: WholeCheck | null): Promise<void>;
  groups(casesInEach: number): Promise<readonly StuckGroup[]>;
  /** When all cases were last checked, and whether Temporal answered then. */
  lastCheck(): Promise<{ readonly at: Date | null; readonly reachable: boolean }>;
  /**
   * Runs a check while no other does, in any copy of the software.
   * @returns null, at once, where another runs
   */
  alone<Value>(check: () => Promise<Value>): Promise<Value | null>;
}

/** The causes that are found by asking Temporal. */
export const FOUND_IN_TEMPORAL = [
  'workflow-missing',
  'workflow-closed',
  'workflow-task-failing',
  'activity-retrying',
] as const satisfies readonly StuckCause[];
