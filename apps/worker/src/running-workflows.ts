import { WorkflowsUnreachable, type Followed, type RunningWorkflows } from '@assent/application';
import {
  AUTHORIZATION_WORKFLOW,
  authorizationWorkflowId,
  CASE_WORKFLOW,
  caseWorkflowId,
} from '@assent/workflows';
import { WorkflowNotFoundError, type WorkflowClient } from '@temporalio/client';

/** In a portion. */
const AT_ONCE = 50;

/** The workflows of a task queue that run, as Temporal lists them: a moment later than they began. */
export function runningWorkflows(client: WorkflowClient, taskQueue: string): RunningWorkflows {
  const query = `TaskQueue = '${taskQueue}' AND ExecutionStatus = 'Running' AND WorkflowType IN ('${CASE_WORKFLOW}', '${AUTHORIZATION_WORKFLOW}')`;
  return {
    async *all() {
      let portion: Followed[] = [];
      try {
        for await (const { workflowId } of client.list({ query })) {
          const followed = followedBy(workflowId);
          if (followed !== null) portion.push(followed);
          if (portion.length < AT_ONCE) continue;
          yield portion;
          portion = [];
        }
      } catch (error) {
        throw new WorkflowsUnreachable('Temporal does not list its workflows', { cause: error });
      }
      if (portion.length > 0) yield portion;
    },
    async end(workflow) {
      const id =
        'caseId' in workflow
          ? caseWorkflowId(workflow.caseId)
          : authorizationWorkflowId(workflow.authorization);
      try {
        await client.getHandle(id).terminate('the record has nothing left for it to do');
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return;
        throw new WorkflowsUnreachable('Temporal does not end a workflow', { cause: error });
      }
    },
  };
}

/** Null for one that is none of ours. */
function followedBy(workflowId: string): Followed | null {
  const [kind, subject] = workflowId.split('/');
  if (subject === undefined) return null;
  if (kind === 'case') return { caseId: subject };
  return kind === 'authorization' ? { authorization: subject } : null;
}
