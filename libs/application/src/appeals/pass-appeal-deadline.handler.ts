import {
  awaitsDecision,
  clocksWhenMissed,
  nextToEscalate,
  withAppealClocks,
  type Appeal,
} from '@assent/domain';
import { stepped, type CaseStep } from '../case/case-timers.handler';
import { ANY_CASE } from '../case/change-case';
import { SOFTWARE } from '../life-cycle/step';
import type { CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';
import { ruleFor, withAppeal } from './change-appeal';

/**
 * Escalates an appeal of a case that is past due: its decision, or the file to outside review.
 * Each deadline once, and of several appeals the one that is due first. Where the rule says that what
 * was not decided in time goes to outside review, the clock for that starts. Decides nothing.
 */
export function passAppealDeadline(ports: Ports) {
  return (caseId: string): Promise<CaseStep> =>
    stepped(
      ports,
      'pass-appeal-deadline',
      caseId,
      async (before, { now }) => {
        const late = nextToEscalate(await ports.records.appealsOfCase(caseId));
        if (!late || late.at > now) return null;
        const { appeal, owed } = late;
        const dueAt = appeal.dueAt.toISOString();
        const escalated = whenMissed(ports, before.record, appeal);
        const isToForward = escalated !== appeal;
        // If that is late, too, it is escalated next.
        const isNextLate = isToForward && escalated.dueAt <= now;
        return withAppeal(
          before,
          { ...escalated, escalatedAt: isNextLate ? null : now },
          'appeal-escalated',
          SOFTWARE,
          now,
          { owed, dueAt, ...(isToForward && { forwardBy: escalated.dueAt.toISOString() }) },
        );
      },
      ANY_CASE,
    );
}

/** An appeal after its time for a decision, due for outside review if it has to go there by now. */
function whenMissed({ settings }: Ports, record: CaseRecord, appeal: Appeal): Appeal {
  const rule = ruleFor(settings, record);
  if (!rule.ok || !awaitsDecision(appeal)) return appeal;
  const clocks = clocksWhenMissed(appeal, rule.value);
  return clocks === appeal.clocks ? appeal : withAppealClocks(appeal, clocks);
}
