import type { EncryptionKeys, Letterhead } from '@assent/application';
import {
  MEGABYTE,
  type DocumentLimits,
  type ExceptionLimits,
  type LetterHours,
  type LicensingState,
} from '@assent/domain';
import type { z } from 'zod';
import type { sharedVariables } from './config-variables';
import type { ClamdAddress } from './clamd-scanner';
import type { BucketAddress } from './document-store-bucket';
import {
  apiVariables,
  auditVariables,
  migrationVariables,
  type PrivateJwk,
  variableNotes,
  type VariableName,
  workerVariables,
} from './config-variables';

/** The environment a process was started with. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What API and worker share. */
export interface SharedConfig {
  readonly environment: 'production' | 'development' | 'test';
  readonly database: { readonly url: string; readonly poolSize: number };
  readonly temporal: {
    /** `host:port`. */
    readonly address: string;
    readonly namespace: string;
    readonly tls: boolean;
    readonly apiKey: string | null;
    readonly taskQueue: string;
  };
  /** What encrypts data in Temporal, and the keys of documents. */
  readonly encryptionKeys: EncryptionKeys;
  readonly logLevel: LogLevel;
  readonly payerName: string;
  /** IANA name; it bounds calendar days. */
  readonly payerTimeZone: string;
  /** The state of members whose request names none; null for none. */
  readonly payerState: LicensingState | null;
  /** The states in which findings come first; null for those that the project knows. */
  readonly findingsFirstStates: readonly LicensingState[] | null;
  readonly letterhead: Letterhead;
  /** In the payer's zone. */
  readonly letterHours: LetterHours;
  /** How far a pharmacist may approve against the criteria. */
  readonly exceptions: ExceptionLimits;
  /** The folder with the plan's own wordings of criteria; null for none. */
  readonly criterionWordings: string | null;
  /** The folder with the plan's own tables of clocks; null for those of the project. */
  readonly clockRules: string | null;
  /** Where metrics are served; null for nowhere. */
  readonly metrics: MetricsAddress | null;
  /** How traces are sent; null for no traces. The rest is in the standard variables. */
  readonly traces: TracesConfig | null;
  /** Where documents are scanned for viruses; null if they are not. */
  readonly scanner: ClamdAddress | null;
  readonly clock: 'system' | 'temporal-test-server';
}

/** The encoding of OTLP over HTTP. */
export interface TracesConfig {
  readonly protocol: 'http/protobuf' | 'http/json';
}

/** Where a process serves its metrics. */
export interface MetricsAddress {
  readonly host: string;
  readonly port: number;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

export interface ApiConfig extends SharedConfig {
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** How long it goes on taking calls after it was asked to end, in seconds. */
    readonly drainSeconds: number;
    /** Addresses and networks of proxies that name the caller. */
    readonly trustedProxies: readonly string[];
  };
  readonly auth: {
    readonly issuer: string;
    readonly audience: string;
    readonly keys: TokenKeys;
  };
  /** How long a person has a case that they opened with a reason, in hours. */
  readonly accessHours: number;
  readonly limits: LimitsConfig;
  readonly web: WebConfig;
  readonly documents: DocumentsConfig;
  readonly documentLimits: DocumentLimits;
  /** The codec server for Temporal's web interface; null for none. */
  readonly codec: CodecConfig | null;
  /** What the audit is compared with; null where it cannot be checked. */
  readonly audit: AuditConfig | null;
}

/** Where payloads are decrypted, and for the pages of which origin (RFC 6454). */
export interface CodecConfig {
  readonly host: string;
  readonly port: number;
  readonly origin: string;
}

/** Where the seals of the audit are, and the keys that they may be signed with. */
export interface AuditConfig {
  readonly sealsFolder: string;
  readonly publicKeys: string;
}

/** Limits of one caller, unless they say otherwise: by the minute at all API processes together, all others at each. */
export interface LimitsConfig {
  readonly requestsPerMinute: number;
  readonly badTokensPerMinute: number;
  readonly callsAtOnce: number;
  /** Of all callers together. */
  readonly callsInProgress: number;
  readonly streamsPerPerson: number;
  readonly bodySeconds: number;
  readonly answerSeconds: number;
}

