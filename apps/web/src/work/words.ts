import type {
  CaseStatus,
  Channel,
  CoverageType,
  AuthorizationEnding,
  EndReason,
  LetterLanguage,
  LineOfBusiness,
  Queue,
  ReceiptEvidenceKind,
  Repair,
  RequestType,
  StuckCause,
  Urgency,
  WaitsFor,
} from '@assent/vocabulary';
import type {
  Appeal,
  Batch,
  BatchAnswer,
  ListAllLettersData,
  ListedLetter,
  StuckBoard,
} from '../client';
import { text } from './text';

export type StuckGroup = StuckBoard['groups'][number];
export type StuckCase = StuckGroup['cases'][number];
export type LetterKind = ListedLetter['kind'];
export type MemberLetterKind = NonNullable<NonNullable<ListAllLettersData['query']>['kind']>;
export type BatchAction = Batch['action'];
export type BatchResult = BatchAnswer['items'][number];

type Words<Key extends string> = Readonly<Record<Key, string>>;

export const QUEUE_NAMES: Words<Queue> = text.queues;
/** In display order. */
export const QUEUES = keysOf(QUEUE_NAMES);

export const STATUSES: Words<CaseStatus> = text.statuses;

export const REQUEST_TYPES: Words<RequestType> = text.requestTypes;

export const URGENCIES: Words<Urgency> = text.urgencies;

export const LINES_OF_BUSINESS: Words<LineOfBusiness> = text.linesOfBusiness;

export const COVERAGE_TYPES: Words<CoverageType> = text.coverageTypes;

/** The languages of letters to members. */
export const LETTER_LANGUAGES: Words<LetterLanguage> = text.letterLanguages;

/** What a letter is called. */
export const LETTER_KINDS: Words<LetterKind> = text.letterKinds;

/** The kinds that members get. */
export const MEMBER_LETTER_KINDS: readonly MemberLetterKind[] = [
  'information-request',
  'approval',
  'denial',
  'withdrawal',
  'extension',
  'renewal-reminder',
  'cover-lapse',
  'authorization-ended',
  'appeal-received',
  'appeal-dismissed',
  'appeal-reopened',
  'appeal-decided',
];

/** What shows when a request was received. */
export const RECEIPT_EVIDENCE: Words<ReceiptEvidenceKind> = text.receiptEvidence;

/** How a request or an answer is received. */
export const CHANNELS: Words<Channel> = text.channels;

/** Why a case needs attention, as a heading over such cases. */
export const STUCK_CAUSES: Words<StuckCause> = text.stuckCauses;

/** The button label of each repair. */
export const REPAIRS: Words<Repair> = text.repairs;

export const WAITS_FOR: Words<WaitsFor> = text.waitsFor;

export const APPEAL_STATUSES: Words<Appeal['status']> = text.appealStatuses;

/** Who appeals. */
export const APPELLANTS: Words<Appeal['by']> = text.appellants;

/** Why an authorization ends before its last day. */
export const END_REASONS: Words<EndReason> = text.endReasons;

/** The same within a sentence. */
export const ENDED_BECAUSE: Words<AuthorizationEnding> = text.endedBecause;

/** The options of a filter or a field, in the order of the words. */
export function optionsOf<Key extends string>(words: Words<Key>): { value: Key; label: string }[] {
  return keysOf(words).map((value) => ({ value, label: words[value] }));
}

/** The keys of a closed set of words. */
export function keysOf<Key extends string>(words: Words<Key>): Key[] {
  return Object.keys(words).filter((key): key is Key => key in words);
}
