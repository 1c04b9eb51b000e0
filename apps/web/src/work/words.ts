import type {
  AuthorizationEnd,
  Batch,
  BatchAnswer,
  CaseSummary,
  Information,
  QueueCounts,
  StuckBoard,
} from '../client';

export type Queue = QueueCounts['items'][number]['queue'];
export type CaseStatus = CaseSummary['status'];
export type RequestType = CaseSummary['requestType'];
export type Urgency = CaseSummary['urgency'];
export type LineOfBusiness = CaseSummary['lineOfBusiness'];
export type Channel = NonNullable<Information['channel']>;
export type StuckGroup = StuckBoard['groups'][number];
export type StuckCase = StuckGroup['cases'][number];
export type StuckCause = StuckGroup['cause'];
export type Repair = NonNullable<StuckCase['stuck']['repair']>;
export type EndReason = AuthorizationEnd['reason'];
export type BatchAction = Batch['action'];
export type BatchResult = BatchAnswer['items'][number];

type Words<Key extends string> = Readonly<Record<Key, string>>;

export const QUEUE_NAMES: Words<Queue> = {
  mine: 'Mine',
  unassigned: 'Unassigned',
  waiting: 'Waiting for information',
  'in-review': 'In review',
  'due-soon': 'Due soon',
  overdue: 'Overdue',
  stuck: 'Stuck',
  'without-cover-soon': 'Without cover soon',
  all: 'All cases',
};
/** In the order in which they are shown. */
export const QUEUES = keysOf(QUEUE_NAMES);

export const STATUSES: Words<CaseStatus> = {
  'pending-information': 'Waiting for information',
  'in-review': 'In review',
  approved: 'Approved',
  denied: 'Denied',
  withdrawn: 'Withdrawn',
  routed: 'Sent elsewhere',
};

export const REQUEST_TYPES: Words<RequestType> = {
  initiation: 'First request',
  continuation: 'Renewal',
};

export const URGENCIES: Words<Urgency> = { standard: 'Standard', expedited: 'Expedited' };

export const LINES_OF_BUSINESS: Words<LineOfBusiness> = {
  commercial: 'Commercial',
  'medicare-advantage': 'Medicare Advantage',
  'medicare-part-d': 'Medicare Part D',
  'federal-employee-program': 'Federal Employee Program',
  'state-account-organization': 'State Account Organization',
};

/** How a request or an answer is received. */
export const CHANNELS: Words<Channel> = {
  portal: 'Portal',
  phone: 'Phone',
  fax: 'Fax',
  ehr: 'EHR',
};

/** What holds a case up, as a heading over such cases. */
export const STUCK_CAUSES: Words<StuckCause> = {
  'reassign-needed': 'Reassign needed',
  'deadline-missed': 'Deadline missed',
  'workflow-missing': 'No workflow runs for the case',
  'workflow-closed': 'The workflow ended although the case is open',
  'workflow-task-failing': 'The workflow fails at a step of its own',
  'activity-retrying': 'A step fails and is tried again',
  'outbox-failing': 'A message to the workflow cannot be delivered',
  'notice-undeliverable': 'A letter cannot be delivered',
  'deadline-near': 'Deadline near',
  'review-unclaimed': 'Nobody has taken the review',
  'no-answer': "No answer from the prescriber's office",
};

/** What a repair does, as its button says it. */
export const REPAIRS: Words<Repair> = {
  'restart-workflow': 'Start its workflow again',
  'send-again': 'Send again',
  remind: 'Remind the office',
  claim: 'Take the review',
};

export const WAITS_FOR: Words<StuckCase['stuck']['waitsFor']> = {
  prescriber: "The prescriber's office",
  reviewer: 'A reviewer',
  'mail-system': 'The mail system',
  software: 'The software',
};

/** Why an authorization ends before its last day. */
export const END_REASONS: Words<EndReason> = {
  'therapy-stopped': 'Therapy stopped',
  'member-died': 'Member died',
  'coverage-ended': 'Coverage ended elsewhere',
  superseded: 'Superseded',
  'entered-in-error': 'Entered in error',
};

/** The same within a sentence. */
export const ENDED_BECAUSE: Words<EndReason> = {
  'therapy-stopped': 'the therapy stopped',
  'member-died': 'the member died',
  'coverage-ended': 'coverage ended elsewhere',
  superseded: 'another authorization replaced it',
  'entered-in-error': 'it was entered in error',
};

/** The options of a filter or a field, in the order of the words. */
export function optionsOf<Key extends string>(words: Words<Key>): { value: Key; label: string }[] {
  return keysOf(words).map((value) => ({ value, label: words[value] }));
}

/** The keys of a closed set of words. */
export function keysOf<Key extends string>(words: Words<Key>): Key[] {
  return Object.keys(words).filter((key): key is Key => key in words);
}

/** `3 cases`, `1 case`. */
export function cases(count: number): string {
  return `${count} ${count === 1 ? 'case' : 'cases'}`;
}

/** What a list says when something of it is out of date. */
export function changesSentence(count: number): string {
  return `${count} new or changed ${count === 1 ? 'case' : 'cases'}`;
}
