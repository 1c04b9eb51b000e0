import type { Renewal } from '../../client';
import type { Tone } from '../../ui/badge';
import { calendarDay, dayIn } from '../../ui/times';
import { STATUSES } from '../../work/words';
import type { RenewalStanding } from './address';
import { daysBetween, shortDay } from './months';
import { text } from './text';

export const STANDINGS: Readonly<Record<RenewalStanding, string>> = text.standings;

const TONES: Readonly<Record<Renewal['state'], Tone>> = {
  'not-open': 'neutral',
  open: 'calm',
  late: 'unknown',
  renewed: 'met',
  continued: 'calm',
  lapsed: 'not-met',
};

/** A review that ended without a valid authorization: its window no longer matters. */
const REVIEW_ENDS = {
  approved: { ...text.reviewEnds.approved, tone: 'neutral' },
  denied: { ...text.reviewEnds.denied, tone: 'not-met' },
  withdrawn: { ...text.reviewEnds.withdrawn, tone: 'neutral' },
  routed: { ...text.reviewEnds.routed, tone: 'neutral' },
} as const;

/** How its review ended, if that left the coverage without a renewal; else null. */
function failedReview(renewal: Renewal): (typeof REVIEW_ENDS)[keyof typeof REVIEW_ENDS] | null {
  const status = isAhead(renewal) ? renewal.review?.status : undefined;
  return status !== undefined && status in REVIEW_ENDS
    ? REVIEW_ENDS[status as keyof typeof REVIEW_ENDS]
    : null;
}

export function standingOf(renewal: Renewal): RenewalStanding {
  return failedReview(renewal) === null ? renewal.state : 'review-ended';
}

/** Its badge's words. */
export function standing(renewal: Renewal): { readonly words: string; readonly tone: Tone } {
  const { words, tone } = failedReview(renewal) ?? {
    words: STANDINGS[renewal.state],
    tone: TONES[renewal.state],
  };
  return { words, tone };
}

/** A renewal's state, in a sentence. */
export function renewalSentence(renewal: Renewal, today: string): string {
  const { state, window, authorization } = renewal;
  const failed = failedReview(renewal);
  if (failed !== null) {
    return text.sentence.failed({
      what: failed.what,
      day: calendarDay(window.coverEndsOn),
      when: inDays(today, window.coverEndsOn),
    });
  }
  switch (state) {
    case 'not-open':
      return text.sentence.notOpen({ when: inDays(today, window.opensOn) });
    case 'open':
      return text.sentence.open({
        day: calendarDay(window.lastSafeOn),
        when: inDays(today, window.lastSafeOn),
      });
    case 'late':
      return text.sentence.late({ when: inDays(today, window.coverEndsOn) });
    case 'renewed':
      return text.sentence.renewed({ number: authorization.renewedBy });
    case 'continued':
      return text.sentence.continued({ number: authorization.continuedBy });
    case 'lapsed':
      return text.sentence.lapsed;
  }
}

/** The bar in words: all that it shows. */
export function windowSentence(renewal: Renewal): string {
  const { opensOn, lastSafeOn, coverEndsOn } = renewal.window;
  return text.window({
    standing: standing(renewal).words,
    opens: calendarDay(opensOn),
    lastSafe: calendarDay(lastSafeOn),
    ends: calendarDay(coverEndsOn),
  });
}

/** What the renewal lacks, in a few words. */
export function lackWords(renewal: Renewal): string {
  const { state, review } = renewal;
  if (state === 'renewed' || state === 'continued') return text.missing.nothing;
  const failed = failedReview(renewal);
  if (failed !== null) return failed.words;
  if (!review) return state === 'not-open' ? text.missing.notOpen : text.missing.noReview;
  if (review.missing.length === 0) return STATUSES[review.status];
  return text.missing.items({ count: review.missing.length });
}

/** `60 days before: sent Mar 22` */
export function reminderWords(
  { daysBefore, dueAt, sentAt }: Renewal['reminders'][number],
  timeZone: string,
): string {
  const day = (instant: string) => shortDay(dayIn(Date.parse(instant), timeZone));
  return sentAt === null
    ? text.reminder.planned({ days: daysBefore, day: day(dueAt) })
    : text.reminder.sent({ days: daysBefore, day: day(sentAt) });
}

/** `today`, `tomorrow`, `in 5 days` */
function inDays(today: string, day: string): string {
  const days = daysBetween(today, day);
  if (days === 0) return text.inDays.today;
  return days === 1 ? text.inDays.tomorrow : text.inDays.later({ count: days });
}

/** Whether something can still go wrong with the renewal. */
export function isAhead({ state }: Renewal): boolean {
  return state === 'not-open' || state === 'open' || state === 'late';
}