/** Where the contents of documents are kept. */
export type DocumentsConfig =
  | { readonly kind: 'folder'; readonly folder: string }
  | ({ readonly kind: 'bucket' } & BucketAddress);

/** Settings of the staff web app. */
export interface WebConfig {
  /** The folder of its build; null for the project's own. */
  readonly root: string | null;
  /** The public client of the identity provider (OpenID Connect Core, 3.1). */
  readonly identity: {
    readonly authority: string;
    readonly clientId: string;
    readonly scope: string;
  };
  /** Origins beside the authority's that the web app calls to sign people in. */
  readonly identityOrigins: readonly string[];
  /** The address of Temporal's web interface; null if there is none. */
  readonly temporalUi: string | null;
}

/** The source of the keys that check access tokens. */
export type TokenKeys =
  | { readonly kind: 'jwks'; readonly url: string }
  /** Where the issuer's metadata says; they are below the authority's address. */
  | { readonly kind: 'discovery'; readonly issuer: string; readonly authority: string }
  | { readonly kind: 'development'; readonly privateKey: PrivateJwk };

export interface WorkerConfig extends SharedConfig {
  readonly mail: {
    readonly smtpUrl: string;
    readonly from: string;
    /** Where answers go; null for the sender's address. */
    readonly replyTo: string | null;
    /** Where letters to print and mail go. */
    readonly mailroom: string;
  };
  /** Where staff open Assent; null for no links to it. */
  readonly staffWeb: string | null;
  /** Where the contents of documents are; null if the worker has nothing to do with them. */
  readonly documents: DocumentsConfig | null;
  /** The worker as a version of its deployment in Temporal; null for workers without versions. */
  readonly deployment: { readonly deploymentName: string; readonly buildId: string } | null;
  /** How the audit is sealed; null if it is not. */
  readonly sealing: {
    readonly folder: string;
    readonly key: string;
    readonly everyMinutes: number;
  } | null;
}

/** One wrong variable; never contains its value. */
export interface ConfigFault {
  readonly variable: VariableName;
  readonly problem: string;
}

/** Thrown with every fault, so that one restart fixes them all. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly ConfigFault[]) {
    const lines = faults.map(
      ({ variable, problem }) => `  ${variable} ${problem} (${variableNotes[variable].about})`,
    );
    super(`the configuration is not valid:\n${lines.join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** In front of a process that is no production, there is no load balancer. */
const DRAIN_SECONDS = { production: 10, development: 0, test: 0 } as const;

/** @throws ConfigError with every fault. */
export function apiConfig(env: Environment): ApiConfig {
  const values = parse(apiVariables, env, (set) => [
    ...sharedFaults(set),
    ...authFaults(set),
    ...webFaults(set),
    ...(hasDocuments(set) ? [] : [NO_DOCUMENTS]),
    ...documentFaults(set),
    ...codecFaults(set),
    ...pairFaults(set, 'AUDIT_SEALS_FOLDER', 'AUDIT_PUBLIC_KEYS'),
  ]);
  return {
    ...shared(values),
    http: {
      host: values.HOST,
      port: values.PORT,
      drainSeconds: values.DRAIN_SECONDS ?? DRAIN_SECONDS[values.NODE_ENV],
      trustedProxies: values.TRUSTED_PROXIES ?? [],
    },
    auth: {
      issuer: values.AUTH_ISSUER,
      audience: values.AUTH_AUDIENCE,
      keys: tokenKeys(values),
    },
    accessHours: values.CASE_ACCESS_HOURS,
    limits: {
      requestsPerMinute: values.LIMIT_REQUESTS_PER_MINUTE,
      badTokensPerMinute: values.LIMIT_BAD_TOKENS_PER_MINUTE,
      callsAtOnce: values.LIMIT_CALLS_AT_ONCE,
      callsInProgress: values.LIMIT_CALLS_IN_PROGRESS,
      streamsPerPerson: values.LIMIT_STREAMS_PER_PERSON,
      bodySeconds: values.LIMIT_BODY_SECONDS,
      answerSeconds: values.LIMIT_ANSWER_SECONDS,
    },
    web: {
      root: values.WEB_ROOT ?? null,
      identity: {
        authority: values.WEB_OIDC_AUTHORITY ?? values.AUTH_ISSUER,
        clientId: values.WEB_OIDC_CLIENT_ID,
        scope: values.WEB_OIDC_SCOPE,
      },
      identityOrigins: values.WEB_OIDC_ORIGINS ?? [],
      temporalUi: values.TEMPORAL_UI_URL ?? null,
    },
    documents: documentsOf(values),
    documentLimits: {
      perCase: values.LIMIT_DOCUMENTS_PER_CASE,
      bytesPerCase: values.LIMIT_MEGABYTES_PER_CASE * MEGABYTE,
      bytesPerDay: values.LIMIT_UPLOAD_MEGABYTES_PER_DAY * MEGABYTE,
    },
    codec: codecOf(values),
    audit:
      values.AUDIT_SEALS_FOLDER !== undefined && values.AUDIT_PUBLIC_KEYS !== undefined
        ? { sealsFolder: values.AUDIT_SEALS_FOLDER, publicKeys: values.AUDIT_PUBLIC_KEYS }
        : null,
  };
}

