import { setTimeout as pause } from 'node:timers/promises';
import type { Outbox } from '@assent/application';
import { letterRenderer } from '@assent/letters';
import { createRecords } from '@assent/persistence';
import {
  clamdScanner,
  connectToTemporal,
  countClosed,
  documentStore,
  errorFields,
  identifiers,
  keyRing,
  mailServer,
  measurePools,
  payerSettings,
  processMetrics,
  serveMetrics,
  systemClock,
  temporalAddress,
  temporalClient,
  testServerTime,
  type Logger,
  type WorkerConfig,
} from '@assent/platform';
import type { Connection } from '@temporalio/client';
import { NativeConnection, type Worker } from '@temporalio/worker';
import { startSealing } from './audit-sealing';
import { caseWorker } from './case-worker';
import { startScans } from './document-scans';
import { startDeliveries } from './letter-deliveries';
import { startRelay } from './outbox-relay';
import { searchable } from './known-search-attributes';
import { deliverToWorkflows } from './start-workflows';
import { stepActivities } from './steps.activities';
import { workerMetrics, type WorkerMetrics } from './worker-metrics';
import { messageSpans } from './workflow-spans';

/** The deliveries' own connections, each held for a statement or two and never while sending. */
const DELIVERY_POOL_SIZE = 2;

/** In milliseconds. */
const BETWEEN_ATTEMPTS = 2_000;
const GRACE = { production: 30_000, development: 10_000, test: 10_000 } as const;

/**
 * Runs the workflows' worker, the relay of the outbox and the deliveries until `stop`, then lets
 * running work end: the relay first, so that nothing new arrives. While Temporal cannot be reached
 * at the start it says so and retries; letters are sent anyway.
 * @throws OwnerRefused when its database role owns the tables
 * @throws when the worker cannot go on
 */
export async function runWorker(
  config: WorkerConfig,
  log: Logger,
  stop: AbortSignal,
): Promise<void> {
  const records = createRecords({
    databaseUrl: config.database.url,
    poolSize: config.database.poolSize,
  });
  await records.requireOwnRole();
  const registry = processMetrics();
  const metrics = workerMetrics(registry);
  const metricsServer = config.metrics && (await serveMetrics(registry, config.metrics, log));
  const mail = mailServer(config.mail);
  const testServer = config.clock === 'system' ? null : testServerTime(config.temporal);
  const clock = testServer ?? systemClock;
  const settings = payerSettings({
    timeZone: config.payerTimeZone,
    payerName: config.payerName,
    state: config.payerState,
    findingsFirst: config.findingsFirstStates,
    letterhead: config.letterhead,
    letterHours: config.letterHours,
    exceptions: config.exceptions,
    criterionWordings: config.criterionWordings,
    clockRules: config.clockRules,
  });
  const temporal = connectToTemporal(config.temporal);
  const steps = stepActivities(
    { clock, ids: identifiers, records: countClosed(registry, records.records), settings },
    log,
    searchable(temporal, config.temporal.namespace, log),
  );
  const letters = createRecords({
    databaseUrl: config.database.url,
    poolSize: DELIVERY_POOL_SIZE,
  });
  measurePools(registry, { steps: () => records.pool(), letters: () => letters.pool() });
  const { mailroom } = config.mail;
  const deliveries = startDeliveries(
    {
      clock,
      notices: letters.notices,
      memberLetters: letters.memberLetters,
      records: letters.records,
      sender: metrics.letters(mail),
      renderer: letterRenderer,
      mailroom,
      settings,
    },
    log,
  );
  const sealing = config.sealing && startSealing(records.auditSeals, config.sealing, log);
  if (!sealing)
    log.warn('the audit is not sealed: AUDIT_SEAL_KEY and AUDIT_SEALS_FOLDER are not set');
  const store = config.documents && documentStore(config.documents, keyRing(config.encryptionKeys));
  const scans =
    store &&
    config.scanner &&
    startScans({ clock, scans: letters.scans, store, scanner: clamdScanner(config.scanner) }, log);
  // No letter is begun while steps still end: whoever stops this may not wait for both.
  stop.addEventListener('abort', () => void deliveries.stop(), { once: true });
  try {
    const connection = await untilConnected(config, log, stop);
    if (connection) {
      const worker = await caseWorker({
        connection,
        namespace: config.temporal.namespace,
        taskQueue: config.temporal.taskQueue,
        keys: config.encryptionKeys,
        version: config.deployment,
        activities: steps,
        interceptors: [metrics.steps],
        shutdownGraceTime: GRACE[config.environment],
      });
      await serve(worker, temporal, metrics.outbox(records.outbox), metrics, config, log, stop);
      await connection.close();
    }
  } finally {
    await deliveries.stop();
    await sealing?.stop();
    await scans?.stop();
    store?.close();
    mail.close();
    await temporal.close();
    await metricsServer?.close();
    await testServer?.close();
    await Promise.all([records.close(), letters.close()]);
  }
}

async function serve(
  worker: Worker,
  connection: Connection,
  outbox: Outbox,
  metrics: WorkerMetrics,
  { temporal, staffWeb, encryptionKeys }: WorkerConfig,
  log: Logger,
  stop: AbortSignal,
): Promise<void> {
  const client = temporalClient({
    connection,
    namespace: temporal.namespace,
    keys: encryptionKeys,
    interceptors: { workflow: [messageSpans] },
  });
  const deliver = metrics.messages(
    deliverToWorkflows(client.workflow, temporal.taskQueue, staffWeb),
  );
  const relay = startRelay(outbox, deliver, log);
  const shutDown = () => void relay.stop().then(() => worker.shutdown());
  try {
    log.info('the worker is ready');
    const running = worker.run();
    // A signal that aborted before this sends no event.
    if (stop.aborted) shutDown();
    else stop.addEventListener('abort', shutDown, { once: true });
    await running;
  } finally {
    stop.removeEventListener('abort', shutDown);
    await relay.stop();
  }
}

/** A connection to Temporal once it answers; null when stopped before that. */
async function untilConnected(
  { temporal }: WorkerConfig,
  log: Logger,
  stop: AbortSignal,
): Promise<NativeConnection | null> {
  while (!stop.aborted) {
    try {
      return await NativeConnection.connect(temporalAddress(temporal));
    } catch (error) {
      log.warn('Temporal cannot be reached; retrying', errorFields(error));
      await pause(BETWEEN_ATTEMPTS, undefined, { signal: stop }).catch(() => undefined);
    }
  }
  return null;
}
