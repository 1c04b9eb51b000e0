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

  /** Says what the authorization needs next. */
  followAuthorization(authorization: string): Promise<AuthorizationProgress>;
  openContinuationReview(authorization: string): Promise<AuthorizationProgress>;
  expireAuthorization(authorization: string): Promise<AuthorizationProgress>;

  /** Of before deliveries were work of their own; does nothing. */
  reportUndeliverable(scope: NoticeScope): Promise<void>;
}

/** Of before deliveries were work of their own. */
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

interface Progress<Action extends string> {
  /** What is planned next; null when nothing is. */
  readonly next: Planned<Action> | null;
  /** In histories of before deliveries were work of their own: a notice was refused. */
  readonly undelivered?: boolean;
}

/** `deliver-notices` and `remind` stand in histories of before deliveries were work of their own. */
export interface CaseProgress extends Progress<'deliver-notices' | 'hand-to-review' | 'escalate'> {
  /** A person or an answer can still move the case. */
  readonly open: boolean;
}

export type AuthorizationProgress = Progress<'remind' | 'open-continuation' | 'expire'>;

/** The types of the failures that steps end with. */
export const REFUSED = 'Refused';
export const RECORD_UNAVAILABLE = 'RecordUnavailable';
export const DEFECT = 'Defect';
