import type { Renewal } from '../../client';
import type { Tone } from '../../ui/badge';
import { calendarDay, dayIn } from '../../ui/times';
import { STATUSES } from '../../work/words';
import type { RenewalStanding } from './address';
import { daysBetween, shortDay } from './months';

export const STANDINGS: Readonly<Record<RenewalStanding, string>> = {
  'not-open': 'Not open yet',
  open: 'Open',
  late: 'Late',
  'review-ended': 'Review ended',
  renewed: 'Renewed',
  lapsed: 'Lapsed',
};

const TONES: Readonly<Record<Renewal['state'], Tone>> = {
  'not-open': 'neutral',
  open: 'calm',
  late: 'unknown',
  renewed: 'met',
  lapsed: 'not-met',
};

/** A review that ended without an authorization that counts: its window is of no use any more. */
const REVIEW_ENDS = {
  approved: { words: 'Taken back', tone: 'neutral', what: 'The renewal was taken back' },
  denied: { words: STATUSES.denied, tone: 'not-met', what: 'The review was denied' },
  withdrawn: { words: STATUSES.withdrawn, tone: 'neutral', what: 'The review was withdrawn' },
  routed: { words: STATUSES.routed, tone: 'neutral', what: 'The review was routed' },
} as const;

/** How its review ended, where that left the cover without a renewal; null elsewhere. */
function failedReview(renewal: Renewal): (typeof REVIEW_ENDS)[keyof typeof REVIEW_ENDS] | null {
  const status = isAhead(renewal) ? renewal.review?.status : undefined;
  return status !== undefined && status in REVIEW_ENDS
    ? REVIEW_ENDS[status as keyof typeof REVIEW_ENDS]
    : null;
}

export function standingOf(renewal: Renewal): RenewalStanding {
  return failedReview(renewal) === null ? renewal.state : 'review-ended';
}

/** What its badge says. */
export function standing(renewal: Renewal): { readonly words: string; readonly tone: Tone } {
  const { words, tone } = failedReview(renewal) ?? {
    words: STANDINGS[renewal.state],
    tone: TONES[renewal.state],
  };
  return { words, tone };
}

/** Where a renewal stands, in a sentence. */
export function renewalSentence(renewal: Renewal, today: string): string {
  const { state, window, authorization } = renewal;
  const failed = failedReview(renewal);
  if (failed !== null) {
    const end = `cover ends on ${calendarDay(window.coverEndsOn)}, ${inDays(today, window.coverEndsOn)}`;
    return `${failed.what}; ${end}.`;
  }
  switch (state) {
    case 'not-open':
      return `Opens ${inDays(today, window.opensOn)}.`;
    case 'open':
      return `Complete it by ${calendarDay(window.lastSafeOn)}, ${inDays(today, window.lastSafeOn)}.`;
    case 'late':
      return `A decision before cover ends is no longer sure; cover ends ${inDays(today, window.coverEndsOn)}.`;
    case 'renewed':
      return `Goes on with ${authorization.renewedBy ?? 'a new authorization'}.`;
    case 'lapsed':
      return 'Cover ended without a renewal.';
  }
}

/** The bar in words: everything that it shows. */
export function windowSentence(renewal: Renewal): string {
  const { opensOn, lastSafeOn, coverEndsOn } = renewal.window;
  return `${standing(renewal).words}: opens ${calendarDay(opensOn)}, last safe day ${calendarDay(lastSafeOn)}, cover ends ${calendarDay(coverEndsOn)}`;
}

/** What the renewal lacks, in a few words. */
export function lackWords(renewal: Renewal): string {
  const { state, review } = renewal;
  if (state === 'renewed') return 'Nothing';
  const failed = failedReview(renewal);
  if (failed !== null) return failed.words;
  if (!review) return state === 'not-open' ? 'The review is not open yet' : 'No review was opened';
  if (review.missing.length === 0) return STATUSES[review.status];
  return review.missing.length === 1 ? '1 answer' : `${review.missing.length} answers`;
}

/** `60 days before: sent Mar 22` */
export function reminderWords(
  { daysBefore, dueAt, sentAt }: Renewal['reminders'][number],
  timeZone: string,
): string {
  const day = (instant: string) => shortDay(dayIn(Date.parse(instant), timeZone));
  const when = `${daysBefore} days before`;
  return sentAt === null ? `${when}: planned ${day(dueAt)}` : `${when}: sent ${day(sentAt)}`;
}

/** `today`, `tomorrow`, `in 5 days` */
function inDays(today: string, day: string): string {
  const days = daysBetween(today, day);
  if (days === 0) return 'today';
  return days === 1 ? 'tomorrow' : `in ${days} days`;
}

/** Whether something can still go wrong with the renewal. */
export function isAhead({ state }: Renewal): boolean {
  return state === 'not-open' || state === 'open' || state === 'late';
}
