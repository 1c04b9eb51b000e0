import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import { courierFor } from './courier';
import { CASE_CHANGED, type CaseInput } from './messages';
import { PLANS, showingOperators } from './operator-view';
import { perform } from './performing';
import type { CaseProgress } from './steps';
import { listenForChanges, waitingFor } from './waiting';

/**
 * The life of a case: evaluate it; while it is open or something is planned, wait for that or for
 * a change. The record decides what every step does, so a change and a deadline may come in any
 * order and still have one outcome. A closed case lives on while the plan owes a call or something on an
 * appeal.
 */
export async function caseWorkflow({ caseId }: CaseInput): Promise<void> {
  const changes = listenForChanges(CASE_CHANGED);
  const wakeFor = waitingFor(changes);
  const courier = courierFor({ caseId });
  const show = showingOperators();

  let progress = await evaluate(caseId);
  show(progress);
  courier.follow(progress);
  while (progress.open || progress.next !== null) {
    const wake = await wakeFor(progress.next);
    progress = wake === 'changed' ? await evaluate(caseId) : await pass(caseId, progress);
    show(progress);
    courier.follow(progress);
    // A new run begins by evaluating, so nothing heard meanwhile is lost.
    if (courier.isIdle() && workflowInfo().continueAsNewSuggested) {
      await continueAsNew<typeof caseWorkflow>({ caseId });
    }
  }
  await courier.finished();
}

function evaluate(caseId: string): Promise<CaseProgress> {
  return perform('Check the case against the criteria', (steps) => steps.evaluateCase(caseId));
}

/** Does what was planned for now. */
function pass(caseId: string, { next }: CaseProgress): Promise<CaseProgress> {
  switch (next?.action) {
    case 'hand-to-review':
      return perform(PLANS[next.action], (steps) => steps.passInformationDeadline(caseId));
    case 'escalate':
      return perform(PLANS[next.action], (steps) => steps.passDecisionDeadline(caseId));
    case 'escalate-appeal':
    case 'escalate-forwarding':
      return perform(PLANS[next.action], (steps) => steps.passAppealDeadline(caseId));
    case 'call-due':
    case 'escalate-call':
      return perform(PLANS[next.action], (steps) => steps.passCallTime(caseId));
    case 'deliver-notices':
    case undefined:
      return evaluate(caseId);
  }
}
