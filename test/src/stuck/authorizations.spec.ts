import {
  reconcile,
  repairCase,
  type CaseRecord,
  type Reconciled,
  type RepairPorts,
} from '@assent/application';
import { freePort, startTemporalDevServer, type TemporalServer } from '@assent/local';
import { logger, soon, temporalInspector } from '@assent/platform';
import { caseWorker, deliverToWorkflows, startRelay, stepActivities } from '@assent/worker';
import { authorizationWorkflowId } from '@assent/workflows';
import { type Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { openDesk, type Desk } from '../support/desk';
import { MET } from '../support/facts';
import { accepted, INTAKE, opened } from '../support/requests';
import { clientOf, KEYS } from '../support/temporal';
import { eventually, quietRuntime } from '../workflow/stage';

const quiet = logger('authorizations', 'silent');
const namespace = 'default';
const DAY = 86_400_000;

/** A separate Temporal, which can be lost with everything that it knows. */
interface Clockwork {
  readonly client: Client;
  readonly ports: RepairPorts;
  /** Starts what carries messages to workflows and works on them. */
  startWorking(): Promise<void>;
  stop(): Promise<void>;
}

let desk: Desk;
let port: number;
let clockwork: Clockwork;

beforeAll(async () => {
  quietRuntime();
  desk = await openDesk();
  desk.clock.set(new Date());
  ({ port } = await freePort());
  clockwork = await emptyClockwork();
}, 60_000);
afterAll(async () => {
  await clockwork.stop();
  await desk.close();
});

async function emptyClockwork(): Promise<Clockwork> {
  const server: TemporalServer = await startTemporalDevServer({ namespace, port });
  const { address } = server;
  const connection = await Connection.connect({ address });
  const client = clientOf(connection);
  const stops: (() => Promise<unknown>)[] = [];
  return {
    client,
    ports: {
      ...desk.ports,
      stuck: desk.records.stuck,
      ...{ workflows: temporalInspector(connection, { namespace }, KEYS), looks: new Map(), soon },
    },
    async startWorking() {
      const native = await NativeConnection.connect({ address });
      const delivery = { sender: { send: () => Promise.resolve() }, mailroom: 'm@example.org' };
      const ports = { ...desk.ports, notices: desk.records.notices, ...delivery };
      const worker = await caseWorker({
        connection: native,
        ...{ namespace, taskQueue: 'assent', shutdownGraceTime: 2_000 },
        keys: KEYS,
        activities: stepActivities(ports, quiet),
      });
      const relay = startRelay(
        desk.records.outbox,
        deliverToWorkflows(client.workflow, 'assent'),
        quiet,
      );
      const running = worker.run();
      stops.push(async () => {
        await relay.stop();
        worker.shutdown();
        await running;
        await native.close();
      });
    },
    async stop() {
      for (const stop of stops) await stop();
      await connection.close();
      await server.stop();
    },
  };
}

const check = (): Promise<Reconciled> => reconcile(clockwork.ports)();

async function stuck({ id }: CaseRecord) {
  await check();
  return (await desk.ports.records.case(id))?.stuck ?? null;
}

async function settled(): Promise<void> {
  await eventually(async () => {
    const { unsettled, blockers } = await check();
    return !unsettled && blockers.length === 0;
  });
}

const workflow = (number: string) =>
  clockwork.client.workflow.getHandle(authorizationWorkflowId(number));

async function approved(): Promise<{ readonly record: CaseRecord; readonly number: string }> {
  const { record, authorization } = await opened(desk.ports, { facts: MET });
  return { record, number: authorization?.number ?? '' };
}

it('all of them are restored after Temporal was lost, and are shown until then', async () => {
  await clockwork.startWorking();
  const issued = [await approved(), await approved(), await approved()];
  await settled();
  await clockwork.stop();
  clockwork = await emptyClockwork();

  const { blockers, restarted } = await check();
  expect(restarted).toBe(issued.length);
  expect(blockers.map(({ blocker }) => [blocker.cause, blocker.authorization]).sort()).toEqual(
    issued.map(({ number }) => ['workflow-missing', number]).sort(),
  );
  const shown = await Promise.all(issued.map(({ record: { id } }) => desk.ports.records.case(id)));
  expect(shown.map((record) => record?.stuck?.cause)).toEqual(issued.map(() => 'workflow-missing'));

  await clockwork.startWorking();
  await settled();
  const states = await Promise.all(issued.map(({ number }) => workflow(number).describe()));
  expect(states.map(({ status }) => status.name)).toEqual(issued.map(() => 'RUNNING'));
}, 120_000);

it('one whose workflow was ended is shown long before its next step is due', async () => {
  const { record, number } = await approved();
  await settled();
  await workflow(number).terminate();
  const found = await stuck(record);
  expect([found?.cause, found?.authorization]).toEqual(['workflow-closed', number]);
  const { did, moved } = accepted(
    await repairCase(clockwork.ports)({ caseId: record.id, actor: INTAKE }),
  );
  expect([did, moved]).toEqual(['restart-workflow', true]);
}, 60_000);

it('one whose workflow has no timer for its next step is shown until it has one', async () => {
  const { record, number } = await approved();
  await settled();
  await desk.records.database.authorization.update({
    where: { number },
    data: { version: { increment: 1 }, nextStepAt: new Date(Date.now() + 2 * DAY) },
  });
  const found = await stuck(record);
  expect([found?.cause, found?.detail]).toEqual([
    'workflow-task-failing',
    expect.stringMatching(/^The workflow has no timer for the step due .+\.$/),
  ]);
  const { did, moved } = accepted(
    await repairCase(clockwork.ports)({ caseId: record.id, actor: INTAKE }),
  );
  expect([did, moved]).toEqual(['restart-workflow', true]);
}, 60_000);