/** @throws ConfigError with every fault. */
export function workerConfig(env: Environment): WorkerConfig {
  const values = parse(workerVariables, env, (set) => [
    ...sharedFaults(set),
    ...mailFaults(set),
    ...(set['CLAMD_ADDRESS'] !== undefined && !hasDocuments(set) ? [NO_DOCUMENTS] : []),
    ...documentFaults(set),
    ...pairFaults(set, 'AUDIT_SEALS_FOLDER', 'AUDIT_SEAL_KEY'),
  ]);
  return {
    ...shared(values),
    mail: {
      smtpUrl: values.SMTP_URL,
      from: values.MAIL_FROM,
      replyTo: values.MAIL_REPLY_TO ?? null,
      mailroom: values.MAILROOM,
    },
    staffWeb: values.STAFF_WEB_URL ?? null,
    documents: storeOf(values),
    deployment:
      values.TEMPORAL_BUILD_ID === undefined
        ? null
        : { deploymentName: values.TEMPORAL_DEPLOYMENT, buildId: values.TEMPORAL_BUILD_ID },
    sealing:
      values.AUDIT_SEALS_FOLDER !== undefined && values.AUDIT_SEAL_KEY !== undefined
        ? {
            folder: values.AUDIT_SEALS_FOLDER,
            key: values.AUDIT_SEAL_KEY,
            everyMinutes: values.AUDIT_SEAL_MINUTES,
          }
        : null,
  };
}

/**
 * What checks the audit works on, beside the API.
 * @throws ConfigError
 */
export function auditConfig(env: Environment): AuditConfig & { readonly databaseUrl: string } {
  const values = parse(auditVariables, env, databaseFaults);
  return {
    databaseUrl: values.DATABASE_URL,
    sealsFolder: values.AUDIT_SEALS_FOLDER,
    publicKeys: values.AUDIT_PUBLIC_KEYS,
  };
}

/** What the migration works on, and the passwords that it gives to the roles of the programs. */
export interface MigrationConfig {
  /** As the owner. */
  readonly databaseUrl: string;
  readonly passwords: Readonly<Record<'assent_api' | 'assent_worker', string | null>>;
}

/**
 * Under the rules for the API and the worker.
 * @throws ConfigError
 */
export function migrationConfig(env: Environment): MigrationConfig {
  const values = parse(migrationVariables, env, databaseFaults);
  return {
    databaseUrl: values.DATABASE_URL,
    passwords: {
      assent_api: values.API_DATABASE_PASSWORD ?? null,
      assent_worker: values.WORKER_DATABASE_PASSWORD ?? null,
    },
  };
}

