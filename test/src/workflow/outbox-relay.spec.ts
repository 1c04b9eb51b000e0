import type { DeliverMessage, OutboxMessage } from '@assent/application';
import { freePort, startTimeSkippingServer } from '@assent/local';
import { logger } from '@assent/platform';
import { deliverToWorkflows, startRelay } from '@assent/worker';
import { caseWorkflowId } from '@assent/workflows';
import { Connection, WorkflowNotFoundError } from '@temporalio/client';
import { clientOf } from '../support/temporal';
import { accepted, MET, ONE_MISSING, openFor, withdraw } from './cast';
import { eventually, setStage, type Stage } from './stage';

const TASK_QUEUE = 'assent';
const quiet = logger('relay', 'silent');

let stage: Stage;

beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

it('starts the workflow of a case that was opened while Temporal was down, once it is back', async () => {
  const { port } = await freePort();
  const connection = Connection.lazy({ address: `127.0.0.1:${port}` });
  const { workflow } = clientOf(connection);
  const { record } = await openFor(stage, ONE_MISSING);
  let attempts = 0;
  const relay = startRelay(
    stage.records.outbox,
    counting(deliverToWorkflows(workflow, TASK_QUEUE), () => {
      attempts += 1;
    }),
    quiet,
  );
  await eventually(() => attempts > 0);
  const temporal = await startTimeSkippingServer({ port });
  await eventually(() => isThere(workflow.getHandle(caseWorkflowId(record.id)).describe()));
  await relay.stop();
  await connection.close();
  await temporal.stop();
});

it('starts every workflow once if two relays deliver the messages', async () => {
  const opened = await Promise.all(Array.from({ length: 80 }, () => openFor(stage, ONE_MISSING)));
  const carried: OutboxMessage[] = [];
  const deliver: DeliverMessage = (message) => {
    carried.push(message);
    return Promise.resolve();
  };
  const relays = [1, 2].map(() => startRelay(stage.records.outbox, deliver, quiet));
  await eventually(async () => (await stage.records.database.outbox.count()) === 0);
  await Promise.all(relays.map((relay) => relay.stop()));
  expect(carried.map(({ subject }) => subject).sort()).toEqual(
    opened.map(({ record }) => record.id).sort(),
  );
});

it('counts a message as delivered if its workflow has ended', async () => {
  const worker = await stage.startWorker();
  const { record } = await openFor(stage, MET);
  await stage.clock.settled();
  await stage.workflows.getHandle(caseWorkflowId(record.id)).result();
  const deliver = deliverToWorkflows(stage.workflows, TASK_QUEUE);
  const about = { subject: record.id, caseId: record.id, caseNumber: record.number };
  await deliver({ topic: 'case-changed', ...about });
  await deliver({ topic: 'case-opened', ...about });
  const runs = await stage.workflows.getHandle(caseWorkflowId(record.id)).describe();
  await worker.stop();
  expect(runs.status.name).toBe('COMPLETED');
});

it('delivers a change to a case whose workflow has not been started yet', async () => {
  const { record } = await openFor(stage, ONE_MISSING);
  accepted(await withdraw(stage, record.id));
  const worker = await stage.startWorker();
  await stage.clock.settled();
  await stage.workflows.getHandle(caseWorkflowId(record.id)).result();
  await worker.stop();
  expect(stage.mail.letters().map(({ subject }) => subject)).toContain(
    `${record.number}: withdrawn`,
  );
});

function counting(deliver: DeliverMessage, count: () => void): DeliverMessage {
  return (message) => {
    count();
    return deliver(message);
  };
}

async function isThere(description: Promise<unknown>): Promise<boolean> {
  try {
    await description;
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
