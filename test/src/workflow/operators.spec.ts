import { randomUUID } from 'node:crypto';
import { reconcile, type CaseRecord, type ReconcilerPorts } from '@assent/application';
import { startTemporalDevServer, type TemporalServer } from '@assent/local';
import { logger, temporalInspector } from '@assent/platform';
import {
  caseWorker,
  deliverToWorkflows,
  searchable,
  startRelay,
  stepActivities,
} from '@assent/worker';
import { caseWorkflowId, SEARCH_ATTRIBUTES } from '@assent/workflows';
import { type Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { z } from 'zod';
import { openDesk, type Desk } from '../support/desk';
import { ANSWER, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { accepted, inform, opened } from '../support/requests';
import { temporalAddress } from '../support/services';
import { clientOf, KEYS, payloadTexts } from '../support/temporal';
import { eventually, quietRuntime } from './stage';

const quiet = logger('operators', 'silent');
const namespace = 'default';
const HOUR = 3_600_000;
const NAMES = Object.keys(SEARCH_ATTRIBUTES);

let desk: Desk;
let stops: (() => Promise<unknown>)[];

beforeAll(quietRuntime);
beforeEach(async () => {
  desk = await openDesk();
  desk.clock.set(new Date());
  stops = [];
});
afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  await desk.close();
});

interface Temporal {
  readonly client: Client;
  readonly taskQueue: string;
  /** Starts a worker, as a version of a deployment or without one. */
  startWorker(version?: { deploymentName: string; buildId: string }): Promise<void>;
  /** What Temporal shows of a case's workflow. */
  shown(record: CaseRecord): Promise<Shown>;
  /** Checks whether cases are stuck. */
  check(): Promise<unknown>;
}

interface Shown {
  readonly status: string;
  readonly summary: string | undefined;
  readonly details: string | undefined;
  readonly currentDetails: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly buildId: string | undefined;
}

/** Workers and a relay on a Temporal server, with a task queue of their own. */
async function temporalAt(address: string): Promise<Temporal> {
  const connection = await Connection.connect({ address });
  const client = clientOf(connection);
  const taskQueue = `operators-${randomUUID()}`;
  const deliver = deliverToWorkflows(client.workflow, taskQueue, 'https://assent.example.org/plan');
  const relay = startRelay(desk.records.outbox, deliver, quiet);
  stops.push(() => relay.stop().then(() => connection.close()));
  const ports: ReconcilerPorts = {
    ...desk.ports,
    stuck: desk.records.stuck,
    workflows: temporalInspector(connection, { namespace }, KEYS),
    looks: new Map(),
  };
  return {
    client,
    taskQueue,
    async startWorker(version) {
      const native = await NativeConnection.connect({ address });
      const worker = await caseWorker({
        connection: native,
        ...{ namespace, taskQueue, shutdownGraceTime: 2_000 },
        keys: KEYS,
        activities: stepActivities(desk.ports, quiet, searchable(connection, namespace, quiet)),
        ...(version && { version }),
      });
      const running = worker.run();
      stops.push(async () => {
        worker.shutdown();
        await running;
        await native.close();
      });
    },
    async shown({ id }) {
      const handle = client.workflow.getHandle(caseWorkflowId(id));
      const description = await handle.describe();
      const { status, typedSearchAttributes, raw } = description;
      return {
        status: status.name,
        summary: await description.staticSummary(),
        details: await description.staticDetails(),
        currentDetails: z
          .object({ currentDetails: z.string() })
          .parse(await handle.query('__temporal_workflow_metadata')).currentDetails,
        attributes: Object.fromEntries(
          typedSearchAttributes
            .getAll()
            .filter(({ key }) => NAMES.includes(key.name))
            .map(({ key, value }) => [key.name, value]),
        ),
        buildId: raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId ?? undefined,
      };
    },
    check: () => reconcile(ports)(),
  };
}

async function inReview(): Promise<CaseRecord> {
  return (await opened(desk.ports, { facts: TOO_MANY_CAPSULES })).record;
}

