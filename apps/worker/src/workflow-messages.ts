import type { DeliverMessage } from '@assent/application';
import {
  AUTHORIZATION_WORKFLOW,
  authorizationWorkflowId,
  CASE_CHANGED,
  CASE_WORKFLOW,
  caseWorkflowId,
} from '@assent/workflows';
import { WorkflowExecutionAlreadyStartedError, type WorkflowClient } from '@temporalio/client';

/**
 * Hands messages to their workflows. A case or authorization has one workflow for good: a message
 * for one that has run its course is delivered by leaving it in peace, but for a restart: that ends what
 * runs and begins anew from the record, at which nothing is lost.
 */
export function deliverToWorkflows(workflows: WorkflowClient, taskQueue: string): DeliverMessage {
  const once = { taskQueue, workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY' } as const;
  const anew = {
    taskQueue,
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
  } as const;

  return ({ topic, subject }) => {
    switch (topic) {
      case 'case-opened':
        return settled(
          workflows.start(CASE_WORKFLOW, {
            ...once,
            workflowId: caseWorkflowId(subject),
            args: [{ caseId: subject }],
          }),
        );
      case 'case-changed':
        return settled(
          workflows.signalWithStart(CASE_WORKFLOW, {
            ...once,
            workflowId: caseWorkflowId(subject),
            args: [{ caseId: subject }],
            signal: CASE_CHANGED,
          }),
        );
      case 'authorization-issued':
        return settled(
          workflows.start(AUTHORIZATION_WORKFLOW, {
            ...once,
            workflowId: authorizationWorkflowId(subject),
            args: [{ authorization: subject }],
          }),
        );
      case 'case-restarted':
        return settled(
          workflows.start(CASE_WORKFLOW, {
            ...anew,
            workflowId: caseWorkflowId(subject),
            args: [{ caseId: subject }],
          }),
        );
      case 'authorization-restarted':
        return settled(
          workflows.start(AUTHORIZATION_WORKFLOW, {
            ...anew,
            workflowId: authorizationWorkflowId(subject),
            args: [{ authorization: subject }],
          }),
        );
    }
  };
}

async function settled(delivery: Promise<unknown>): Promise<void> {
  try {
    await delivery;
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
