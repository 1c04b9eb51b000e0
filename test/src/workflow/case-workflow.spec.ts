import { randomUUID } from 'node:crypto';
import { startTimeSkippingServer, type TemporalServer } from '@assent/local';
import { testServerTime, type TestServerTime } from '@assent/platform';
import { caseWorker } from '@assent/worker';
import { CASE_WORKFLOW, caseWorkflowId, type CaseProgress, type Steps } from '@assent/workflows';
import { Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { clientOf, KEYS } from '../support/temporal';
import { unexpectedSteps } from './scripted-steps';
import { quietRuntime } from './stage';

const HOUR = 3_600_000;
const TASK_QUEUE = 'scripted';

let temporal: TemporalServer;
let time: TestServerTime;

beforeAll(async () => {
  quietRuntime();
  temporal = await startTimeSkippingServer();
  time = testServerTime({
    address: temporal.address,
    namespace: 'default',
    tls: false,
    apiKey: null,
    taskQueue: TASK_QUEUE,
  });
});
afterAll(async () => {
  await time.close();
  await temporal.stop();
});

it("retries at growing intervals while a step's time has not come", async () => {
  const at = new Date((await time.now()).getTime() + HOUR).toISOString();
  const asked: number[] = [];
  const waits: CaseProgress = { open: true, next: { action: 'escalate', at } };
  const events = await live({
    evaluateCase: () => Promise.resolve(waits),
    passDecisionDeadline: async () => {
      asked.push((await time.now()).getTime());
      return asked.length < 5 ? waits : { open: false, next: null };
    },
  });
  const gaps = asked.slice(1).map((instant, index) => instant - (asked[index] ?? 0));
  expect(gaps.map((gap, index) => gap >= 1_000 * 2 ** index)).toEqual([true, true, true, true]);
  expect(events).toBeLessThanOrEqual(40);
});

it('checks again after a case was closed while its letters were being sent', async () => {
  const at = (await time.now()).toISOString();
  const closed = { open: false };
  const looks: CaseProgress[] = [
    { ...closed, next: { action: 'deliver-notices', at } },
    { ...closed, next: null },
  ];
  await live({ evaluateCase: () => Promise.resolve(looks.shift() ?? { ...closed, next: null }) });
  expect(looks).toEqual([]);
});

/** Runs a case with the test's own steps; returns how many events that took. */
async function live(steps: Partial<Steps>): Promise<number> {
  const connection = await NativeConnection.connect({ address: temporal.address });
  const worker = await caseWorker({
    connection,
    namespace: 'default',
    taskQueue: TASK_QUEUE,
    keys: KEYS,
    activities: { ...unexpectedSteps, ...steps },
    shutdownGraceTime: 1_000,
  });
  const client = clientOf(await Connection.connect({ address: temporal.address }));
  const count = await worker.runUntil(async () => {
    const handle = await client.workflow.start(CASE_WORKFLOW, {
      taskQueue: TASK_QUEUE,
      workflowId: caseWorkflowId(randomUUID()),
      args: [{ caseId: 'scripted' }],
    });
    await time.skip(2 * HOUR);
    await handle.result();
    return (await handle.fetchHistory()).events?.length ?? 0;
  });
  await client.connection.close();
  await connection.close();
  return count;
}
