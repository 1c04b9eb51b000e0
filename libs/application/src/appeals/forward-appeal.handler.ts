import {
  accept,
  awaitsDecision,
  clocksWhenMissed,
  isUndecidedLate,
  keptDenial,
  outsideClock,
  refuse,
  withAppealClocks,
  type Appeal,
  type Refusal,
  type Result,
} from '@assent/domain';
import type { Ports } from '../ports/ports';
import type { AppealView } from './appeal-view';
import { fileOf } from './appeal-file.handler';
import { appealOver, changeAppeal, withAppeal, type AppealCommand } from './change-appeal';

/**
 * Records that the case file went to outside review: after a decision that kept the denial, or
 * where the plan did not decide in time. The timeline keeps the file's digest. The clock of that review
 * starts. Refused:
 * `appeal-undecided` while the plan still has time, `appeal-closed`, `appeal-changed`, `appeal-not-found`.
 */
export function forwardAppeal(ports: Ports) {
  return (command: AppealCommand): Promise<Result<AppealView>> =>
    changeAppeal(
      ports,
      'forward-appeal',
      command,
      async ({ appeal, rule, before, moment: { now } }) => {
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
      },
    );
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
