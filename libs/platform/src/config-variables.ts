import {
  LICENSING_STATES,
  MEGABYTE,
  USUAL_DOCUMENT_LIMITS,
  USUAL_EXCEPTION_LIMITS,
} from '@assent/domain';
import { isIP } from 'node:net';
import { z } from 'zod';
import { readEncryptionKeys } from './encryption/encryption-keys';

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'is not a whole number')
    .transform(Number)
    .pipe(z.number().min(from, `is below ${from}`).max(to, `is above ${to}`));

const url = (protocol: RegExp, form: string) =>
  z
    .url({ protocol, error: `is not of the form ${form}` })
    .refine(isDecodable, 'contains a % that is not an escape; write %25 for it');

/** An unquoted mail address (RFC 5321, 4.1.2), as mail servers take it; domains in any script. */
const ADDRESS = (() => {
  const atom = "[\\w!#$%&'*+/=?^`{|}~-]+";
  const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]*[\\p{L}\\p{M}\\p{N}])?';
  return `${atom}(?:\\.${atom})*@(?:${label}(?:\\.${label})*|\\[[\\w.:]+\\])`;
})();
/** What may precede an address without making it several (RFC 5322, 3.4), or in quotes. */
const NAME = '(?:"[^"\\\\\\r\\n]*" *|[^"@<>,;:\\r\\n]*)';
const mailAddress = (pattern: string) =>
  z.string().regex(new RegExp(`^(?:${pattern})$`, 'u'), 'is not an email address');

const oneOf = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names, { error: `must be one of ${names.join(', ')}` });

/** Origins (RFC 6454) split by blanks. */
const origins = z
  .string()
  .transform((text) => text.split(/\s+/))
  .pipe(z.array(z.string().refine(isOrigin, 'must list only origins such as https://host:port')));

/** Addresses, or networks by their prefix (RFC 4632), split by blanks. */
const networks = z
  .string()
  .transform((text) => text.split(/\s+/))
  .pipe(
    z.array(
      z.string().refine(isNetwork, 'must list only addresses or networks such as 10.0.0.0/8'),
    ),
  );

const hostAndPort = z.string().regex(/^[^\s/]+:\d{1,5}$/, 'is not of the form host:port');
/** Full hours of a day, as `8-20`; the second may be 24. */
const letterHours = z
  .string()
  .regex(/^\d{1,2}-\d{1,2}$/, 'is not of the form 8-20')
  .transform((text) => {
    const [from = 0, to = 0] = text.split('-').map(Number);
    return { from, to };
  })
  .refine(({ from, to }) => from < to && to <= 24, 'is not a range of hours within a day');

const share = z.string().refine((text) => /^(?:[01]|[01]?\.\d+)$/.test(text) && Number(text) <= 1, {
  error: 'is not a number from 0 to 1',
});

const yesOrNo = z.stringbool({
  truthy: ['true'],
  falsy: ['false'],
  error: 'must be true or false',
});
const timeZone = z.string().refine(isTimeZone, 'is not an IANA time zone');

const state = z.enum(LICENSING_STATES, { error: 'is not the postal code of a state' });

/** Postal codes split by blanks; `none` for no state. */
const states = z
  .string()
  .transform((text) => (text === 'none' ? [] : text.split(/\s+/)))
  .pipe(
    z.array(
      z.enum(LICENSING_STATES, { error: 'must list only postal codes of states, or be none' }),
    ),
  );

/** RFC 7517: an ES256 key pair with its private part. */
const privateJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string(),
});
export type PrivateJwk = z.infer<typeof privateJwk>;

const privateJwkText = z.string().transform((text, context): PrivateJwk => {
  const parsed = privateJwk.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  context.addIssue('is not a private ES256 key in JWK form with a kid');
  return z.NEVER;
});

/** Whether `DEV_ISSUER_KEY` may have this value. */
export function isPrivateJwk(text: string): boolean {
  return privateJwkText.safeParse(text).success;
}

const encryptionKeys = z.string().transform((text, context) => {
  const keys = readEncryptionKeys(text);
  if (keys) return keys;
  context.addIssue('is not a list of different keys, each as id:secret with 32 bytes in base64');
  return z.NEVER;
});

