import { accept, refuse, type Result } from '@assent/domain';
import { NO_SUCH_CASE } from '../case/case-view';
import type { LetterContent } from '../ports/letter-content';
import type { NoticeKind, NoticeRecord } from '../ports/notice-record';
import type { Ports } from '../ports/ports';
import { contentOfText } from './letter-text';
import { LANGUAGE, RECIPIENT, WORDING_VERSION } from './letters';

/** `failed`: the mail system rejected it, and it is not tried again by itself. */
export type LetterState = 'queued' | 'sent' | 'failed';

export interface LetterSummary extends Pick<LetterContent, 'recipient' | 'language' | 'version'> {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly state: LetterState;
  readonly sentAt: Date | null;
}

/** A letter as it was sent. */
export interface SentLetter {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly caseNumber: string;
  readonly sentAt: Date;
  readonly subject: string;
  readonly text: string;
  readonly content: LetterContent;
}

type Records = Pick<Ports, 'records'>;

/**
 * The letters of a case and of the authorization that it led to, in order of due time. One that is
 * not sent yet would have the current wording. Refused: `case-not-found`.
 */
export function lettersOf({ records }: Records) {
  return async (caseId: string): Promise<Result<readonly LetterSummary[]>> =>
    (await records.case(caseId))
      ? accept((await records.notices(caseId)).map(summaryOf))
      : refuse(NO_SUCH_CASE);
}

/** A letter as it was sent. Refused: `letter-not-found`, and `letter-not-sent` until it is. */
export function openLetter({ records }: Records) {
  return async (id: string): Promise<Result<SentLetter>> => {
    const notice = await records.notice(id);
    const about = notice && (await records.case(notice.caseId));
    if (!about) return refuse(NO_SUCH_LETTER);
    const { kind, sentAt, subject, text } = notice;
    if (sentAt === null || subject === null || text === null) return refuse(NOT_SENT);
    const content = notice.content ?? contentOfText(subject, text);
    return accept({ id, kind, caseNumber: about.number, sentAt, subject, text, content });
  };
}

const NO_SUCH_LETTER = {
  code: 'letter-not-found',
  detail: 'there is no letter with this id',
} as const;

const NOT_SENT = {
  code: 'letter-not-sent',
  detail: 'the letter has not been sent; it is written when it goes out',
} as const;

function summaryOf(notice: NoticeRecord): LetterSummary {
  const { id, kind, sentAt } = notice;
  const { recipient, language, version } = contentOf(notice);
  return { id, kind, recipient, language, version, state: stateOf(notice), sentAt };
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

function stateOf({ sentAt, undeliverableAt }: NoticeRecord): LetterState {
  if (sentAt !== null) return 'sent';
  return undeliverableAt === null ? 'queued' : 'failed';
}