function shared(values: z.infer<typeof sharedVariables>): SharedConfig {
  return {
    environment: values.NODE_ENV,
    database: { url: values.DATABASE_URL, poolSize: values.DATABASE_POOL_SIZE },
    temporal: {
      address: values.TEMPORAL_ADDRESS,
      namespace: values.TEMPORAL_NAMESPACE,
      tls: values.TEMPORAL_TLS,
      apiKey: values.TEMPORAL_API_KEY ?? null,
      taskQueue: values.TEMPORAL_TASK_QUEUE,
    },
    encryptionKeys: values.ENCRYPTION_KEYS,
    logLevel: values.LOG_LEVEL,
    payerName: values.PAYER_NAME,
    payerTimeZone: values.PAYER_TIME_ZONE,
    payerState: values.PAYER_STATE ?? null,
    findingsFirstStates: values.FINDINGS_FIRST_STATES ?? null,
    letterhead: {
      address: values.PAYER_ADDRESS,
      phone: values.PAYER_PHONE,
      fax: values.PAYER_FAX ?? null,
      portal: values.PAYER_PORTAL_URL ?? null,
    },
    letterHours: values.LETTER_HOURS,
    exceptions: {
      maxMonths: values.EXCEPTION_MAX_MONTHS,
      aloneMonths: values.EXCEPTION_ALONE_MONTHS,
    },
    criterionWordings: values.CRITERION_WORDINGS ?? null,
    clockRules: values.CLOCK_RULES ?? null,
    scanner: scannerOf(values),
    metrics:
      values.METRICS_PORT === undefined
        ? null
        : { host: values.METRICS_HOST, port: values.METRICS_PORT },
    traces: tracesOf(values),
    clock: values.CLOCK,
  };
}

function tracesOf(values: z.infer<typeof sharedVariables>): TracesConfig | null {
  const endpoint = values.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? values.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined || values.OTEL_SDK_DISABLED) return null;
  return { protocol: values.OTEL_EXPORTER_OTLP_PROTOCOL };
}

function tokenKeys(values: z.infer<typeof apiVariables>): TokenKeys {
  const { AUTH_JWKS_URL: url, DEV_ISSUER_KEY: privateKey, AUTH_ISSUER: issuer } = values;
  if (url !== undefined) return { kind: 'jwks', url };
  if (privateKey !== undefined) return { kind: 'development', privateKey };
  return { kind: 'discovery', issuer, authority: values.WEB_OIDC_AUTHORITY ?? issuer };
}

function codecOf(values: z.infer<typeof apiVariables>): CodecConfig | null {
  const { CODEC_HOST: host, CODEC_PORT: port, TEMPORAL_UI_URL: ui } = values;
  return port === undefined || ui === undefined ? null : { host, port, origin: new URL(ui).origin };
}

function scannerOf({
  CLAMD_ADDRESS: address,
}: z.infer<typeof sharedVariables>): ClamdAddress | null {
  const [, host = '', port] = /^(.+):(\d+)$/.exec(address ?? '') ?? [];
  return port === undefined ? null : { host, port: Number(port) };
}

function documentsOf(values: z.infer<typeof apiVariables>): DocumentsConfig {
  const store = storeOf(values);
  if (store === null) throw new ConfigError([NO_DOCUMENTS]);
  return store;
}

function storeOf(values: z.infer<typeof sharedVariables>): DocumentsConfig | null {
  const { DOCUMENTS_FOLDER: folder, DOCUMENTS_BUCKET: bucket } = values;
  if (folder !== undefined) return { kind: 'folder', folder };
  if (bucket === undefined) return null;
  const { DOCUMENTS_ACCESS_KEY_ID: accessKeyId, DOCUMENTS_SECRET_ACCESS_KEY: secretAccessKey } =
    values;
  return {
    kind: 'bucket',
    bucket,
    endpoint: values.DOCUMENTS_ENDPOINT ?? null,
    region: values.DOCUMENTS_REGION,
    pathStyle: values.DOCUMENTS_PATH_STYLE,
    credentials:
      accessKeyId !== undefined && secretAccessKey !== undefined
        ? { accessKeyId, secretAccessKey }
        : null,
  };
}

function parse<S extends z.ZodObject>(
  variables: S,
  env: Environment,
  faultsBetween: (set: Environment) => readonly ConfigFault[],
): z.output<S> {
  const set = withFallbacks(env);
  const parsed = variables.safeParse(set);
  const single = parsed.success
    ? []
    : parsed.error.issues.flatMap(({ path, message }) => {
        const variable = variableNamed(path[0]);
        if (variable === undefined) return [];
        return [{ variable, problem: set[variable] === undefined ? 'is not set' : message }];
      });
  const faults = [...single, ...faultsBetween(set)];
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  return parsed.data;
}

