import type { Case, NoticeList } from '../../client';
import { text } from './text';

const words = text.status;

/** @param facts how many are missing; none if only a reviewer's question is open */
function officeTask(facts: number): string {
  return facts === 0 ? words.answerMissing : words.missing({ count: facts });
}

/**
 * When the first question to the office goes out, an instant, until it does; null once the office
 * may know of one.
 */
export function firstQuestionDueAt(notices: NoticeList['items'], now: number): string | null {
  const questions = notices.filter(({ kind }) => kind === 'information-request');
  const isPlanned = questions.every(
    ({ sentAt, attempts, dueAt }) => sentAt === null && attempts === 0 && Date.parse(dueAt) > now,
  );
  return isPlanned ? (questions[0]?.dueAt ?? null) : null;
}

/**
 * What the case waits for or how it ended, in a sentence under its number.
 * @param questionDue when the office will be asked, in words; null once it was
 */
export function statusSentence(
  { status, review, holds, missing, determination, handedUp }: StatusParts,
  questionDue: string | null,
): string {
  switch (status) {
    case 'pending-information':
      return questionDue === null
        ? words.waiting({ task: officeTask(missing.length) })
        : words.asks({ when: questionDue, task: officeTask(missing.length) });
    case 'in-review':
      if (handedUp) return words.handedUp;
      if (review?.reason === 'hold' && holds.length > 0) {
        return words.held;
      }
      if (review?.reason === 'hold' && determination.holds.length === 0) {
        return words.holdGone;
      }
      return review ? words.reviewReasons[review.reason] : words.review;
    case 'approved':
      return words.approved;
    case 'denied':
      return words.denied;
    case 'withdrawn':
      return words.withdrawn;
    case 'routed':
      return determination.routing?.reason ?? words.routed;
  }
}

interface StatusParts
  extends Pick<Case, 'status' | 'review' | 'holds' | 'missing'>, Partial<Pick<Case, 'handedUp'>> {
  readonly determination: Pick<Case['determination'], 'holds' | 'routing'>;
}

/** Whether reviewers like this one decide a case: one that was handed up is left to those who may deny. */
export function isTheirs({ handedUp }: Pick<Case, 'handedUp'>, mayDeny: boolean): boolean {
  return handedUp === null || mayDeny;
}