/** Whether `ENCRYPTION_KEYS` may have this value. */
export function areEncryptionKeys(text: string): boolean {
  return encryptionKeys.safeParse(text).success;
}

/** What all programs that open the database read. */
export const databaseVariables = z.object({
  NODE_ENV: oneOf(['production', 'development', 'test']),
  DATABASE_URL: url(/^postgres(ql)?$/, 'postgresql://user:password@host:5432/assent'),
  DATABASE_PLAINTEXT: yesOrNo,
});

const password = z
  .string()
  .regex(/^[\w.~-]{12,200}$/, 'is not 12 to 200 letters, digits, or - . _ ~')
  .optional();

/** The migration's own variables. */
export const migrationVariables = databaseVariables.extend({
  API_DATABASE_PASSWORD: password,
  WORKER_DATABASE_PASSWORD: password,
});

/** What `npm run audit:verify` reads. */
export const auditVariables = databaseVariables.extend({
  AUDIT_SEALS_FOLDER: z.string(),
  AUDIT_PUBLIC_KEYS: z.string(),
});

/** What both API and worker read. */
export const sharedVariables = databaseVariables.extend({
  DATABASE_POOL_SIZE: wholeNumber(1, 500),
  TEMPORAL_ADDRESS: hostAndPort,
  TEMPORAL_NAMESPACE: z.string(),
  TEMPORAL_TLS: yesOrNo,
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_TASK_QUEUE: z.string(),
  ENCRYPTION_KEYS: encryptionKeys,
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error', 'silent']),
  PAYER_NAME: z.string(),
  PAYER_TIME_ZONE: timeZone,
  PAYER_STATE: state.optional(),
  FINDINGS_FIRST_STATES: states.optional(),
  PAYER_ADDRESS: z.string(),
  PAYER_PHONE: z.string(),
  PAYER_FAX: z.string().optional(),
  PAYER_PORTAL_URL: url(/^https?$/, 'https://portal.example.org').optional(),
  LETTER_HOURS: letterHours,
  EXCEPTION_MAX_MONTHS: wholeNumber(1, 120),
  EXCEPTION_ALONE_MONTHS: wholeNumber(0, 120),
  CRITERION_WORDINGS: z.string().optional(),
  CLOCK_RULES: z.string().optional(),
  CLAMD_ADDRESS: hostAndPort.optional(),
  DOCUMENTS_FOLDER: z.string().optional(),
  DOCUMENTS_BUCKET: z.string().optional(),
  DOCUMENTS_ENDPOINT: url(/^https?$/, 'https://s3.example.org').optional(),
  DOCUMENTS_REGION: z.string(),
  DOCUMENTS_PATH_STYLE: yesOrNo,
  DOCUMENTS_ACCESS_KEY_ID: z.string().optional(),
  DOCUMENTS_SECRET_ACCESS_KEY: z.string().optional(),
  METRICS_HOST: z.string(),
  METRICS_PORT: wholeNumber(0, 65_535).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url(/^https?$/, 'http://collector:4318').optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url(/^https?$/, 'http://collector:4318/v1/traces').optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: oneOf(['http/protobuf', 'http/json']),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  OTEL_SERVICE_NAME: z.string().optional(),
  OTEL_TRACES_SAMPLER: oneOf([
    'always_on',
    'always_off',
    'traceidratio',
    'parentbased_always_on',
    'parentbased_always_off',
    'parentbased_traceidratio',
  ]),
  OTEL_TRACES_SAMPLER_ARG: share.optional(),
  OTEL_SDK_DISABLED: yesOrNo,
  CLOCK: oneOf(['system', 'temporal-test-server']),
});

