import type { Case, NoticeList } from '../../client';
import { LINES_OF_BUSINESS, URGENCIES } from '../../work/words';

const REVIEW_REASONS: Readonly<Record<NonNullable<Case['review']>['reason'], string>> = {
  'criteria-not-met': 'A pharmacist or medical director decides, because a criterion is not met.',
  hold: 'A pharmacist or medical director decides, because facts contradict each other.',
  'information-overdue':
    'A pharmacist or medical director decides, because the office has not answered in time.',
};

/** @param facts how many are missing; none while only a reviewer's question is open */
function officeTask(facts: number): string {
  if (facts === 0) return 'an answer to a question';
  return facts === 1 ? '1 item missing' : `${facts} items missing`;
}

/**
 * When the first question to the office goes out, an instant, while it has not; null once the office
 * can know of one.
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
  { status, review, holds, missing, determination }: StatusParts,
  questionDue: string | null,
): string {
  switch (status) {
    case 'pending-information':
      return questionDue === null
        ? `Waiting for the provider office: ${officeTask(missing.length)}.`
        : `The question to the provider office goes out ${questionDue}: ${officeTask(missing.length)}.`;
    case 'in-review':
      if (review?.reason === 'hold' && holds.length > 0) {
        return 'A pharmacist or medical director decides; the hold on this page says why.';
      }
      if (review?.reason === 'hold' && determination.holds.length === 0) {
        return 'A pharmacist or medical director decides. What held the case is gone.';
      }
      return review ? REVIEW_REASONS[review.reason] : 'A pharmacist or medical director decides.';
    case 'approved':
      return 'Approved. See authorization below.';
    case 'denied':
      return 'Denied by a medical director. See reason below.';
    case 'withdrawn':
      return 'Withdrawn; no decision was taken.';
    case 'routed':
      return determination.routing?.reason ?? 'Decided elsewhere.';
  }
}

interface StatusParts extends Pick<Case, 'status' | 'review' | 'holds' | 'missing'> {
  readonly determination: Pick<Case['determination'], 'holds' | 'routing'>;
}

interface ClockParts extends Pick<Case, 'renews' | 'carriedFrom' | 'clock'> {
  readonly request: Pick<Case['request'], 'lineOfBusiness' | 'urgency' | 'receivedAt'>;
}

const HOUR = 60 * 60_000;

/** Where the deadline comes from. */
export function clockRule({ renews, carriedFrom, clock, request }: ClockParts): string | undefined {
  if (clock.dueAt === null) return undefined;
  // A review that a person asked for meanwhile has the clock of any other request.
  if (renews !== null && carriedFrom !== null) {
    return `Renewal of ${renews}: due when its coverage ends.`;
  }
  const hours = Math.round((Date.parse(clock.dueAt) - Date.parse(request.receivedAt)) / HOUR);
  const time = hours % 24 === 0 && hours > 72 ? `${hours / 24} days` : `${hours} hours`;
  const plan = LINES_OF_BUSINESS[request.lineOfBusiness];
  return `${plan}, ${URGENCIES[request.urgency].toLowerCase()}: ${time} from receipt.`;
}
