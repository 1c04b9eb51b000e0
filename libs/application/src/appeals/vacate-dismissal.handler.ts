import { accept, isReviewable, MAY_DECIDE_APPEAL, refuse, type Result } from '@assent/domain';
import type { Ports } from '../ports/ports';
import { withFitLetter } from '../review/decision-letter';
import type { AppealView } from './appeal-view';
import { appealOver, changeAppeal, type AppealCommand } from './change-appeal';
import { notReviewed, reopened } from './dismissed-appeal';
import { NO_CREDENTIAL, TOOK_PART, workedOnBefore } from './who-decides';

export interface VacateDismissal extends AppealCommand {
  readonly reason: string;
}

/**
 * Opens a dismissed appeal again, where the rule lets a plan vacate its own dismissal: with a new time
 * to decide, and letters that say why. Whoever dismissed it may do so, and still does not decide it.
 * Refused: `role-not-allowed`, `took-part` for who worked on the case before, `appeal-closed` for one
 * that is not dismissed, `dismissal-final` where or when the rule does not allow it, `duplicate-appeal`
 * while another appeal is open, `not-appealable` if nothing is left to appeal, `appeal-changed`,
 * `appeal-not-found`, `letter-incomplete`.
 */
export function vacateDismissal(ports: Ports) {
  return async (command: VacateDismissal): Promise<Result<AppealView>> => {
    const { actor: by, reason } = command;
    if (!MAY_DECIDE_APPEAL.some((role) => role === by.role)) return refuse(NO_CREDENTIAL);
    return changeAppeal(ports, 'vacate-dismissal', command, async (at) => {
      const { appeal, before, moment } = at;
      const { now } = moment;
      const { dismissalReview } = appeal;
      if (!dismissalReview || !isReviewable(appeal)) return refuse(appealOver(appeal));
      const { vacateBy } = dismissalReview;
      if (!vacateBy || now >= vacateBy) return refuse(TOO_LATE);
      if (await workedOnBefore(ports, by.subject, appeal, before.record)) return refuse(TOOK_PART);
      const nothing = await notReviewed(ports, appeal, before.record, now);
      if (nothing) return refuse(nothing);
      const vacated = {
        ...appeal,
        dismissalReview: { ...dismissalReview, vacated: { reason, by, at: now } },
      };
      const step = reopened(at, vacated, {
        reason,
        by,
        event: 'appeal-dismissal-vacated',
        details: { reason },
      });
      return withFitLetter(ports, accept(step));
    });
  };
}

const TOO_LATE = {
  code: 'dismissal-final',
  detail:
    'the time in which the plan may vacate this dismissal is over; whoever appealed can appeal again',
} as const;
