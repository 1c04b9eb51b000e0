import { EVERY_LINE, measure, verifyAudit, type AuditReport } from '@assent/application';
import {
  auditLog,
  createRecords,
  currentReader,
  forEveryLine,
  plannedWork,
  readAs,
} from '@assent/persistence';
import {
  connectToTemporal,
  countClosed,
  documentStore,
  identifiers,
  keyRing,
  measurePools,
  payerSettings,
  processMetrics,
  sandboxClock,
  sealFolder,
  sealKeys,
  secret,
  sha256,
  soon,
  systemClock,
  temporalAnswers,
  temporalInspector,
  testServerTime,
  type ApiConfig,
  type AuditConfig,
  type Logger,
} from '@assent/platform';
import { setTimeout as pause } from 'node:timers/promises';
import type { ApiDependencies } from './dependencies';
import { allowances } from './http/allowances';
import { verificationKeys } from './http/token-keys';
import { accessRecorder } from './modules/access-log/access-recorder';
import { keyRotator, measureRotation, type KeyRotator } from './modules/documents/key-rotation';
import { measureRecord } from './modules/reports/record-metrics';
import { sessionKeeper } from './modules/sessions/session-keeper';
import { reconciler } from './modules/stuck/reconciler';
import { requireWebApp } from './web/serve-web-app';

/** How long a dependency may take to answer `/readyz`, in milliseconds. */
const TIMEOUT_MS = 2_000;

/**
 * Opens what the configuration names; nothing needs to be reachable yet.
 * @param ending aborted once the process was asked to end
 * @throws ConfigError when a folder in it cannot be used.
 * @throws OwnerRefused when its database role owns the tables.
 */
export async function openDependencies(
  config: ApiConfig,
  log: Logger,
  ending: AbortSignal,
): Promise<ApiDependencies & { readonly rotator: KeyRotator }> {
  requireWebApp(config.web);
  const ring = keyRing(config.encryptionKeys);
  const documents = documentStore(config.documents, ring);
  if (!config.scanner) log.warn('documents are not scanned for viruses: CLAMD_ADDRESS is not set');
  const verify = config.audit && verifying(config, config.audit);
  const store = createRecords({
    databaseUrl: config.database.url,
    poolSize: config.database.poolSize,
    reader: currentReader,
  });
  await store.requireOwnRole();
  const temporal = connectToTemporal(config.temporal);
  const testServer = config.clock === 'system' ? null : testServerTime(config.temporal);
  const { issuer, audience, keys } = config.auth;
  const metrics = processMetrics();
  const ports = {
    clock: testServer ?? systemClock,
    ids: identifiers,
    records: countClosed(metrics, store.records),
    settings: payerSettings({
      timeZone: config.payerTimeZone,
      payerName: config.payerName,
      state: config.payerState,
      findingsFirst: config.findingsFirstStates,
      letterhead: config.letterhead,
      letterHours: config.letterHours,
      exceptions: config.exceptions,
      documentsAreScanned: config.scanner !== null,
      documentLimits: config.documentLimits,
      accessHours: config.accessHours,
      criterionWordings: config.criterionWordings,
      clockRules: config.clockRules,
    }),
  };
  const repairing = {
    stuck: store.stuck,
    workflows: temporalInspector(temporal, config.temporal, config.encryptionKeys),
    looks: new Map(),
    soon,
  };
  const rotating = {
    rotations: store.keyRotations,
    store: documents,
    keyId: ring.newest,
    clock: ports.clock,
  };
  measureRotation(metrics, rotating);
  measurePools(metrics, { calls: () => store.pool() });
  const measures = measure(ports, store.reading, store.stuck);
  measureRecord(metrics, () => readAs(EVERY_LINE, measures));
  return {
    ports,
    readAs,
    reading: store.reading,
    events: store.events,
    repairing,
    reconciler: reconciler({ ...ports, ...repairing, readAs }, log),
    work: { worklist: store.worklist, views: store.views, drafts: store.drafts },
    calendar: { calendarFeeds: store.calendarFeeds, secret },
    documents,
    rotator: keyRotator(rotating, log),
    audit: { checks: store.auditChecks, verify },
    accessLog: store.accesses,
    accessRecorder: accessRecorder({ accessLog: store.accesses, clock: ports.clock, metrics, log }),
    tokens: { issuer, audience, keys: verificationKeys(keys) },
    sessions: sessionKeeper({ endedSessions: store.endedSessions, log }),
    isTraced: config.traces !== null,
    localIssuerKey: keys.kind === 'development' ? keys.privateKey : null,
    sandboxClock: testServer && sandboxClock(testServer, forEveryLine(plannedWork(store.database))),
    limits: config.limits,
    allowances: allowances({ usedAllowances: store.usedAllowances, log }),
    trustedProxies: config.http.trustedProxies,
    web: config.web,
    checked: [
      { name: 'postgres', vital: true, answers: () => inTime(store.ping()) },
      { name: 'temporal', vital: false, answers: () => temporalAnswers(temporal, TIMEOUT_MS) },
    ],
    ending,
    metrics,
    log,
    close: async () => {
      await temporal.close();
      await testServer?.close();
      documents.close();
      await store.close();
    },
  };
}

/** @throws ConfigError when the keys cannot be read. */
function verifying(
  { database }: ApiConfig,
  { publicKeys, sealsFolder }: AuditConfig,
): () => Promise<AuditReport> {
  return verifyAudit({
    log: auditLog(database.url),
    outside: sealFolder(sealsFolder),
    keys: sealKeys(publicKeys),
    sha256,
  });
}

/** Whether the attempt succeeds before the timeout. */
async function inTime(attempt: Promise<unknown>): Promise<boolean> {
  const over = new AbortController();
  const succeeded = attempt.then(
    () => true,
    () => false,
  );
  const tooLate = pause(TIMEOUT_MS, false, { signal: over.signal }).catch(() => false);
  const answer = await Promise.race([succeeded, tooLate]);
  over.abort();
  return answer;
}
