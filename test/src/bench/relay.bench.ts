import type { Outbox } from '@assent/application';
import { startMailCatcher, startTemporalDevServer, until } from '@assent/local';
import type { Records } from '@assent/persistence';
import { logger } from '@assent/platform';
import { deliverToWorkflows, startRelay } from '@assent/worker';
import { CASE_WORKFLOW, caseWorkflowId } from '@assent/workflows';
import { Connection, type WorkflowClient } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { clientOf } from '../support/temporal';
import { inTurn, perSecond, type Figure } from './figure';
import { approvable, bodyOf } from './samples';
import { withRecords, type Stand } from './stand';

/** As many messages as the relay has in flight: three batches of 25. */
const AT_ONCE = 75;
const STARTS = 300;
const PAIRS = 4;
/** No worker serves it: starting workflows is measured, not running them. */
const IDLE_QUEUE = 'bench';

const CASES = 2_000;
const CATCH_UP_MS = 30_000;

/** (c) Workflows begun by the relay of the outbox. */
export async function benchRelay(stand: Stand): Promise<readonly Figure[]> {
  const temporal = await startTemporalDevServer({
    dbFile: join(stand.folder, 'temporal.db'),
    namespace: 'default',
  });
  try {
    return [
      await benchStarts(stand, temporal.address),
      ...(await benchBacklog(stand, temporal.address)),
    ];
  } finally {
    await temporal.stop();
  }
}

async function benchStarts(stand: Stand, address: string): Promise<Figure> {
  const connection = await Connection.connect({ address });
  const { workflow } = clientOf(connection);
  const rates = await withRecords(await stand.database('bench_relay'), (records) =>
    inTurn(
      PAIRS,
      () => relayed(records, workflow),
      () => begun(workflow),
    ),
  );
  await connection.close();
  return {
    what: `workflows begun by the relay, ${AT_ONCE} at once`,
    unit: 'workflows/s',
    ...rates,
    aim: 'ratio at least 0.8',
  };
}

/** Workflows a second that the relay begins from a full outbox. */
async function relayed({ database, outbox }: Records, workflow: WorkflowClient): Promise<number> {
  await database.$executeRaw`
    INSERT INTO outbox (topic, subject)
    SELECT 'case-opened', gen_random_uuid()::text FROM generate_series(1, ${STARTS}::int)`;
  const started = performance.now();
  const emptied = emptying(outbox);
  const relay = startRelay(
    emptied.outbox,
    deliverToWorkflows(workflow, IDLE_QUEUE),
    logger('bench', 'silent'),
  );
  await emptied.done;
  const rate = perSecond(STARTS, performance.now() - started);
  await relay.stop();
  return rate;
}

/** The outbox, and a promise that all it held is delivered. */
function emptying(outbox: Outbox): { readonly outbox: Outbox; readonly done: Promise<void> } {
  let delivered = 0;
  let resolve: () => void;
  const done = new Promise<void>((settle) => (resolve = settle));
  return {
    done,
    outbox: {
      async relayBatch(limit, deliver) {
        const batch = await outbox.relayBatch(limit, deliver);
        delivered += batch.delivered;
        if (delivered >= STARTS) resolve();
        return batch;
      },
    },
  };
}

/** Workflows a second that the bare client begins. */
async function begun(workflow: WorkflowClient): Promise<number> {
  let left = STARTS;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left > 0) {
        left -= 1;
        const caseId = randomUUID();
        await workflow.start(CASE_WORKFLOW, {
          taskQueue: IDLE_QUEUE,
          workflowId: caseWorkflowId(caseId),
          args: [{ caseId }],
        });
      }
    }),
  );
  return perSecond(STARTS, performance.now() - started);
}

/** How far behind the relay is with the whole system running and cases opened at full speed. */
async function benchBacklog(stand: Stand, address: string): Promise<readonly Figure[]> {
  const databaseUrl = await stand.database('bench_backlog');
  const mail = await startMailCatcher();
  const api = await stand.serveApi(databaseUrl, address);
  const worker = await stand.startWorker(databaseUrl, address, mail.smtpUrl);
  const headers = { authorization: `Bearer ${await stand.token(api)}` };
  const bodies = approvable.map(bodyOf);
  const cases = { port: api.port, path: '/v1/cases', headers, bodies, atOnce: 50, status: 201 };
  const { milliseconds } = await stand.load.send({ ...cases, count: CASES });
  const { behind, rate } = await withRecords(databaseUrl, catchUp);
  await worker.stop();
  await api.stop();
  await mail.stop();
  return [
    {
      what: 'cases opened and decided while their workflows run',
      unit: 'cases/s',
      reached: perSecond(CASES, milliseconds),
    },
    { what: `messages waiting after ${CASES} cases`, unit: 'messages', reached: behind },
    { what: 'messages relayed meanwhile', unit: 'messages/s', reached: rate },
    { what: 'the relay has caught up after', unit: 's', reached: behind / rate },
  ];
}

/** How many messages wait, and how many a second are relayed for as long as some do. */
async function catchUp({ database }: Records) {
  const behind = await database.outbox.count();
  const started = performance.now();
  let left = behind;
  await until(async () => (left = await database.outbox.count()) === 0, {
    timeoutMs: CATCH_UP_MS,
    everyMs: 100,
  });
  return { behind, rate: perSecond(behind - left, performance.now() - started) };
}
