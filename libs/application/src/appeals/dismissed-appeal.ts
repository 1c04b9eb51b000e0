import {
  appealGround,
  clocksOnceVacated,
  withAppealClocks,
  type Actor,
  type Appeal,
  type Refusal,
} from '@assent/domain';
import { notice, type Step } from '../life-cycle/step';
import type { CaseEventType, CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';
import { withAppeal, type AppealAtStep } from './change-appeal';
import { withoutReviewReason } from './good-cause.handler';

/** Why a dismissal is not looked at any more: nothing would come of it. */
export async function notReviewed(
  { records }: Ports,
  { id, caseId, openedAt }: Appeal,
  record: CaseRecord,
  now: Date,
): Promise<Refusal | null> {
  const others = (await records.appealsOfCase(caseId)).filter((each) => each.id !== id);
  const open = others.find(({ closedAt }) => closedAt === null);
  if (open) {
    return {
      code: 'duplicate-appeal',
      detail: `this case already has an open appeal, ${open.number}; what was dismissed is reviewed with it`,
      caseId,
      appealId: open.id,
    };
  }
  const isSettled = others.some(
    (each) => each.openedAt >= openedAt && (each.decision !== null || each.external !== null),
  );
  if (!isSettled && appealGround(record, now) !== null) return null;
  return {
    code: 'not-appealable',
    detail: isSettled
      ? 'a later appeal of this case was decided'
      : 'this case has no decision that could be appealed any more',
    caseId,
  };
}

/** That a dismissal was vacated. */
export interface Vacating {
  /** Printed in the letters. */
  readonly reason: string;
  readonly by: Actor;
  readonly event: Extract<CaseEventType, 'appeal-outcome' | 'appeal-dismissal-vacated'>;
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * Opens an appeal whose dismissal was vacated: its reason to look first is accepted, a new time to
 * decide begins, and letters say so.
 * @param vacated the appeal with what became of its dismissal
 */
export function reopened(
  { rule, before, moment }: AppealAtStep,
  vacated: Appeal,
  { reason, by, event, details }: Vacating,
): Step {
  const { now: at } = moment;
  const about = vacated.goodCause?.about;
  const open = {
    ...vacated,
    status: 'in-review',
    escalatedAt: null,
    closedAt: null,
    withdrawal: null,
  } as const;
  const heard = about
    ? withoutReviewReason({ ...open, goodCause: { about, accepted: true, reason, by, at } }, about)
    : open;
  const anew = withAppealClocks(heard, clocksOnceVacated(vacated, rule, at));
  const letter = notice(moment, before.record, 'appeal-reopened', at);
  return withAppeal(
    { ...before, notices: [...before.notices, { ...letter, appealId: anew.id }] },
    anew,
    event,
    by,
    at,
    { ...details, dueAt: anew.dueAt.toISOString() },
  );
}
