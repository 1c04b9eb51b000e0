import {
  awaitsDecision,
  type Actor,
  type Appeal,
  type AppealClosing,
  type CaseStatus,
} from '@assent/domain';
import type { Step } from '../life-cycle/step';
import type { CaseEvent, CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';
import { endingBenefits } from './ending-benefits';

/** How a case that closes can end its appeals. */
type ByCase = Extract<AppealClosing, 'case-withdrawn' | 'case-approved'>;

/**
 * Closes the appeals of missing decisions that a step leaves nothing to decide of: their case is now
 * approved as asked, or withdrawn. A denial leaves its appeal open, and so does an approval with
 * changes. What is with outside review is no longer the plan's to close. Coverage that continues for an
 * appeal ends with it.
 */
export async function closingAppeals(
  ports: Pick<Ports, 'ids' | 'records' | 'settings'>,
  step: Step,
  actor: Actor,
  now: Date,
): Promise<Step> {
  const { records } = ports;
  let after = step;
  for (const record of [step.record, ...step.alsoChanged]) {
    const how = howItCloses(record, now);
    if (how === null) continue;
    const appeals = (await records.appealsOfCase(record.id)).filter(
      (appeal) => awaitsDecision(appeal) && appeal.id !== step.appeal?.id,
    );
    after = appeals.reduce((each, appeal) => withClosed(each, appeal, how, actor, now), after);
  }
  return endingBenefits(ports, after, now);
}

/** How a case that closes now ends an appeal that its decision was late; null if it does not. */
function howItCloses({ status, closedAt, dueAt, decision }: CaseRecord, now: Date): ByCase | null {
  if (closedAt?.getTime() !== now.getTime() || dueAt === null || dueAt >= now) return null;
  if (decision?.modification) return null;
  return CLOSINGS[status] ?? null;
}

const CLOSINGS: Readonly<Partial<Record<CaseStatus, ByCase>>> = {
  approved: 'case-approved',
  withdrawn: 'case-withdrawn',
};

const REASONS = {
  'case-approved': 'The case was approved as requested.',
  'case-withdrawn': 'The request was withdrawn.',
} as const;

function withClosed(step: Step, appeal: Appeal, how: ByCase, actor: Actor, at: Date): Step {
  const reason = REASONS[how];
  const { id, number, caseId, version } = appeal;
  const event: CaseEvent = {
    caseId,
    at,
    type: 'appeal-withdrawn',
    actor,
    details: { appeal: number, appealId: id, reason, closedAs: how },
  };
  const closed: Appeal = {
    ...appeal,
    version: version + 1,
    status: 'withdrawn',
    closedAt: at,
    withdrawal: { as: how, reason, by: actor, at },
  };
  return {
    ...step,
    events: [...step.events, event],
    closedAppeals: [...(step.closedAppeals ?? []), closed],
    ...(caseId === step.record.id && {
      goneCauses: [...(step.goneCauses ?? []), 'appeal-overdue' as const],
    }),
  };
}
