import type {
  Actor,
  Appeal,
  BenefitKind,
  CalendarDate,
  ClockScope,
  CoverageType,
  LicensingState,
  LineOfBusiness,
  PeerToPeer,
  ReadableLines,
  Urgency,
} from '@assent/domain';
import type { AuthorizationRecord, RenewalReminder } from './authorization-record';
import type { CaseEvent, CaseRecord, Member, Prescriber } from './case-record';
import type { Page } from './page';
import type { WorklistPage, WorklistRow } from './worklist-repository';

export interface RenewalFilter {
  /** Coverage ends on this day or later. */
  readonly from?: CalendarDate;
  /** Coverage ends on this day or earlier. */
  readonly to?: CalendarDate;
  readonly lines?: ReadableLines;
  readonly cursor?: string;
  readonly limit: number;
}

/** An authorization with everything about its renewal. */
export interface RenewalRecord {
  readonly authorization: AuthorizationRecord;
  /** Of the case that the authorization was issued for. */
  readonly scope: ClockScope;
  readonly member: Pick<Member, 'givenName' | 'familyName'>;
  readonly prescriberName: string;
  /** The renewal review without its facts, once it is open. */
  readonly review: CaseRecord | null;
  /** The earliest first. */
  readonly reminders: readonly RenewalReminder[];
}

export interface ActivityFilter {
  /** Happened after this instant. */
  readonly after: Date;
  /** Happened at this instant or earlier. */
  readonly upTo?: Date;
  readonly lines?: ReadableLines;
  readonly cursor?: string;
  readonly limit: number;
}

/** An event, without the values of facts, and the number of its case. */
export interface Activity {
  readonly event: CaseEvent;
  readonly caseNumber: string;
  readonly of: Pick<CaseRecord, 'status' | 'jurisdiction' | 'underAppeal'>;
}

/** A page of members that have a case in some lines of business, or in any. */
export interface MemberPage extends WorklistPage {
  readonly lines?: ReadableLines;
}

/** A member as the newest case names them, with their open cases and authorizations. */
export interface MemberRecord extends Member {
  /** The system's own; it reveals nothing of the member. */
  readonly id: string;
  /** The soonest deadline first. */
  readonly openCases: readonly WorklistRow[];
  /** All of them, latest end of coverage first. */
  readonly authorizations: readonly AuthorizationRecord[];
}

/** A fact that names agents. */
export interface AgentFact {
  readonly path: string;
  readonly type: 'agents' | 'agent' | 'therapies';
}

/** What cases are counted together; null for what it does not part. */
export interface ReportGroup {
  readonly lineOfBusiness: LineOfBusiness | null;
  /** Also null where another payer decides. */
  readonly coverageType: CoverageType | null;
  readonly kind: BenefitKind | null;
  readonly urgency: Urgency | null;
}

/** The cases of a plan: those of a line of business, a coverage type and an urgency. */
export interface PlanGroup extends ReportGroup {
  readonly lineOfBusiness: LineOfBusiness;
  readonly kind: BenefitKind;
  readonly urgency: Urgency;
}

/** Clocks that were due in some days, as far as they were missed or may have been. */
export interface DueClocks {
  readonly decisions: readonly (PlanGroup & {
    /** The rule of the running clock, and the state whose law the case is under. */
    readonly ruleId: string | null;
    readonly state: LicensingState | null;
    /** Decided late, or not yet. */
    readonly late: number;
    /** Whose letter went out late, or not yet, and without the time that a phone call gives. */
    readonly unwritten: number;
    /** Decided, and told neither in writing nor by phone by then. */
    readonly untold: number;
  })[];
  readonly calls: readonly (PlanGroup & { readonly call: PeerToPeer })[];
  readonly appeals: readonly (PlanGroup & { readonly appeal: Appeal })[];
}