/** The names of all variables. */
export const variableNames: readonly VariableName[] = [
  ...new Set([
    ...apiVariables.keyof().options,
    ...workerVariables.keyof().options,
    ...migrationVariables.keyof().options,
  ]),
];

function variableNamed(name: PropertyKey | undefined): VariableName | undefined {
  return variableNames.find((known) => known === name);
}

/** An empty value counts as none: compose files and shells pass it for absent. */
function withFallbacks(env: Environment): Environment {
  return Object.fromEntries(
    variableNames.map((name) => {
      const given = env[name]?.trim();
      return [name, given === undefined || given === '' ? variableNotes[name].fallback : given];
    }),
  );
}

function sharedFaults(set: Environment): ConfigFault[] {
  const faults = databaseFaults(set);
  if (isProduction(set) && set['CLOCK'] === 'temporal-test-server') {
    faults.push({
      variable: 'CLOCK',
      problem: 'is a movable clock, which is not allowed in production',
    });
  }
  if (set['TEMPORAL_API_KEY'] !== undefined && set['TEMPORAL_TLS'] !== 'true') {
    faults.push({
      variable: 'TEMPORAL_API_KEY',
      problem: 'would be sent unencrypted; set TEMPORAL_TLS to true',
    });
  }
  return faults;
}

/** Rows name members. */
function databaseFaults(set: Environment): ConfigFault[] {
  const isFree = !isProduction(set) || set['DATABASE_PLAINTEXT'] === 'true';
  if (isFree || !isInTheClear(DATABASE, set)) return [];
  return [
    {
      variable: 'DATABASE_URL',
      problem: 'must use TLS in production; add sslmode=verify-full, or set DATABASE_PLAINTEXT',
    },
  ];
}

/** Letters name members. */
function mailFaults(set: Environment): ConfigFault[] {
  if (!isProduction(set) || set['SMTP_PLAINTEXT'] === 'true' || !isInTheClear(MAIL, set)) return [];
  return [
    {
      variable: 'SMTP_URL',
      problem:
        'must use TLS in production; begin it with smtps:, add requireTLS=true, or set SMTP_PLAINTEXT',
    },
  ];
}

/** A variable with an address, and whether that address uses TLS. */
interface Encrypted {
  readonly variable: VariableName;
  readonly protocol: RegExp;
  readonly isEncrypted: (address: URL) => boolean;
}

/** As node-postgres reads it; a socket of this host, starting with a slash, needs none. */
const DATABASE: Encrypted = {
  variable: 'DATABASE_URL',
  protocol: /^postgres(ql)?:$/,
  isEncrypted: ({ searchParams }) =>
    /^(require|verify-ca|verify-full)$/.test(searchParams.get('sslmode') ?? '') ||
    searchParams.get('host')?.startsWith('/') === true,
};

/** An attacker can remove STARTTLS that is only offered; required, it stays. */
const MAIL: Encrypted = {
  variable: 'SMTP_URL',
  protocol: /^smtps?:$/,
  isEncrypted: ({ protocol, searchParams }) =>
    protocol === 'smtps:' || searchParams.get('requireTLS') === 'true',
};

function isInTheClear({ variable, protocol, isEncrypted }: Encrypted, set: Environment): boolean {
  const text = set[variable] ?? '';
  if (!URL.canParse(text)) return false;
  const address = new URL(text);
  return protocol.test(address.protocol) && !isEncrypted(address);
}

/** Addresses that no other machine reaches. */
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

