import { MessageNotTaken, type DeliverMessage, type OutboxMessage } from '@assent/application';
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
 * for a finished one counts as delivered, except a restart: that ends what runs and starts again
 * from the record, so nothing is lost.
 */
export function deliverToWorkflows(workflows: WorkflowClient, taskQueue: string): DeliverMessage {
  const once = { taskQueue, workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY' } as const;
  const anew = {
    taskQueue,
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
  } as const;

  return (message) =>
    workflows.withDeadline(Date.now() + TIMEOUT_MS, () => settled(delivery(message)));

  function delivery({ topic, subject }: OutboxMessage): Promise<unknown> {
    switch (topic) {
      case 'case-opened':
        return workflows.start(CASE_WORKFLOW, {
          ...once,
          workflowId: caseWorkflowId(subject),
          args: [{ caseId: subject }],
        });
      case 'case-changed':
        return workflows.signalWithStart(CASE_WORKFLOW, {
          ...once,
          workflowId: caseWorkflowId(subject),
          args: [{ caseId: subject }],
          signal: CASE_CHANGED,
        });
      case 'authorization-issued':
        return workflows.start(AUTHORIZATION_WORKFLOW, {
          ...once,
          workflowId: authorizationWorkflowId(subject),
          args: [{ authorization: subject }],
        });
      case 'authorization-changed':
        return workflows.signalWithStart(AUTHORIZATION_WORKFLOW, {
          ...once,
          workflowId: authorizationWorkflowId(subject),
          args: [{ authorization: subject }],
          signal: AUTHORIZATION_CHANGED,
        });
      case 'case-restarted':
        return workflows.start(CASE_WORKFLOW, {
          ...anew,
          workflowId: caseWorkflowId(subject),
          args: [{ caseId: subject }],
        });
      case 'authorization-restarted':
        return workflows.start(AUTHORIZATION_WORKFLOW, {
          ...anew,
          workflowId: authorizationWorkflowId(subject),
          args: [{ authorization: subject }],
        });
    }
  }
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
