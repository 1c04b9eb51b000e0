/*
 * The closed sets of words that the record, the API and the pages use, each with its type. The
 * catalogs of pages and letters have the texts that people read.
 */

/** A case's status. Only the first two are open: something can still move them. */
export const CASE_STATUSES = [
  'pending-information',
  'in-review',
  'approved',
  'denied',
  'withdrawn',
  'routed',
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

export const OPEN_STATUSES = ['pending-information', 'in-review'] as const satisfies CaseStatus[];

export const REQUEST_TYPES = ['initiation', 'continuation'] as const;
export type RequestType = (typeof REQUEST_TYPES)[number];

export const URGENCIES = ['standard', 'expedited'] as const;
export type Urgency = (typeof URGENCIES)[number];

export const CHANNELS = ['portal', 'phone', 'fax', 'ehr'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What shows when a request was received. */
export const RECEIPT_EVIDENCE = ['fax-header', 'date-stamp', 'call-log'] as const;
export type ReceiptEvidenceKind = (typeof RECEIPT_EVIDENCE)[number];

/** What can show it for each channel; none where the system itself takes the time. */
export const EVIDENCE_OF_CHANNEL: Readonly<Record<Channel, readonly ReceiptEvidenceKind[]>> = {
  portal: [],
  phone: ['call-log'],
  fax: ['fax-header', 'date-stamp'],
  ehr: [],
};

export const LINES_OF_BUSINESS = [
  'commercial',
  'medicare-advantage',
  'medicare-part-d',
  'federal-employee-program',
  'state-account-organization',
] as const;
export type LineOfBusiness = (typeof LINES_OF_BUSINESS)[number];

/** What the member has coverage of within a line of business; its clocks depend on it. */
export const COVERAGE_TYPES = [
  'employer-plan',
  'exchange-plan',
  'medicaid-plan',
  'part-b-drug',
  'medical-item',
] as const;
export type CoverageType = (typeof COVERAGE_TYPES)[number];

/** The coverage types of each line of business, the usual one first; none where another payer decides. */
export const COVERAGE_TYPES_OF: Readonly<Record<LineOfBusiness, readonly CoverageType[]>> = {
  commercial: ['employer-plan', 'exchange-plan', 'medicaid-plan'],
  'medicare-advantage': ['part-b-drug', 'medical-item'],
  'medicare-part-d': [],
  'federal-employee-program': [],
  'state-account-organization': [],
};

/** What is asked for: a drug, or a medical item or service, which federal reports keep apart. */
export const BENEFIT_KINDS = ['drug', 'item'] as const;
export type BenefitKind = (typeof BENEFIT_KINDS)[number];

/** @param type null where another payer decides, or no line of business has one */
export function benefitKindOf(type: CoverageType | null): BenefitKind {
  return type === 'medical-item' ? 'item' : 'drug';
}

/** The roles of people. */
export const ROLES = ['intake', 'pharmacist', 'medical-director', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** What an evaluation found; never a denial. */
export const OUTCOMES = [
  'criteria-met',
  'criteria-not-met',
  'information-needed',
  'not-applicable',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why a person must look at a case. */
export const REVIEW_REASONS = [
  'criteria-not-met',
  'hold',
  'information-overdue',
  'criteria-met',
] as const;
export type ReviewReason = (typeof REVIEW_REASONS)[number];

/** What a reviewer found of a criterion. */
export const REVIEWER_FINDINGS = ['met', 'not-met', 'cannot-tell'] as const;
export type ReviewerFinding = (typeof REVIEWER_FINDINGS)[number];

/** What part the engine had in a denial. */
export const ENGINE_PARTS = ['not-shown-before-findings', 'shown-to-reviewer'] as const;
export type EnginePartWord = (typeof ENGINE_PARTS)[number];

export const AUTHORIZATION_STATUSES = ['active', 'expired', 'ended'] as const;
export type AuthorizationStatus = (typeof AUTHORIZATION_STATUSES)[number];

/** Why an authorization ended before its last day. */
export const END_REASONS = [
  'therapy-stopped',
  'member-died',
  'coverage-ended',
  'superseded',
  'entered-in-error',
] as const;
export type EndReason = (typeof END_REASONS)[number];

/** As `EndReason`, or because the appeal is over for which it continued coverage. */
export const AUTHORIZATION_ENDINGS = [...END_REASONS, 'appeal-closed'] as const;
export type AuthorizationEnding = (typeof AUTHORIZATION_ENDINGS)[number];

/** The languages of letters, as in BCP 47. */
export const LETTER_LANGUAGES = ['en', 'es'] as const;
export type LetterLanguage = (typeof LETTER_LANGUAGES)[number];

/** Why a case failed to move when it should have; the gravest first. */
export const STUCK_CAUSES = [
  'reassign-needed',
  'deadline-missed',
  'appeal-overdue',
  'peer-to-peer-overdue',
  'workflow-missing',
  'workflow-closed',
  'workflow-task-failing',
  'activity-retrying',
  'outbox-failing',
  'notice-undeliverable',
  'document-unscanned',
  'deadline-near',
  'review-unclaimed',
  'no-answer',
  'letter-unmailed',
] as const;
export type StuckCause = (typeof STUCK_CAUSES)[number];

/** The one thing that moves a stuck case. */
export const REPAIRS = ['restart-workflow', 'send-again', 'remind', 'claim'] as const;
export type Repair = (typeof REPAIRS)[number];

/** Who or what must act before a stuck case moves. */
export const WAITS_FOR = ['prescriber', 'reviewer', 'mail-system', 'mailroom', 'software'] as const;
export type WaitsFor = (typeof WAITS_FOR)[number];

/** The queues of a worklist. Snoozed cases are in `opinions`, `stuck`, `overdue` and `all` only. */
export const QUEUES = [
  'mine',
  'unassigned',
  'waiting',
  'in-review',
  'needs-physician',
  'opinions',
  'due-soon',
  'overdue',
  'stuck',
  'without-cover-soon',
  'all',
] as const;
export type Queue = (typeof QUEUES)[number];

/** Where clinicians are licensed, by postal code: states, the District of Columbia, territories. */
export const LICENSING_STATES = [
  'AL',
  'AK',
  'AZ',
  'AR',
  'CA',
  'CO',
  'CT',
  'DE',
  'DC',
  'FL',
  'GA',
  'HI',
  'ID',
  'IL',
  'IN',
  'IA',
  'KS',
  'KY',
  'LA',
  'ME',
  'MD',
  'MA',
  'MI',
  'MN',
  'MS',
  'MO',
  'MT',
  'NE',
  'NV',
  'NH',
  'NJ',
  'NM',
  'NY',
  'NC',
  'ND',
  'OH',
  'OK',
  'OR',
  'PA',
  'RI',
  'SC',
  'SD',
  'TN',
  'TX',
  'UT',
  'VT',
  'VA',
  'WA',
  'WV',
  'WI',
  'WY',
  'AS',
  'GU',
  'MP',
  'PR',
  'VI',
] as const;
export type LicensingState = (typeof LICENSING_STATES)[number];