function authFaults(set: Environment): ConfigFault[] {
  const faults: ConfigFault[] = [];
  const hasUrl = set['AUTH_JWKS_URL'] !== undefined;
  const hasKey = set['DEV_ISSUER_KEY'] !== undefined;
  if (isProduction(set) && hasUrl && !set['AUTH_JWKS_URL']?.startsWith('https:')) {
    faults.push({ variable: 'AUTH_JWKS_URL', problem: 'must be https in production' });
  }
  if (hasKey && isProduction(set)) {
    faults.push({
      variable: 'DEV_ISSUER_KEY',
      problem: 'lets anyone get a token, which is not allowed in production; unset it',
    });
  } else if (hasKey && (hasUrl || set['WEB_OIDC_AUTHORITY'] !== undefined)) {
    const real = hasUrl ? 'AUTH_JWKS_URL' : 'WEB_OIDC_AUTHORITY';
    faults.push({ variable: 'DEV_ISSUER_KEY', problem: `cannot be combined with ${real}` });
  } else if (hasKey && !LOOPBACK.has(set['HOST'] ?? '') && set['DEV_ISSUER_EXPOSED'] !== 'true') {
    faults.push({
      variable: 'HOST',
      problem: 'can be reached from other machines, and DEV_ISSUER_KEY lets anyone get a token',
    });
  }
  if (!hasKey && set['AUTH_AUDIENCE'] === set['WEB_OIDC_CLIENT_ID']) {
    faults.push({
      variable: 'AUTH_AUDIENCE',
      problem: 'is also WEB_OIDC_CLIENT_ID, so ID tokens would pass for access tokens',
    });
  }
  return faults;
}

/** If the API issues no tokens itself, the web app needs the issuer's address. */
function webFaults(set: Environment): ConfigFault[] {
  if (set['DEV_ISSUER_KEY'] !== undefined) return [];
  const named = set['WEB_OIDC_AUTHORITY'] === undefined ? 'AUTH_ISSUER' : 'WEB_OIDC_AUTHORITY';
  const faults = (['WEB_OIDC_ORIGINS', named] as const)
    .filter((variable) => isProduction(set) && /\bhttp:/.test(set[variable] ?? ''))
    .map((variable) => ({ variable, problem: 'must be https in production' }));
  if (named === 'AUTH_ISSUER' && /^(?!https?:)./.test(set[named] ?? '')) {
    const problem = 'is not set, and AUTH_ISSUER is not an address to sign in at';
    return [...faults, { variable: 'WEB_OIDC_AUTHORITY', problem }];
  }
  return faults;
}

/** Two that only make sense together. */
function pairFaults(set: Environment, one: VariableName, other: VariableName): ConfigFault[] {
  return (
    [
      [one, other],
      [other, one],
    ] as const
  ).flatMap(([given, missing]) =>
    set[given] !== undefined && set[missing] === undefined
      ? [{ variable: missing, problem: `is not set, but ${given} is` }]
      : [],
  );
}

const NO_DOCUMENTS: ConfigFault = {
  variable: 'DOCUMENTS_FOLDER',
  problem: 'is not set, and neither is DOCUMENTS_BUCKET',
};

function hasDocuments(set: Environment): boolean {
  return set['DOCUMENTS_FOLDER'] !== undefined || set['DOCUMENTS_BUCKET'] !== undefined;
}

function documentFaults(set: Environment): ConfigFault[] {
  const faults: ConfigFault[] = [];
  const hasFolder = set['DOCUMENTS_FOLDER'] !== undefined;
  const hasBucket = set['DOCUMENTS_BUCKET'] !== undefined;
  if (hasFolder && hasBucket) {
    faults.push({
      variable: 'DOCUMENTS_BUCKET',
      problem: 'cannot be combined with DOCUMENTS_FOLDER',
    });
  }
  if (isProduction(set) && set['DOCUMENTS_ENDPOINT']?.startsWith('http:')) {
    faults.push({ variable: 'DOCUMENTS_ENDPOINT', problem: 'must be https in production' });
  }
  const hasId = set['DOCUMENTS_ACCESS_KEY_ID'] !== undefined;
  const hasSecret = set['DOCUMENTS_SECRET_ACCESS_KEY'] !== undefined;
  if (hasId !== hasSecret) {
    faults.push({
      variable: hasId ? 'DOCUMENTS_SECRET_ACCESS_KEY' : 'DOCUMENTS_ACCESS_KEY_ID',
      problem: 'is not set, but the other half of the key is',
    });
  }
  return faults;
}

/** Only the pages of one origin may read what the codec server decrypts. */
function codecFaults(set: Environment): ConfigFault[] {
  if (set['CODEC_PORT'] === undefined || set['TEMPORAL_UI_URL'] !== undefined) return [];
  return [{ variable: 'TEMPORAL_UI_URL', problem: 'is not set, and CODEC_PORT needs it' }];
}

function isProduction(set: Environment): boolean {
  return set['NODE_ENV'] === 'production';
}
