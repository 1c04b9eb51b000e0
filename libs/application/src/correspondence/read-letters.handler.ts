import { accept, refuse, type Result } from '@assent/domain';
import { NO_SUCH_CASE } from '../case/case-view';
import type { CaseRecord } from '../ports/case-record';
import type { LetterContent } from '../ports/letter-content';
import type { LetterForm } from '../ports/letter-forms';
import type { MemberLetterRecord, NoticeKind, NoticeRecord } from '../ports/notice-record';
import type { Ports } from '../ports/ports';
import { memberSummary, summaryOf, type LetterSummary } from './letter-summary';
import { contentOfText } from './letter-text';

/** A letter as it was sent, or made to be printed. */
export interface SentLetter {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly caseNumber: string;
  /** When it was sent or made. */
  readonly sentAt: Date;
  readonly subject: string;
  readonly text: string;
  readonly content: LetterContent;
}

type Records = Pick<Ports, 'records'>;

/**
 * The letters of a case and of the authorization that it led to, in order of due time; a letter to
 * the member follows the one to the provider office. One that is not sent yet would have the current
 * wording. Refused: `case-not-found`.
 */
export function lettersOf({ records }: Records) {
  return async (caseId: string): Promise<Result<readonly LetterSummary[]>> => {
    const about = await records.case(caseId);
    if (!about) return refuse(NO_SUCH_CASE);
    const notices = await records.notices(caseId);
    const letters = await records.memberLetters(caseId);
    const all = [
      ...notices.map((notice) => ({ dueAt: notice.dueAt, summary: summaryOf(notice) })),
      ...letters.map((letter) => ({ dueAt: letter.dueAt, summary: memberSummary(letter, about) })),
    ].sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
    return accept(all.map(({ summary }) => summary));
  };
}

/** A letter as it was sent. Refused: `letter-not-found`, and `letter-not-sent` until it is. */
export function openLetter({ records }: Records) {
  return async (id: string): Promise<Result<SentLetter>> => {
    const found = (await records.notice(id)) ?? (await records.memberLetter(id));
    const about = found && (await records.case(found.caseId));
    if (!about) return refuse(NO_SUCH_LETTER);
    const letter = sentLetter(found, about);
    return letter ? accept(letter) : refuse(NOT_SENT);
  };
}

/** A form of a letter byte for byte as it went out; null for one from before forms were kept. */
export function keptForm({ records }: Records) {
  return (id: string, form: LetterForm): Promise<Uint8Array | null> => records.keptForm(id, form);
}

/** A letter about a case as it was sent, or made to be printed; null until it is. */
export function sentLetter(
  found: NoticeRecord | MemberLetterRecord,
  { number }: CaseRecord,
): SentLetter | null {
  const { id, kind, subject, text } = found;
  const sentAt = 'madeAt' in found ? found.madeAt : found.sentAt;
  if (sentAt === null || subject === null || text === null) return null;
  const content = found.content ?? contentOfText(subject, text);
  return { id, kind, caseNumber: number, sentAt, subject, text, content };
}

export const NO_SUCH_LETTER = {
  code: 'letter-not-found',
  detail: 'there is no letter with this id',
} as const;

const NOT_SENT = {
  code: 'letter-not-sent',
  detail: 'the letter has not been sent; it is written when it goes out',
} as const;