/** The API's own variables. */
export const apiVariables = sharedVariables.extend({
  HOST: z.string(),
  PORT: wholeNumber(0, 65_535),
  DRAIN_SECONDS: wholeNumber(0, 300).optional(),
  TRUSTED_PROXIES: networks.optional(),
  AUTH_ISSUER: z.string(),
  AUTH_AUDIENCE: z.string(),
  AUTH_JWKS_URL: url(/^https?$/, 'https://issuer/.well-known/jwks.json').optional(),
  DEV_ISSUER_KEY: privateJwkText.optional(),
  DEV_ISSUER_EXPOSED: yesOrNo,
  LIMIT_REQUESTS_PER_MINUTE: wholeNumber(1, 100_000_000),
  LIMIT_BAD_TOKENS_PER_MINUTE: wholeNumber(1, 100_000_000),
  LIMIT_CALLS_AT_ONCE: wholeNumber(1, 10_000),
  LIMIT_CALLS_IN_PROGRESS: wholeNumber(1, 100_000),
  CASE_ACCESS_HOURS: wholeNumber(1, 720),
  LIMIT_STREAMS_PER_PERSON: wholeNumber(1, 10_000),
  LIMIT_BODY_SECONDS: wholeNumber(1, 3_600),
  LIMIT_ANSWER_SECONDS: wholeNumber(1, 3_600),
  LIMIT_DOCUMENTS_PER_CASE: wholeNumber(1, 100_000),
  LIMIT_MEGABYTES_PER_CASE: wholeNumber(1, 1_000_000),
  LIMIT_UPLOAD_MEGABYTES_PER_DAY: wholeNumber(1, 100_000_000),
  WEB_ROOT: z.string().optional(),
  WEB_OIDC_AUTHORITY: url(/^https?$/, 'https://issuer').optional(),
  WEB_OIDC_ORIGINS: origins.optional(),
  WEB_OIDC_CLIENT_ID: z.string(),
  WEB_OIDC_SCOPE: z.string(),
  TEMPORAL_UI_URL: url(/^https?$/, 'https://temporal.example.org').optional(),
  CODEC_HOST: z.string(),
  CODEC_PORT: wholeNumber(0, 65_535).optional(),
  AUDIT_SEALS_FOLDER: z.string().optional(),
  AUDIT_PUBLIC_KEYS: z.string().optional(),
});

/** The worker's own variables. */
export const workerVariables = sharedVariables.extend({
  SMTP_URL: url(/^smtps?$/, 'smtps://user:password@host:465'),
  SMTP_PLAINTEXT: yesOrNo,
  MAIL_FROM: mailAddress(`${ADDRESS}|${NAME}<${ADDRESS}>`),
  MAIL_REPLY_TO: mailAddress(`${ADDRESS}|${NAME}<${ADDRESS}>`).optional(),
  MAILROOM: mailAddress(ADDRESS),
  STAFF_WEB_URL: url(/^https?$/, 'https://assent.example.org').optional(),
  AUDIT_SEALS_FOLDER: z.string().optional(),
  AUDIT_SEAL_KEY: z.string().optional(),
  AUDIT_SEAL_MINUTES: wholeNumber(1, 30),
  TEMPORAL_DEPLOYMENT: z.string().regex(/^[^.\s]+$/, 'contains a period or a blank'),
  TEMPORAL_BUILD_ID: z.string().regex(/^\S+$/, 'contains a blank').optional(),
});

export type VariableName =
  | keyof typeof apiVariables.shape
  | keyof typeof workerVariables.shape
  | keyof typeof migrationVariables.shape;

/** What people read about a variable, if it is wrong and in `.env.example`. */
export interface VariableNotes {
  /** What to set it to. */
  readonly about: string;
  /** The default. */
  readonly fallback?: string;
  readonly optional?: true;
}

