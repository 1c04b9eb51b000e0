import { randomUUID } from 'node:crypto';
import { caseWorker } from '@assent/worker';
import { CASE_CHANGED, CASE_WORKFLOW, caseWorkflowId, type CaseProgress } from '@assent/workflows';
import { Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { temporalAddress } from '../support/services';
import { clientOf, KEYS } from '../support/temporal';
import { unexpectedSteps } from './scripted-steps';
import { quietRuntime } from './stage';

/** Temporal suggests a new run at 4 MB of history; signals of this size, in bytes, soon fill that. */
const BALLAST = 900_000;

beforeAll(() => quietRuntime());

it('continues in a new run when its history has grown long, and checks the case again', async () => {
  const address = temporalAddress();
  const taskQueue = `long-history-${randomUUID()}`;
  const workflowId = caseWorkflowId(randomUUID());
  const { workflow, connection } = clientOf(await Connection.connect({ address }));
  const first = await workflow.start(CASE_WORKFLOW, {
    taskQueue,
    workflowId,
    args: [{ caseId: 'scripted' }],
  });
  for (let sent = 0; sent < 5; sent += 1) {
    await first.signal(CASE_CHANGED, '.'.repeat(BALLAST));
  }

  const looks: string[] = [];
  const open: CaseProgress = { open: true, next: null };
  const native = await NativeConnection.connect({ address });
  const worker = await caseWorker({
    connection: native,
    namespace: 'default',
    taskQueue,
    keys: KEYS,
    activities: {
      ...unexpectedSteps,
      evaluateCase: (caseId) => {
        looks.push(caseId);
        return Promise.resolve({ ...open, open: looks.length < 3 });
      },
    },
    shutdownGraceTime: 1_000,
  });
  await worker.runUntil(() => workflow.getHandle(workflowId).result());
  const runs = [
    await workflow.getHandle(workflowId, first.firstExecutionRunId).describe(),
    await workflow.getHandle(workflowId).describe(),
  ];
  await native.close();
  await connection.close();

  expect(runs.map(({ status }) => status.name)).toEqual(['CONTINUED_AS_NEW', 'COMPLETED']);
  expect(looks).toEqual(['scripted', 'scripted', 'scripted']);
});
