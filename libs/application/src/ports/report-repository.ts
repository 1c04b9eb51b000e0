import type { Actor, CalendarDate } from '@assent/domain';
import type { AuthorizationRecord, RenewalReminder } from './authorization-record';
import type { CaseEvent, CaseRecord, Member, Prescriber } from './case-record';
import type { Page } from './case-repository';
import type { WorklistPage, WorklistRow } from './worklist-repository';

export interface RenewalFilter {
  /** Cover ends on this day or later. */
  readonly from?: CalendarDate;
  /** Cover ends on this day or earlier. */
  readonly to?: CalendarDate;
  readonly cursor?: string;
  readonly limit: number;
}

/** An authorization with all that its renewal stands on. */
export interface RenewalRecord {
  readonly authorization: AuthorizationRecord;
  readonly member: Pick<Member, 'givenName' | 'familyName'>;
  readonly prescriberName: string;
  /** The continuation review without its facts, once it is open. */
  readonly review: CaseRecord | null;
  /** The earliest first. */
  readonly reminders: readonly RenewalReminder[];
}

export interface ActivityFilter {
  /** Happened after this instant. */
  readonly after: Date;
  /** Happened at this instant or earlier. */
  readonly upTo?: Date;
  readonly cursor?: string;
  readonly limit: number;
}

/** An event, without the values of facts, and the number of its case. */
export interface Activity {
  readonly event: CaseEvent;
  readonly caseNumber: string;
}

/** A member as the newest case names them, with their open cases and authorizations. */
export interface MemberRecord extends Member {
  /** The system's own: nothing of the member is told by it. */
  readonly id: string;
  /** The soonest deadline first. */
  readonly openCases: readonly WorklistRow[];
  /** All of them, the latest end of coverage first. */
  readonly authorizations: readonly AuthorizationRecord[];
}

/** A fact that names agents. */
export interface AgentFact {
  readonly path: string;
  readonly type: 'agents' | 'agent' | 'therapies';
}

/** Work that software has not done yet. */
export interface Backlog {
  readonly outbox: {
    readonly waiting: number;
    /** Those among them that could not be delivered at least once. */
    readonly failing: number;
    readonly oldestSince: Date | null;
  };
  readonly notices: { readonly due: number; readonly undeliverable: number };
}

/** When cases were last compared with their workflows, and how many do not move. */
export interface ReconciliationReport {
  readonly checkedAt: Date | null;
  readonly stuck: number;
}

/** What became of cases in one day. */
export interface DayFigures {
  readonly approvedBySoftware: number;
  readonly approvedByPerson: number;
  readonly denied: number;
  readonly withdrawn: number;
  readonly routed: number;
  readonly opened: number;
}

/** Decisions by how long they took. */
export interface DurationFigures {
  readonly bySoftware: number;
  readonly byPerson: number;
}

/** What was decided in some days. */
export interface Figures {
  /** One for each of the days. */
  readonly days: readonly DayFigures[];
  /** One for each bound, of decisions that took less time, and one of those that took longer. */
  readonly durations: readonly DurationFigures[];
  readonly medianHours: number | null;
  /** The 90th percentile. */
  readonly slowestTenthHours: number | null;
  /** Decisions by whether they were in time; those without a deadline are neither. */
  readonly deadlines: { readonly met: number; readonly missed: number };
}

/** What is read across cases. Every method throws `RecordUnavailable` while the database is away. */
export interface ReportRepository {
  /** By the end of cover, the soonest first; authorizations that were ended early are not among them. */
  renewals(filter: RenewalFilter): Promise<Page<RenewalRecord>>;
  /** Oldest first. */
  activity(filter: ActivityFilter): Promise<Page<Activity>>;
  /** Members who say all that was typed, those with the newest case first. */
  members(typed: string, page: WorklistPage): Promise<Page<MemberRecord>>;
  member(id: string): Promise<MemberRecord | null>;
  /** Prescribers of whose name and NPI words begin so, the last seen first; none where it takes too long. */
  prescribers(beginnings: readonly string[], limit: number): Promise<readonly Prescriber[]>;
  /** People whose name begins so, in the role that they acted in last, by name; none where it takes too long. */
  people(beginning: string, limit: number): Promise<readonly Actor[]>;
  /** The agents that the newest cases name most often in these facts, as they were written; none where it takes too long. */
  agentsSeen(facts: readonly AgentFact[]): Promise<readonly string[]>;
  backlog(now: Date): Promise<Backlog>;
  reconciliation(): Promise<ReconciliationReport>;
  /** Open cases by whether their deadline is over. */
  openDeadlines(now: Date): Promise<{ readonly running: number; readonly overdue: number }>;
  /**
   * @param dayStarts when each day begins, one after another, and when the last one ends
   * @param hours ascending bounds of durations
   */
  figures(dayStarts: readonly Date[], hours: readonly number[]): Promise<Figures>;
}
