import {
  accept,
  awaitsDecision,
  clocksOfDismissal,
  clocksWhenMissed,
  isReviewable,
  isUndecidedLate,
  keptDenial,
  lastMomentToAsk,
  outsideClock,
  refuse,
  withAppealClocks,
  type Appeal,
  type DismissalReview,
  type Refusal,
  type Result,
} from '@assent/domain';
import type { Step } from '../life-cycle/step';
import type { Ports } from '../ports/ports';
import type { AppealView } from './appeal-view';
import { fileOf } from './appeal-file.handler';
import {
  appealOver,
  changeAppeal,
  withAppeal,
  type AppealAtStep,
  type AppealCommand,
} from './change-appeal';
import { notReviewed } from './dismissed-appeal';

export interface ForwardAppeal extends AppealCommand {
  /** When the plan received a request to review a dismissal; now if absent. */
  readonly reviewAskedAt?: Date;
}

/**
 * Records that the case file went to outside review: after a decision that kept the denial, or
 * where the plan did not decide in time. The timeline keeps the file's digest. The clock of that review
 * starts. A dismissal goes there, too, where people can ask for its review and did so in time. Refused:
 * `dismissal-final` after the last day to ask, `duplicate-appeal` while another appeal is open,
 * `not-appealable` if nothing is left to appeal, `invalid`, `appeal-undecided` while the plan still has time, `appeal-closed`, `appeal-changed`, `appeal-not-found`.
 */
export function forwardAppeal(ports: Ports) {
  return (command: ForwardAppeal): Promise<Result<AppealView>> =>
    changeAppeal(ports, 'forward-appeal', command, async (at) => {
      const { appeal, rule, before, moment } = at;
      const { now } = moment;
      if (isReviewable(appeal)) return forwardDismissal(ports, at, command);
      if (command.reviewAskedAt) return refuse(NO_DISMISSAL);
      const refusal = notForwarded(appeal, now);
      if (refusal) return refuse(refusal);
      const { actor: by } = command;
      const { to } = rule.review;
      const overdue = awaitsDecision(appeal)
        ? withAppealClocks(appeal, clocksWhenMissed(appeal, rule))
        : appeal;
      const clock = outsideClock(rule, appeal, now);
      const forwarded = {
        ...(clock ? withAppealClocks(overdue, [...overdue.clocks, clock]) : overdue),
        escalatedAt: null,
        status: 'forwarded',
        closedAt: null,
        forwarding: { to, by, at: now },
      } as const;
      const { digest } = await fileOf(ports, before.record, appeal);
      const details = { to, digest, ...(clock && { dueAt: clock.dueAt.toISOString() }) };
      return accept(withAppeal(before, forwarded, 'appeal-forwarded', by, now, details));
    });
}

function notForwarded(appeal: Appeal, now: Date): Refusal | null {
  const { status, external } = appeal;
  if (external === null && keptDenial(status)) return null;
  if (!awaitsDecision(appeal)) return appealOver(appeal);
  if (isUndecidedLate(appeal, now)) return null;
  return {
    code: 'appeal-undecided',
    detail: 'the plan has not decided this appeal yet, and its deadline has not passed',
  };
}

async function forwardDismissal(
  ports: Ports,
  { appeal, rule, before, moment: { now } }: AppealAtStep,
  { actor: by, reviewAskedAt: receivedAt = now }: ForwardAppeal,
): Promise<Result<Step>> {
  const { dismissalReview } = appeal;
  if (!dismissalReview) return refuse(appealOver(appeal));
  const refusal =
    notAsked(dismissalReview, receivedAt, now) ??
    (await askedTooLate(ports, appeal, dismissalReview, receivedAt)) ??
    (await notReviewed(ports, appeal, before.record, now));
  if (refusal) return refuse(refusal);
  const { to } = dismissalReview;
  const forwarded = withAppealClocks(
    {
      ...appeal,
      status: 'forwarded',
      escalatedAt: null,
      closedAt: null,
      withdrawal: null,
      dismissalReview: { ...dismissalReview, asked: { receivedAt, by, at: now } },
    },
    clocksOfDismissal(appeal, rule, now),
  );
  const { digest } = await fileOf(ports, before.record, appeal);
  const clock = forwarded.clocks.at(-1);
  const details = {
    to,
    digest,
    of: 'dismissal',
    askedAt: receivedAt.toISOString(),
    ...(clock?.kind === 'outside-review' && { dueAt: clock.dueAt.toISOString() }),
  };
  return accept(withAppeal(before, forwarded, 'appeal-forwarded', by, now, details));
}

function notAsked({ dismissed }: DismissalReview, receivedAt: Date, now: Date): Refusal | null {
  const isAhead = receivedAt > now;
  if (!isAhead && receivedAt >= dismissed.at) return null;
  const fault = isAhead
    ? { code: 'in-the-future', message: "can't be in the future" }
    : { code: 'before-decision', message: "can't be before the dismissal that is reviewed" };
  return {
    code: 'invalid',
    detail: 'the request for review has errors; nothing was saved',
    faults: [{ path: 'reviewAskedAt', ...fault }],
  };
}

/** The days are counted from the letter; one that was not sent ends none. */
async function askedTooLate(
  { records, settings }: Ports,
  { id, caseId }: Appeal,
  { days, askBy, dismissed }: DismissalReview,
  receivedAt: Date,
): Promise<Refusal | null> {
  if (receivedAt < askBy) return null;
  const letters = await records.notices(caseId);
  const sentAt = letters.find(
    ({ kind, appealId, sentAt: at }) =>
      kind === 'appeal-dismissed' && appealId === id && at !== null && at >= dismissed.at,
  )?.sentAt;
  if (!sentAt || receivedAt < lastMomentToAsk(days, sentAt, settings.timeZone)) return null;
  return {
    code: 'dismissal-final',
    detail: `the review of a dismissal can be asked for within ${days} days of its letter, and this request came later; if it came earlier, state when`,
  };
}

const NO_DISMISSAL: Refusal = {
  code: 'invalid',
  detail: 'the forwarding has errors; nothing was saved',
  faults: [
    {
      path: 'reviewAskedAt',
      code: 'not-applicable',
      message: 'is allowed only for a dismissal that outside review can review; leave it out',
    },
  ],
};