test('an operator finds a case by its number in Temporal, and reads what it waits for', async () => {
  const temporal = await temporalAt(temporalAddress());
  await temporal.startWorker();
  const record = await inReview();
  const dueAt = record.dueAt?.toISOString() ?? '';
  await eventually(async () => {
    const query = `CaseNumber = '${record.number}' AND CaseStatus = 'in-review'`;
    const { count } = await temporal.client.workflow.count(query);
    return count === 1;
  });
  const shown = await temporal.shown(record);
  expect(shown).toMatchObject({
    summary: `Case ${record.number}`,
    details: `[Open in Assent](https://assent.example.org/plan/cases/${record.id})`,
    attributes: {
      CaseNumber: record.number,
      CaseStatus: 'in-review',
      DueAt: record.dueAt,
    },
  });
  expect(shown.currentDetails.split('\n\n')).toEqual([
    `Case ${record.number}: **in-review**`,
    `Due: ${dueAt}`,
    `Next, at ${dueAt}: Escalate: the decision is past due`,
  ]);
  const { events } = await temporal.client.workflow
    .getHandle(caseWorkflowId(record.id))
    .fetchHistory();
  const summaries = await payloadTexts(events?.map(({ userMetadata }) => userMetadata?.summary));
  expect(summaries).toEqual(
    expect.arrayContaining([
      '"Check the case against the criteria"',
      '"Escalate: the decision is past due"',
    ]),
  );
});

test('an operator finds stuck cases in Temporal by cause, until they are no longer stuck', async () => {
  const temporal = await temporalAt(temporalAddress());
  await temporal.startWorker();
  const record = await inReview();
  const attribute = async (name: string) =>
    (await temporal.shown(record).catch(() => null))?.attributes[name];
  const found = () => attribute('StuckCause');
  await eventually(async () => (await attribute('CaseNumber')) === record.number);
  expect(await found()).toBeUndefined();
  const now = new Date();
  desk.clock.set(new Date((record.dueAt?.getTime() ?? 0) - HOUR));
  await temporal.check();
  const cause = (await desk.ports.records.case(record.id))?.stuck?.cause ?? '';
  await eventually(async () => String(await found()) === cause);
  expect((await temporal.shown(record)).currentDetails).toContain(`Stuck: **${cause}**`);
  desk.clock.set(now);
  await temporal.check();
  await eventually(async () => (await found()) === undefined);
});

test('cases work on a Temporal without search attributes', async () => {
  const server: TemporalServer = await startTemporalDevServer({ namespace });
  stops.push(() => server.stop());
  const temporal = await temporalAt(server.address);
  await temporal.startWorker();
  const record = await inReview();
  await eventually(async () => {
    const { currentDetails } = await temporal.shown(record).catch(() => ({ currentDetails: '' }));
    return currentDetails.includes('**in-review**');
  });
  expect(await temporal.shown(record)).toMatchObject({
    status: 'RUNNING',
    summary: `Case ${record.number}`,
    attributes: {},
  });
});

test('a case ends under the build it started with, and the next one starts with the new build', async () => {
  const temporal = await temporalAt(temporalAddress());
  const deploymentName = `operators-${randomUUID()}`;
  const makeCurrent = (buildId: string) =>
    eventually(() =>
      temporal.client.workflowService
        .setWorkerDeploymentCurrentVersion({ namespace, deploymentName, buildId })
        .then(
          () => true,
          () => false,
        ),
    );
  await temporal.startWorker({ deploymentName, buildId: 'first' });
  await makeCurrent('first');
  const { record: old } = await opened(desk.ports, { facts: ONE_MISSING });
  const build = (record: CaseRecord) => temporal.shown(record).catch(() => null);
  await eventually(async () => (await build(old))?.buildId === 'first');

  await temporal.startWorker({ deploymentName, buildId: 'second' });
  await makeCurrent('second');
  const young = await inReview();
  await eventually(async () => (await build(young))?.buildId === 'second');
  accepted(await inform(desk.ports, old.id, ANSWER));
  await eventually(async () => (await build(old))?.status === 'COMPLETED');
  expect((await build(old))?.buildId).toBe('first');
  expect((await build(young))?.buildId).toBe('second');
});
