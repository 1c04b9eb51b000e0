import { nextToEscalate } from '@assent/domain';
import { stepped, type CaseStep } from '../case/case-timers.handler';
import { SOFTWARE } from '../life-cycle/step';
import type { Ports } from '../ports/ports';
import { ANY_CASE, withAppeal } from './change-appeal';

/**
 * Escalates an appeal of a case that is past due: its decision, or the file to outside review.
 * Each deadline once, and of several appeals the one that is due first. Decides nothing.
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
        const escalated = { ...appeal, escalatedAt: now };
        const dueAt = appeal.dueAt.toISOString();
        return withAppeal(before, escalated, 'appeal-escalated', SOFTWARE, now, { owed, dueAt });
      },
      ANY_CASE,
    );
}