/** How many cases ended how, and how long the decisions took. */
export interface DeterminationRow extends ReportGroup {
  readonly approved: number;
  /** Of the approved ones, by software. */
  readonly autoApproved: number;
  /** Of the approved ones, on other terms than asked. */
  readonly modified: number;
  readonly denied: number;
  /** Of those denied or approved with changes at any time, whose appeal was decided for the member, in full or in part. */
  readonly approvedAfterAppeal: number;
  /** Of the denied, where the reviewer's own findings came first. */
  readonly afterFindings: number;
  /** Appeals that kept the denial, or a part of it, after findings of their own. */
  readonly upheldAfterFindings: number;
  readonly withdrawn: number;
  readonly routed: number;
  /** Whose deadline was extended. */
  readonly extended: number;
  /** Of the approved ones, after their deadline was extended. */
  readonly extendedApproved: number;
  /** Which were upgraded to expedited. */
  readonly expedited: number;
  /** Decided by the deadline. */
  readonly onTime: number;
  readonly late: number;
  /** From receipt to decision; null if nothing was decided. */
  readonly averageHours: number | null;
  readonly medianHours: number | null;
}

export interface DeterminationFigures {
  readonly rows: readonly DeterminationRow[];
  /** What denials were based on, most often named first. */
  readonly criteria: readonly (PlanGroup & {
    readonly guideline: string;
    readonly id: string;
    readonly denials: number;
  })[];
  /** What offices were asked for, each fact once a case, most often asked first. */
  readonly information: readonly (PlanGroup & {
    readonly fact: string;
    readonly asked: number;
    readonly answered: number;
    /** From question to answer; null if none was answered. */
    readonly medianHours: number | null;
  })[];
}

/** Work that software has not done yet. */
export interface Backlog {
  readonly outbox: {
    readonly waiting: number;
    /** Those that failed at least one delivery. */
    readonly failing: number;
    readonly oldestSince: Date | null;
  };
  readonly notices: { readonly due: number; readonly undeliverable: number };
}

/** When cases were last compared with their workflows, and how many are stuck. */
export interface ReconciliationReport {
  readonly checkedAt: Date | null;
  readonly stuck: number;
}

/** The results of one day's cases. */
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

/** The decisions of some days. */
export interface Figures {
  /** One for each of the days. */
  readonly days: readonly DayFigures[];
  /** One for each bound, of decisions that took less time, and one for longer ones. */
  readonly durations: readonly DurationFigures[];
  readonly medianHours: number | null;
  /** The 90th percentile. */
  readonly slowestTenthHours: number | null;
  /** Decisions by whether they were in time; those without a deadline are neither. */
  readonly deadlines: { readonly met: number; readonly missed: number };
}

/** Reads across cases. Every method throws `RecordUnavailable` while the database is away. */
export interface ReportRepository {
  /** By end of coverage, soonest first; without authorizations that ended early. */
  renewals(filter: RenewalFilter): Promise<Page<RenewalRecord>>;
  /** Oldest first. */
  activity(filter: ActivityFilter): Promise<Page<Activity>>;
  /** Members that match everything typed, newest case first. */
  members(typed: string, page: MemberPage): Promise<Page<MemberRecord>>;
  /** A member with what these lines of business have of them; null if they have nothing. */
  member(id: string, lines?: ReadableLines): Promise<MemberRecord | null>;
  /** Prescribers with name or NPI words that begin so, last seen first; none if too slow. */
  prescribers(beginnings: readonly string[], limit: number): Promise<readonly Prescriber[]>;
  /** People whose name starts so, in their last role, by name; none if it takes too long. */
  people(beginning: string, limit: number): Promise<readonly Actor[]>;
  /** The agents named most in these facts of the newest cases, as written; none if too slow. */
  agentsSeen(facts: readonly AgentFact[]): Promise<readonly string[]>;
  backlog(now: Date): Promise<Backlog>;
  reconciliation(): Promise<ReconciliationReport>;
  /** Open cases by whether their deadline passed. */
  openDeadlines(
    now: Date,
    lines?: ReadableLines,
  ): Promise<{ readonly running: number; readonly overdue: number }>;
  /** What was determined from one instant, and before another. */
  determinations(from: Date, until: Date, lines?: ReadableLines): Promise<DeterminationFigures>;
  /** @param now until when a clock may still be met */
  dueClocks(from: Date, until: Date, now: Date, lines?: ReadableLines): Promise<DueClocks>;
  /**
   * @param dayStarts when each day begins, one after another, and when the last one ends
   * @param hours ascending bounds of durations
   */
  figures(
    dayStarts: readonly Date[],
    hours: readonly number[],
    lines?: ReadableLines,
  ): Promise<Figures>;
}
