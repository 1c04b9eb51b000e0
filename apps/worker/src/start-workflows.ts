import { MessageNotTaken, type DeliverableMessage, type DeliverMessage } from '@assent/application';
import {
  AUTHORIZATION_CHANGED,
  AUTHORIZATION_WORKFLOW,
  authorizationWorkflowId,
  CASE_CHANGED,
  CASE_WORKFLOW,
  caseWorkflowId,
} from '@assent/workflows';
import {
  isGrpcServiceError,
  WorkflowExecutionAlreadyStartedError,
  type WorkflowClient,
} from '@temporalio/client';

/** Per message, in milliseconds: less than a batch may hold its rows. */
const TIMEOUT_MS = 10_000;

/**
 * Hands messages to their workflows. A case or authorization has one workflow for good: a message
 * for a finished one counts as delivered. But for an appeal, the finished one of its case starts
 * again; and a restart ends what runs and starts again from the record, so nothing is lost.
 * @param staffWeb where staff open Assent, to which workflows link; null for no links
 */
export function deliverToWorkflows(
  workflows: WorkflowClient,
  taskQueue: string,
  staffWeb: string | null = null,
): DeliverMessage {
  const once = { taskQueue, workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY' } as const;
  const anew = {
    taskQueue,
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
  } as const;

  return (message) =>
    workflows.withDeadline(Date.now() + TIMEOUT_MS, () => settled(delivery(message)));

  function delivery(message: DeliverableMessage): Promise<unknown> {
    const { topic, subject } = message;
    const ofCase = () => ({
      workflowId: caseWorkflowId(subject),
      args: [{ caseId: subject }],
      ...shown(message, 'Case', staffWeb),
    });
    const ofAuthorization = () => ({
      workflowId: authorizationWorkflowId(subject),
      args: [{ authorization: subject }],
      ...shown(message, `Authorization ${subject} of case`, staffWeb),
    });
    switch (topic) {
      case 'case-opened':
        return workflows.start(CASE_WORKFLOW, { ...once, ...ofCase() });
      case 'case-changed':
        return workflows.signalWithStart(CASE_WORKFLOW, {
          ...once,
          ...ofCase(),
          signal: CASE_CHANGED,
        });
      case 'case-appealed':
        return workflows.signalWithStart(CASE_WORKFLOW, {
          taskQueue,
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          ...ofCase(),
          signal: CASE_CHANGED,
        });
      case 'authorization-issued':
        return workflows.start(AUTHORIZATION_WORKFLOW, { ...once, ...ofAuthorization() });
      case 'authorization-changed':
        return workflows.signalWithStart(AUTHORIZATION_WORKFLOW, {
          ...once,
          ...ofAuthorization(),
          signal: AUTHORIZATION_CHANGED,
        });
      case 'case-restarted':
        return workflows.start(CASE_WORKFLOW, { ...anew, ...ofCase() });
      case 'authorization-restarted':
        return workflows.start(AUTHORIZATION_WORKFLOW, { ...anew, ...ofAuthorization() });
    }
  }
}

/** What operators read of a workflow in Temporal: its case's number, and the way back to Assent. */
function shown(
  { caseId, caseNumber }: DeliverableMessage,
  what: string,
  staffWeb: string | null,
): { readonly staticSummary?: string; readonly staticDetails?: string } {
  if (caseId === null || caseNumber === null) return {};
  const staticSummary = `${what} ${caseNumber}`;
  if (staffWeb === null) return { staticSummary };
  const { href } = new URL(`cases/${caseId}`, staffWeb.endsWith('/') ? staffWeb : `${staffWeb}/`);
  return { staticSummary, staticDetails: `[Open in Assent](${href})` };
}

async function settled(delivery: Promise<unknown>): Promise<void> {
  try {
    await delivery;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return;
    throw new MessageNotTaken(codeOf(error), { cause: error });
  }
}

/** gRPC errors begin with the number of their code and its name. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const refusal = [error, error.cause].find(isGrpcServiceError);
  return /^\d+ ([A-Z_]+)/.exec(refusal?.message ?? '')?.[1] ?? error.name;
}
