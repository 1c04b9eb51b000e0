import type { CaseRecord } from '../ports/case-record';
import type { LetterContent } from '../ports/letter-content';
import { AS_CONFIGURED_VERSION } from '../ports/letter-setting';
import type {
  DeliveryReport,
  MemberLetterRecord,
  NoticeKind,
  NoticeRecord,
} from '../ports/notice-record';
import { contentOfText } from './letter-text';
import { LANGUAGE, RECIPIENT, WORDING_VERSION } from './letters';

/**
 * `sent`: the mail system took it, and nothing is known since; `delivered` and `bounced`, by a report,
 * if the recipient's mail system has it or returned it. `failed`: the mail system rejected it, and it
 * is not tried again by itself; or a letter to a member was held back, and is tried again. `to-print`:
 * made for a member whom email does not reach; people download and mail it.
 */
export type LetterState =
  'queued' | 'sent' | 'delivered' | 'bounced' | 'to-print' | 'mailed' | 'failed';

export interface LetterSummary extends Pick<LetterContent, 'recipient' | 'language' | 'version'> {
  readonly id: string;
  readonly kind: NoticeKind;
  /** The appeal that it is about; null for none. */
  readonly appealId: string | null;
  readonly state: LetterState;
  /** Of the plan's letter settings; null until the letter is written. */
  readonly planVersion: number | null;
  readonly sentAt: Date | null;
  /** What its recipient's mail system did with it; null until there is a report. */
  readonly delivery: DeliveryReport | null;
  /** How often it was sent by email. */
  readonly sendings: number;
}

/** What is known of a letter to the provider office. */
export function summaryOf(notice: NoticeRecord): LetterSummary {
  const { appealId = null, delivery, id, kind, sentAt } = notice;
  const { recipient, language, version } = contentOf(notice);
  const planVersion =
    sentAt === null ? null : (notice.content?.planVersion ?? AS_CONFIGURED_VERSION);
  return {
    id,
    kind,
    appealId,
    recipient,
    language,
    version,
    planVersion,
    state: stateOf(notice),
    sentAt,
    delivery,
    sendings: sendingsOf(notice),
  };
}

/** How often a letter to the provider office was sent by email. */
export function sendingsOf({
  sendings,
  sentAt,
}: Pick<NoticeRecord, 'sendings' | 'sentAt'>): number {
  return sentAt === null ? 0 : (sendings ?? 1);
}

/** What is known of a letter to the member. */
export function memberSummary(
  letter: MemberLetterRecord,
  { member }: Pick<CaseRecord, 'member'>,
): LetterSummary {
  const { appealId = null, content, delivery, id, kind, madeAt, returnedFrom, to } = letter;
  return {
    id,
    kind,
    appealId,
    recipient: 'member',
    language: content?.language ?? member.language ?? 'en',
    version: content?.version ?? WORDING_VERSION,
    planVersion: content && (content.planVersion ?? AS_CONFIGURED_VERSION),
    state: memberState(letter),
    sentAt: to === null ? (letter.mailed?.at ?? null) : madeAt,
    delivery,
    sendings: (to ?? returnedFrom) === null ? 0 : 1,
  };
}

export function memberState({
  delivery,
  lastError,
  madeAt,
  mailed,
  to,
}: MemberLetterRecord): LetterState {
  if (madeAt === null) return lastError === null ? 'queued' : 'failed';
  if (to !== null) return delivery?.outcome ?? 'sent';
  return mailed === null ? 'to-print' : 'mailed';
}

function contentOf({
  content,
  sentAt,
  subject,
  text,
}: NoticeRecord): Pick<LetterContent, 'recipient' | 'language' | 'version'> {
  if (content) return content;
  if (sentAt !== null) return contentOfText(subject ?? '', text ?? '');
  return { recipient: RECIPIENT, language: LANGUAGE, version: WORDING_VERSION };
}

export function stateOf({ delivery, sentAt, undeliverableAt }: NoticeRecord): LetterState {
  if (sentAt !== null) return delivery?.outcome ?? 'sent';
  return undeliverableAt === null ? 'queued' : 'failed';
}
