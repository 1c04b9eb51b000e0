import type { Actor, Appeal } from '@assent/domain';
import type { AuthorizationRecord } from './authorization-record';
import type { CaseRecord } from './case-record';
import type { LetterContent } from './letter-content';

export const NOTICE_KINDS = [
  'information-request',
  'information-reminder',
  'extension',
  'peer-to-peer-offer',
  'approval',
  'denial',
  'withdrawal',
  'routing',
  'renewal-reminder',
  'cover-lapse',
  'authorization-ended',
  'appeal-received',
  'appeal-dismissed',
  'appeal-reopened',
  'appeal-decided',
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What members are told, too, each in a letter of its own. */
export const MEMBER_LETTER_KINDS = [
  'information-request',
  'extension',
  'approval',
  'denial',
  'withdrawal',
  'renewal-reminder',
  'cover-lapse',
  'authorization-ended',
  'appeal-received',
  'appeal-dismissed',
  'appeal-reopened',
  'appeal-decided',
] as const satisfies readonly NoticeKind[];

export type MemberLetterKind = (typeof MEMBER_LETTER_KINDS)[number];

export function isForMembers(kind: NoticeKind): kind is MemberLetterKind {
  return (MEMBER_LETTER_KINDS as readonly NoticeKind[]).includes(kind);
}

/** A notice to send to the provider office at `dueAt`. */
export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly caseId: string;
  readonly authorization: string | null;
  /** The appeal that it is about, if any. */
  readonly appealId?: string | undefined;
  /** For renewal reminders: days before the last covered day. */
  readonly daysBefore: number | null;
  readonly dueAt: Date;
}

/** A notice as it is planned, with the letter that the member gets beside it, if any. */
export interface PlannedNotice extends Notice {
  /** The id of the letter. */
  readonly memberLetter?: string;
}

/** What a recipient's mail system did with a letter that was sent, as it was reported. */
export interface DeliveryReport {
  readonly outcome: 'delivered' | 'bounced';
  readonly at: Date;
  /** An enhanced status code (RFC 3463), if one was given. */
  readonly code: string | null;
  readonly by: Actor;
}

/** A notice and its result. */
export interface NoticeRecord extends Notice {
  /** When it was first sent. */
  readonly sentAt: Date | null;
  /** As sent, with its words; null until then. */
  readonly to: string | null;
  readonly subject: string | null;
  readonly text: string | null;
  /** What the text was made from; null until then, and if it was sent before contents were kept. */
  readonly content: LetterContent | null;
  readonly attempts: number;
  /** The mail system's own words. */
  readonly lastError: string | null;
  readonly undeliverableAt: Date | null;
  /** About its newest sending; null until there is a report. */
  readonly delivery: DeliveryReport | null;
  /** How often it was sent, if more than once, and when the last time. */
  readonly sendings: number | null;
  readonly resentAt: Date | null;
  /** It came back: `owed` until a person acts, `due` while it is in the queue again. */
  readonly resend: 'owed' | 'due' | null;
}

/** A letter to the member and its result. */
export interface MemberLetterRecord extends Notice {
  readonly kind: MemberLetterKind;
  /** When it was sent, or kept to be printed; null until then. */
  readonly madeAt: Date | null;
  /** Where it was sent; null until then, and for one to print. */
  readonly to: string | null;
  readonly subject: string | null;
  readonly text: string | null;
  readonly content: LetterContent | null;
  /** Why it was held back, the last time that it was to be made; null if it was not, or is made. */
  readonly lastError: string | null;
  /** Who mailed it, and when; null until then, and for one that was sent by email. */
  readonly mailed: Mailed | null;
  readonly delivery: DeliveryReport | null;
  /** Where it came back from; it is printed then. */
  readonly returnedFrom: string | null;
}

export interface Mailed {
  readonly at: Date;
  readonly by: Actor;
}

/** Whether a notice did not reach the provider office yet: it is not sent, or came back. */
export function isOutstanding({ resend, sentAt }: NoticeRecord): boolean {
  return sentAt === null || resend !== null;
}

/** A notice with what it takes to write it. */
export interface DueNotice extends Notice {
  readonly case: CaseRecord;
  readonly authorizationRecord: AuthorizationRecord | null;
  readonly appeal?: Appeal;
}
