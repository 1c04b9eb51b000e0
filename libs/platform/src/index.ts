export {
  apiConfig,
  type ApiConfig,
  auditConfig,
  type AuditConfig,
  type CodecConfig,
  ConfigError,
  type ConfigFault,
  migrationConfig,
  type DocumentsConfig,
  type Environment,
  type LimitsConfig,
  type LogLevel,
  type MetricsAddress,
  type SharedConfig,
  type TokenKeys,
  type TracesConfig,
  type WebConfig,
  variableNames,
  workerConfig,
  type WorkerConfig,
} from './config';
export {
  areEncryptionKeys,
  isPrivateJwk,
  type PrivateJwk,
  type VariableName,
} from './config-variables';
export { listenAt, notListening } from './listening';
export {
  Counter,
  Gauge,
  Histogram,
  measurePools,
  processMetrics,
  Registry,
  serveMetrics,
  type MetricsServer,
} from './metrics';
export { inSpan, type SpanUse } from './spans';
export { startTracing, type Tracing } from './tracing';
export { countClosed } from './decision-metrics';
export { sealKeys, sealSigner, sha256 } from './audit-keys';
export { sealFolder, setSealsAside } from './seal-folder';
export { clamdScanner, type ClamdAddress, type ClamdTimeouts } from './clamd-scanner';
export { documentStore } from './document-store';
export { bucketStore, type BucketAddress } from './document-store-bucket';
export { folderStore } from './document-store-folder';
export type { ContentStore } from './document-content';
export { envExample } from './env-example';
export { logCrashes } from './crashes';
export { errorFields, logger, type LogFields, type Logger } from './logger';
export { systemClock } from './clocks';
export { mailServer, type MailServer } from './letter-sender';
export {
  ClockMovesForwardOnly,
  sandboxClock,
  type SandboxClock,
  WorkNotDone,
} from './sandbox/sandbox-clock';
export {
  connectToTemporal,
  temporalAddress,
  type TemporalAddress,
  temporalAnswers,
} from './temporal';
export { temporalClient, temporalData, type TemporalClientOptions } from './temporal-data';
export { temporalInspector } from './temporal-inspector';
export { newEncryptionKey, readEncryptionKeys } from './encryption/encryption-keys';
export { encryptedDocuments } from './encryption/encrypted-documents';
export { keyRing } from './encryption/key-ring';
export { payloadCodec, type Payload } from './encryption/payload-codec';
export { NotDecryptable, UnknownEncryptionKey } from './encryption/sealing';
export { soon } from './until-true';
export { testServerTime, type TestServerTime } from './sandbox/test-server-time';
export { identifiers, secret } from './identifiers';
export { inflate } from './inflate';
export { payerSettings, type PayerOptions } from './settings';