/** Every variable, in the order people read them. */
export const variableNotes: Readonly<Record<VariableName, VariableNotes>> = {
  NODE_ENV: {
    about: 'production, development or test; production refuses development keys and clocks',
    fallback: 'production',
  },
  DATABASE_URL: {
    about:
      'the Postgres database, as postgresql://user:password@host:5432/assent?sslmode=verify-full; the migration signs in as the owner, the API as assent_api, the worker as assent_worker',
  },
  API_DATABASE_PASSWORD: {
    about: 'the password that the database role assent_api gets; it keeps its own without',
    optional: true,
  },
  WORKER_DATABASE_PASSWORD: {
    about: 'the password that the database role assent_worker gets; it keeps its own without',
    optional: true,
  },
  DATABASE_PLAINTEXT: {
    about: 'true to allow Postgres without TLS in production, on a private network',
    fallback: 'false',
  },
  DATABASE_POOL_SIZE: {
    about: 'how many connections each process keeps, 1 to 500',
    fallback: '10',
  },
  TEMPORAL_ADDRESS: { about: 'the Temporal service, as host:port' },
  TEMPORAL_NAMESPACE: { about: 'the Temporal namespace', fallback: 'default' },
  TEMPORAL_TLS: { about: 'true to use TLS for Temporal, otherwise false', fallback: 'false' },
  TEMPORAL_API_KEY: { about: 'the key for Temporal Cloud; needs TEMPORAL_TLS', optional: true },
  TEMPORAL_TASK_QUEUE: { about: 'the task queue of the workers', fallback: 'assent' },
  ENCRYPTION_KEYS: {
    about:
      'the keys for documents and for data in Temporal, newest first and separated by spaces, each as id:secret; `openssl rand -base64 32` makes a secret',
  },
  LOG_LEVEL: { about: 'debug, info, warn, error or silent', fallback: 'info' },
  PAYER_NAME: {
    about: "the payer's name, as letters and prior authorizations state it",
    fallback: 'Assent Health Plan',
  },
  PAYER_TIME_ZONE: {
    about: "the payer's IANA time zone, in which calendar days begin and end",
    fallback: 'America/New_York',
  },
  PAYER_STATE: {
    about:
      'the postal code of the state whose law applies when a request names no state of the member',
    optional: true,
  },
  FINDINGS_FIRST_STATES: {
    about:
      'the states, separated by spaces, in which reviewers record their own findings before they see results of the criteria check; none for no state, TX when not set',
    optional: true,
  },
  PAYER_ADDRESS: {
    about: 'the mailing address on letters, as 100 Market Street, Springfield, IL 62701',
  },
  PAYER_PHONE: { about: 'the phone number on letters' },
  PAYER_FAX: { about: 'the fax number on letters', optional: true },
  PAYER_PORTAL_URL: {
    about: "the address of the plan's provider portal on letters",
    optional: true,
  },
  LETTER_HOURS: {
    about:
      "the hours of the payer's day in which letters are sent unless a deadline is near; 0-24 for any hour",
    fallback: '8-20',
  },
  EXCEPTION_MAX_MONTHS: {
    about: 'how many months a pharmacist can approve although not all criteria are met, 1 to 120',
    fallback: String(USUAL_EXCEPTION_LIMITS.maxMonths),
  },
  EXCEPTION_ALONE_MONTHS: {
    about:
      'how many of these months a pharmacist can approve without a second person who agrees, 0 to 120',
    fallback: String(USUAL_EXCEPTION_LIMITS.aloneMonths),
  },
  CRITERION_WORDINGS: {
    about: "the folder with the plan's own wordings of criteria, which denial letters quote",
    optional: true,
  },
  CLOCK_RULES: {
    about:
      "the folder with the plan's own tables of clocks and letters, in place of those of the project",
    optional: true,
  },
  METRICS_HOST: {
    about: 'the address on which metrics are served, without a token',
    fallback: '127.0.0.1',
  },
  METRICS_PORT: {
    about: 'the port on which metrics are served for Prometheus; none are when it is not set',
    optional: true,
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    about:
      'the OpenTelemetry collector that traces go to, as http://collector:4318; without one there are none',
    optional: true,
  },
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: {
    about: 'the whole address for traces, instead of OTEL_EXPORTER_OTLP_ENDPOINT',
    optional: true,
  },
  OTEL_EXPORTER_OTLP_PROTOCOL: {
    about: 'how traces are sent: http/protobuf or http/json',
    fallback: 'http/protobuf',
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    about: 'headers for the collector, as name=value,name=value',
    optional: true,
  },
  OTEL_SERVICE_NAME: {
    about: 'the name of the service in traces; assent-api and assent-worker when not set',
    optional: true,
  },
  OTEL_TRACES_SAMPLER: {
    about: 'which traces are kept, by the names of the OpenTelemetry specification',
    fallback: 'parentbased_always_on',
  },
  OTEL_TRACES_SAMPLER_ARG: {
    about: 'the share that a sampler by ratio keeps, from 0 to 1',
    optional: true,
  },
  OTEL_SDK_DISABLED: {
    about: 'true to send no traces, whatever else is set',
    fallback: 'false',
  },
  CLOCK: {
    about: 'system; temporal-test-server in the sandbox only',
    fallback: 'system',
  },
  HOST: { about: 'the address the API listens on', fallback: '127.0.0.1' },
  PORT: { about: 'the port the API listens on', fallback: '3000' },
  DRAIN_SECONDS: {
    about:
      'how many seconds the API goes on taking calls after it was asked to end, longer than the load balancer takes to notice; 10 in production and none otherwise when not set',
    optional: true,
  },
  TRUSTED_PROXIES: {
    about:
      'addresses or networks, as in 10.0.0.0/8, of the proxies whose X-Forwarded-For names the caller',
    optional: true,
  },
  AUTH_ISSUER: { about: 'the issuer (iss) that access tokens must name' },
  AUTH_AUDIENCE: { about: 'the audience (aud) that access tokens must name', fallback: 'assent' },
  AUTH_JWKS_URL: {
    about:
      "the issuer's public keys, as https://issuer/.well-known/jwks.json; its metadata says where when not set",
    optional: true,
  },
  DEV_ISSUER_KEY: {
    about: 'a private ES256 JWK instead of AUTH_JWKS_URL; the API then issues tokens to anyone',
    optional: true,
  },
  DEV_ISSUER_EXPOSED: {
    about: 'true allows DEV_ISSUER_KEY on a HOST that other machines can reach, as in a container',
    fallback: 'false',
  },
  LIMIT_REQUESTS_PER_MINUTE: {
    about:
      'how many calls per minute all API processes together accept from one person, or without sign-in from one address',
    fallback: '12000',
  },
  LIMIT_BAD_TOKENS_PER_MINUTE: {
    about: 'how many invalid tokens per minute all API processes together check from one address',
    fallback: '300',
  },
  LIMIT_CALLS_AT_ONCE: {
    about: 'how many calls of one person each API process handles at the same time',
    fallback: '100',
  },
  LIMIT_CALLS_IN_PROGRESS: {
    about:
      'how many calls of all people each API process handles at the same time; further ones get 503',
    fallback: '1000',
  },
  CASE_ACCESS_HOURS: {
    about:
      'how many hours a person has a case of another line of business that they opened with a reason',
    fallback: '8',
  },
  LIMIT_STREAMS_PER_PERSON: {
    about: 'how many event streams each API process keeps open for one person',
    fallback: '20',
  },
  LIMIT_BODY_SECONDS: {
    about: 'how many seconds a JSON body may take to arrive and an upload may pause',
    fallback: '30',
  },
  LIMIT_ANSWER_SECONDS: {
    about: 'how many seconds a caller may read nothing of an answer',
    fallback: '30',
  },
  LIMIT_DOCUMENTS_PER_CASE: {
    about: 'how many documents one case can have',
    fallback: String(USUAL_DOCUMENT_LIMITS.perCase),
  },
  LIMIT_MEGABYTES_PER_CASE: {
    about: 'how many megabytes the documents of one case can have together',
    fallback: String(USUAL_DOCUMENT_LIMITS.bytesPerCase / MEGABYTE),
  },
  LIMIT_UPLOAD_MEGABYTES_PER_DAY: {
    about: 'how many megabytes of documents one person can add within 24 hours',
    fallback: String(USUAL_DOCUMENT_LIMITS.bytesPerDay / MEGABYTE),
  },
  WEB_ROOT: {
    about: 'the folder of the built web app; the build of this project when not set',
    optional: true,
  },
  WEB_OIDC_AUTHORITY: {
    about: 'where the web app signs people in; AUTH_ISSUER when not set',
    optional: true,
  },
  WEB_OIDC_ORIGINS: {
    about:
      'other origins, separated by spaces, where the identity provider has its token endpoint or metadata',
    optional: true,
  },
  WEB_OIDC_CLIENT_ID: {
    about: 'the public client id of the web app at the identity provider',
    fallback: 'assent-web',
  },
  WEB_OIDC_SCOPE: {
    about: 'the scopes the web app requests from the identity provider, separated by spaces',
    fallback: 'openid',
  },
  STAFF_WEB_URL: {
    about: "where staff open Assent, which workflows in Temporal's web interface link to",
    optional: true,
  },
  TEMPORAL_DEPLOYMENT: {
    about: 'the name of the worker deployment in Temporal, if TEMPORAL_BUILD_ID is set',
    fallback: 'assent',
  },
  TEMPORAL_BUILD_ID: {
    about: 'the version of the worker in its deployment; without one, workers have no versions',
    optional: true,
  },
  TEMPORAL_UI_URL: {
    about: "the address of Temporal's web interface, which the web app links to",
    optional: true,
  },
  CODEC_HOST: {
    about: "the address of the codec server for Temporal's web interface",
    fallback: '127.0.0.1',
  },
  CODEC_PORT: {
    about:
      "the port of the codec server, which decrypts data for Temporal's web interface; needs TEMPORAL_UI_URL; there is none when it is not set",
    optional: true,
  },
  AUDIT_SEALS_FOLDER: {
    about:
      'the folder outside of the database where signed seals of the audit are kept, the same for all processes',
    optional: true,
  },
  AUDIT_PUBLIC_KEYS: {
    about: 'the file with the public keys that seals of the audit are signed with, in PEM form',
    optional: true,
  },
  AUDIT_SEAL_KEY: {
    about: 'the file with the private Ed25519 key that signs seals of the audit, in PEM form',
    optional: true,
  },
  AUDIT_SEAL_MINUTES: {
    about: 'how many minutes pass between two seals of the audit, 1 to 30',
    fallback: '5',
  },
  DOCUMENTS_FOLDER: {
    about: 'the folder for supporting documents, shared by all copies; or use DOCUMENTS_BUCKET',
    optional: true,
  },
  DOCUMENTS_BUCKET: {
    about: 'the S3 bucket for supporting documents, instead of DOCUMENTS_FOLDER',
    optional: true,
  },
  DOCUMENTS_ENDPOINT: {
    about: 'the address of the S3 service, as https://s3.example.org; Amazon when not set',
    optional: true,
  },
  DOCUMENTS_REGION: { about: 'the region of the bucket', fallback: 'us-east-1' },
  DOCUMENTS_PATH_STYLE: {
    about: 'true to put the bucket name in the path instead of the host name',
    fallback: 'false',
  },
  DOCUMENTS_ACCESS_KEY_ID: {
    about: "the key id for the bucket; the platform's role when not set",
    optional: true,
  },
  DOCUMENTS_SECRET_ACCESS_KEY: {
    about: 'the secret of DOCUMENTS_ACCESS_KEY_ID',
    optional: true,
  },
  CLAMD_ADDRESS: {
    about:
      'the virus scanner (clamd of ClamAV), as host:port, the same for all processes; documents are not scanned when it is not set',
    optional: true,
  },
  SMTP_URL: { about: 'the mail server, as smtps://user:password@host:465' },
  SMTP_PLAINTEXT: {
    about: 'true to allow sending letters without TLS in production, to a mail server on this host',
    fallback: 'false',
  },
  MAIL_FROM: {
    about: 'the sender of letters and reminders, as Name <address>',
    fallback: 'Assent Health Plan <prior-authorization@assent.example.org>',
  },
  MAIL_REPLY_TO: {
    about: 'where replies to letters go, as Name <address>; MAIL_FROM when not set',
    optional: true,
  },
  MAILROOM: {
    about: 'the email address for letters that must be printed and mailed',
    fallback: 'mailroom@assent.example.org',
  },
};

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Users of an address decode its parts. */
function isDecodable(text: string): boolean {
  return !/%(?![\da-f]{2})/i.test(text);
}

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...others] = text.split('/');
  const bits = { 4: 32, 6: 128 }[isIP(address)];
  if (bits === undefined || others.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
