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
  /** Evaluates the case again where its facts changed, and delivers the notices that are due. */
  evaluateCase(caseId: string): Promise<CaseProgress>;
  /** The time to give information is over: hands an incomplete case to a person. */
  passInformationDeadline(caseId: string): Promise<CaseProgress>;
  /** The decision is overdue: escalates; it never decides. */
  passDecisionDeadline(caseId: string): Promise<CaseProgress>;

  /** Says what the authorization needs next, and delivers the reminders that are due. */
  followAuthorization(authorization: string): Promise<AuthorizationProgress>;
  openContinuationReview(authorization: string): Promise<AuthorizationProgress>;
  expireAuthorization(authorization: string): Promise<AuthorizationProgress>;

  /** Tells people that the notices which are due reach nobody. */
  reportUndeliverable(scope: NoticeScope): Promise<void>;
}

/** Retry class: the mail system's. Tried again for a day, in growing intervals. */
export interface DeliverySteps {
  /** Delivers each notice that is due, once. */
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
  /** The mail system refused a notice that is due. */
  readonly undelivered: boolean;
}

export interface CaseProgress extends Progress<'deliver-notices' | 'hand-to-review' | 'escalate'> {
  /** A person or an answer can still move the case. */
  readonly open: boolean;
}

export type AuthorizationProgress = Progress<'remind' | 'open-continuation' | 'expire'>;

/** The types of the failures that steps end with. */
export const REFUSED = 'Refused';
export const RECORD_UNAVAILABLE = 'RecordUnavailable';
export const LETTER_NOT_ACCEPTED = 'LetterNotAccepted';
export const DEFECT = 'Defect';
