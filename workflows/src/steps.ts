import type { AuthorizationInput, CaseInput } from './messages';

/**
 * The steps of a life cycle, as activities: each is idempotent, keyed by the case or authorization
 * it names, and each is decided by the record, so that a repeated or late one changes nothing.
 * They take and give ids, codes and instants (ISO 8601, UTC) and nothing else, because history
 * keeps them.
 *
 * Retry class: a refusal is final, everything else (the record cannot be reached, a fault in the
 * software) is tried again without end, because a case must outlive both.
 */
export interface Steps {
  /** Evaluates the case again where its facts changed. */
  evaluateCase(caseId: string): Promise<CaseProgress>;
  /** The time to give information is over: hands an incomplete case to a person. */
  passInformationDeadline(caseId: string): Promise<CaseProgress>;
  /** The decision is overdue: escalates; it never decides. */
  passDecisionDeadline(caseId: string): Promise<CaseProgress>;
  /** As `passDecisionDeadline`, of an appeal of the case: its decision or its forwarding is overdue. */
  passAppealDeadline(caseId: string): Promise<CaseProgress>;
  /** The agreed time of a peer-to-peer call has come, or the plan's time for it is over: tells so. */
  passCallTime(caseId: string): Promise<CaseProgress>;

  /** Says what the authorization needs next. */
  followAuthorization(authorization: string): Promise<AuthorizationProgress>;
  openContinuationReview(authorization: string): Promise<AuthorizationProgress>;
  expireAuthorization(authorization: string): Promise<AuthorizationProgress>;

  /** From before letters had their own queue; does nothing. */
  reportUndeliverable(scope: NoticeScope): Promise<void>;
}

/** From before letters had their own queue. */
export interface DeliverySteps {
  /** Does nothing. */
  deliverNotices(scope: NoticeScope): Promise<void>;
}

/** Whose notices: a case's or an authorization's. */
export type NoticeScope = CaseInput | AuthorizationInput;

/** Something planned, and the instant it is due at. */
export interface Planned<Action extends string> {
  readonly action: Action;
  readonly at: string;
}

/** What operators see of a case or authorization at its workflow. */
export interface OperatorView {
  readonly caseNumber: string;
  /** Of the case, or of the authorization. */
  readonly status: string;
  readonly stuckCause: string | null;
  /** ISO 8601, UTC: when to decide the case, hold its call or act on its appeal, or when the authorization's next step is due. */
  readonly dueAt: string | null;
}

export interface Progress<Action extends string> {
  /** Absent in histories from before it was shown. */
  readonly view?: OperatorView;
  /** The namespace has the search attributes that show it. */
  readonly isSearchable?: boolean;
  /** What is planned next; null when nothing is. */
  readonly next: Planned<Action> | null;
  /** In histories from before letters had their own queue: a notice was refused. */
  readonly undelivered?: boolean;
}

/** `deliver-notices` and `remind` are only in histories from before letters had their own queue. */
export type CaseAction =
  | 'deliver-notices'
  | 'hand-to-review'
  | 'escalate'
  | 'escalate-appeal'
  | 'escalate-forwarding'
  | 'call-due'
  | 'escalate-call';
export type AuthorizationAction = 'remind' | 'open-continuation' | 'expire';

export interface CaseProgress extends Progress<CaseAction> {
  /** A person or an answer can still move the case, or the plan still owes a call or something on an appeal. */
  readonly open: boolean;
}

export type AuthorizationProgress = Progress<AuthorizationAction>;

/** The types of the failures that steps end with. */
export const REFUSED = 'Refused';
export const RECORD_UNAVAILABLE = 'RecordUnavailable';
export const DEFECT = 'Defect';
