import { randomUUID } from 'node:crypto';
import {
  LetterNotAccepted,
  reconcile,
  repairCase,
  type CaseRecord,
  type CaseRepository,
  type LetterSender,
  type Repaired,
  type RepairPorts,
} from '@assent/application';
import type { Stuck } from '@assent/domain';
import { letterRenderer } from '@assent/letters';
import { logger, soon, temporalInspector } from '@assent/platform';
import {
  caseWorker,
  deliverToWorkflows,
  startDeliveries,
  startRelay,
  stepActivities,
} from '@assent/worker';
import { CASE_WORKFLOW, caseWorkflowId } from '@assent/workflows';
import { type Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { openDesk, type Desk } from '../support/desk';
import { ONE_MISSING } from '../support/facts';
import { accepted, INTAKE, opened } from '../support/requests';
import { temporalAddress } from '../support/services';
import { clientOf, KEYS } from '../support/temporal';
import { eventually } from '../workflow/stage';

const quiet = logger('tasks', 'silent');
const refusing: LetterSender = { send: () => Promise.reject(new LetterNotAccepted('451')) };

let desk: Desk;
let connection: Connection;
let client: Client;
let ports: RepairPorts;
let taskQueue: string;
let stops: (() => Promise<unknown>)[];

/** What fails here fails on purpose. */
beforeAll(() => {
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined), shutdownSignals: [] });
});
beforeEach(async () => {
  desk = await openDesk({ letterHours: { from: 0, to: 24 } });
  desk.clock.set(new Date());
  connection = await Connection.connect({ address: temporalAddress() });
  client = clientOf(connection);
  taskQueue = `stuck-${randomUUID()}`;
  const workflows = temporalInspector(connection, { namespace: 'default' }, KEYS);
  ports = { ...desk.ports, stuck: desk.records.stuck, workflows, looks: new Map(), soon };
  stops = [];
});
afterEach(async () => {
  await Promise.all(stops.map((stop) => stop()));
  await connection.close();
  await desk.close();
});

async function startWorker(records: CaseRepository = desk.ports.records): Promise<void> {
  const native = await NativeConnection.connect({ address: temporalAddress() });
  const worker = await caseWorker({
    connection: native,
    namespace: 'default',
    taskQueue,
    keys: KEYS,
    activities: stepActivities({ ...desk.ports, records }, quiet),
    shutdownGraceTime: 2_000,
  });
  const running = worker.run();
  stops.push(async () => {
    worker.shutdown();
    await running;
    await native.close();
  });
}

function startDelivering(sender: LetterSender): void {
  const { memberLetters, notices } = desk.records;
  const deliveries = startDeliveries(
    {
      ...desk.ports,
      memberLetters,
      notices,
      sender,
      renderer: letterRenderer,
      mailroom: 'mailroom@example.org',
    },
    quiet,
  );
  stops.unshift(() => deliveries.stop());
}

function startRelaying(): void {
  const deliver = deliverToWorkflows(client.workflow, taskQueue);
  const relay = startRelay(desk.records.outbox, deliver, quiet);
  stops.unshift(() => relay.stop());
}

/** A case whose message was delivered to a workflow of some type. */
async function follow(workflowType: string): Promise<CaseRecord> {
  const { record } = await opened(desk.ports, { facts: ONE_MISSING });
  await desk.records.database.outbox.deleteMany();
  const workflowId = caseWorkflowId(record.id);
  await client.workflow.start(workflowType, {
    taskQueue,
    workflowId,
    args: [{ caseId: record.id }],
  });
  stops.push(() =>
    client.workflow
      .getHandle(workflowId)
      .terminate()
      .catch(() => undefined),
  );
  return record;
}

async function stuck({ id }: CaseRecord): Promise<Stuck | null> {
  await reconcile(ports)();
  return (await desk.ports.records.case(id))?.stuck ?? null;
}

async function repaired({ id: caseId }: CaseRecord): Promise<Repaired> {
  return accepted(await repairCase(ports)({ caseId, actor: INTAKE }));
}

it('gives a worker half a minute to take a task', async () => {
  const record = await follow(CASE_WORKFLOW);
  expect(await stuck(record)).toBeNull();
});

it('finds a task that no worker takes', async () => {
  const record = await follow(CASE_WORKFLOW);
  desk.clock.set(new Date(Date.now() + 31_000));
  const found = await stuck(record);
  expect([found?.cause, found?.waitsFor]).toEqual(['workflow-task-failing', 'software']);
  expect(found?.detail).toContain('has been waiting for a worker since');
});

it('finds a task at which the workflow fails, with its error message, and restarts the workflow', async () => {
  await startWorker();
  const record = await follow('workflowOfAnotherBuild');
  await eventually(async () => ((await stuck(record))?.attempt ?? 0) >= 3);
  const found = await stuck(record);
  expect([found?.cause, found?.repair]).toEqual(['workflow-task-failing', 'restart-workflow']);
  expect(found?.lastError).toContain('workflowOfAnotherBuild');
  startRelaying();
  const { did, moved, stuck: left } = await repaired(record);
  expect([did, moved, left]).toEqual(['restart-workflow', true, null]);
});

it('says when a letter is tried next', async () => {
  await startWorker();
  startDelivering(refusing);
  const record = await follow(CASE_WORKFLOW);
  await eventually(async () => (await stuck(record))?.nextTryAt != null);
  const found = await stuck(record);
  expect(found?.cause).toBe('activity-retrying');
  expect(found?.lastError).toContain('451');
  expect(found?.nextTryAt?.getTime()).toBeGreaterThan(Date.now());
});

it('finds a step at which the software fails, with the error message in the history', async () => {
  const failing = () => Promise.reject(new TypeError('a member'));
  await startWorker({ ...desk.ports.records, case: failing });
  const record = await follow(CASE_WORKFLOW);
  await eventually(async () => (await stuck(record))?.cause === 'activity-retrying');
  expect((await stuck(record))?.lastError).toBe('an unexpected error; see the log');
});
