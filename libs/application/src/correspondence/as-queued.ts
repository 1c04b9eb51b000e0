import type { Appeal } from '@assent/domain';
import type { DueNotice } from '../ports/notice-record';

/**
 * A notice with its appeal as it was when the notice was queued, as far as that is the outcome which
 * its letter tells. What came later has a letter of its own.
 */
export function asQueued<Due extends DueNotice>(due: Due): Due {
  const { appeal, dueAt, kind } = due;
  if (!appeal) return due;
  return {
    ...due,
    appeal: kind === 'appeal-dismissed' ? dismissed(appeal) : before(appeal, dueAt),
  };
}

/** A letter about an appeal is due when its outcome is recorded: it waits for no letter hours. */
function before(appeal: Appeal, queuedAt: Date): Appeal {
  const { external } = appeal;
  return external && external.at > queuedAt ? { ...appeal, external: null } : appeal;
}

/** As it was dismissed, also once that is vacated. */
function dismissed(appeal: Appeal): Appeal {
  const { dismissalReview, goodCause } = appeal;
  if (!goodCause?.accepted || !dismissalReview) return appeal;
  const { reason, by, at } = dismissalReview.dismissed;
  return { ...appeal, goodCause: { ...goodCause, accepted: false, reason, by, at } };
}
