import {
  databaseUrlOf,
  freePort,
  signalProcess,
  startChild,
  startPostgres,
  startTemporalDevServer,
  until,
  type Child,
  type Postgres,
  type TemporalServer,
} from '@assent/local';
import { migrate } from '@assent/persistence';
import { SEARCH_ATTRIBUTES } from '@assent/workflows';
import { Connection, type Client } from '@temporalio/client';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signingKey } from '../api/api-server';
import { openSql, type Sql } from '../record/sql';
import { PROJECT } from '../stack/running-stack';
import { LETTERHEAD } from '../support/desk';
import { openLink, type Link } from '../support/link';
import { clientOf, ENCRYPTION_KEYS } from '../support/temporal';
import { openPoints, type Points } from './points';
import { openSmallDisk, type SmallDisk } from './small-disk';

const START_TIMEOUT_MS = 120_000;
const PRELOAD = join(PROJECT, 'test/dist/faults/preload.js');
/** How many connections a program has for its own work; the worker's letters have two more. */
export const POOL_SIZE = 10;
/** So that a workflow continues as new after a few changes. */
const EVENTS_OF_A_RUN = 30;

export type Part = 'api' | 'worker' | 'postgres' | 'temporal' | 'mail';

/** How the host of a worker differs from others. */
export interface Host {
  readonly clockMinutes?: number;
  readonly zone?: string;
  /** Another build of the workflows. */
  readonly workflows?: string;
}

/** API, worker, Postgres, Temporal and a mail server, each as processes, with breakable links. */
export interface FaultySystem {
  readonly url: string;
  readonly folder: string;
  readonly databaseUrl: string;
  /** As the superuser. */
  readonly adminUrl: string;
  readonly mailUrl: string;
  readonly mailFile: string;
  readonly seals: { readonly folder: string; readonly keyFile: string };
  readonly temporalFile: string;
  readonly points: Points;
  readonly disk: SmallDisk | null;
  readonly links: Readonly<
    Record<'apiToPostgres' | 'workerToPostgres' | 'workerToTemporal' | 'workerToMail', Link>
  >;
  /** What each part printed, by part. */
  readonly printed: Readonly<Record<Part, readonly string[]>>;
  readonly workers: ReadonlySet<Child>;
  api(): Child;
  apis(): readonly Child[];
  /** A connection of the test's own, as the owner; made anew after a crash. */
  sql<Value>(use: (sql: Sql) => Promise<Value>): Promise<Value>;
  temporal(): Client;
  /** Starts another worker and waits until it works. */
  startWorker(host?: Host): Promise<Child>;
  /** Starts an API in place of one that is gone, and waits until it is ready. */
  startApi(): Promise<void>;
  /** Kills Postgres as a crash would, with all that it runs. */
  crashPostgres(): Promise<void>;
  startPostgres(): Promise<void>;
  killTemporal(): Promise<void>;
  startTemporal(): Promise<void>;
  /** Starts what is gone, mends every link, lets everything go on. */
  heal(): Promise<void>;
  stop(): Promise<void>;
}

export interface Choices {
  /** Whether a disk can be full: needs root, who may mount one. */
  readonly hasSmallDisk?: boolean;
  /** Whether the programs report to the test; without it they are started as an operator would. */
  readonly reports?: boolean;
}

export async function startFaultySystem({
  hasSmallDisk = false,
  reports = true,
}: Choices = {}): Promise<FaultySystem> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-faults-'));
  chmodSync(folder, 0o755);
  const printed = {
    api: [] as string[],
    worker: [] as string[],
    postgres: [] as string[],
    temporal: [] as string[],
    mail: [] as string[],
  };
  const ports = await Promise.all(Array.from({ length: 5 }, async () => (await freePort()).port));
  const [apiPort = 0, postgresPort = 0, temporalPort = 0, smtpPort = 0, mailPort = 0] = ports;
  const temporalFile = join(folder, 'temporal.db');
  const mailFile = mailFileIn(folder);
  const seals = sealsIn(folder);
  const disk = hasSmallDisk ? openSmallDisk(join(folder, 'disk')) : null;
  const points = await openPoints();

  const runPostgres = (): Promise<Postgres> =>
    startPostgres({
      dir: join(disk?.folder ?? folder, 'postgres'),
      port: postgresPort,
      persistent: true,
      settings: { min_wal_size: '32MB', max_wal_size: '64MB' },
      onOutput: (line) => printed.postgres.push(line),
    });
  const runTemporal = (): Promise<TemporalServer> =>
    startTemporalDevServer({
      dbFile: temporalFile,
      port: temporalPort,
      namespace: 'default',
      searchAttributes: SEARCH_ATTRIBUTES,
      settings: { 'limit.historyCount.suggestContinueAsNew': String(EVENTS_OF_A_RUN) },
      onOutput: (line) => printed.temporal.push(line),
    });
  const mailUrl = `http://127.0.0.1:${mailPort}`;
  const mail = await startMail(folder, { smtpPort, httpPort: mailPort }, (line) =>
    printed.mail.push(line),
  );
  let [postgres, temporal] = await Promise.all([runPostgres(), runTemporal()]);
  await migrate(postgres.url);
  const { url: databaseUrl, adminUrl } = postgres;
  const links = {
    apiToPostgres: await openLink(postgresPort),
    workerToPostgres: await openLink(postgresPort),
    workerToTemporal: await openLink(temporalPort),
    workerToMail: await openLink(smtpPort),
  };
  const connection = Connection.lazy({ address: temporal.address });
  const client = clientOf(connection);

  const through = (role: 'assent_api' | 'assent_worker', link: Link): string => {
    const own = new URL(databaseUrlOf(role, databaseUrl));
    own.port = String(link.port);
    return own.href;
  };
  const both = { ...VARIABLES.both, ...points.variables };
  const run = (part: 'api' | 'worker', own: Readonly<Record<string, string>>): Promise<Child> =>
    startChild({
      name: part,
      command: process.execPath,
      args: [
        ...(reports ? ['--require', PRELOAD] : []),
        join(PROJECT, `apps/${part}/dist/main.js`),
      ],
      env: { ...both, ...own },
      cwd: folder,
      stopSignal: 'SIGTERM',
      onOutput: (line) => printed[part].push(line),
    });
  const url = `http://127.0.0.1:${apiPort}`;
  let api: Child;
  let isApiGone = true;
  const workers = new Set<Child>();

  async function startApi(): Promise<void> {
    const started = await run('api', {
      DATABASE_URL: through('assent_api', links.apiToPostgres),
      TEMPORAL_ADDRESS: `127.0.0.1:${temporalPort}`,
      PORT: String(apiPort),
      DOCUMENTS_FOLDER: join(folder, 'documents'),
      ...VARIABLES.api,
    });
    api = started;
    isApiGone = false;
    void started.exited.then(() => {
      if (api === started) isApiGone = true;
    });
    await mustBecome(() => isReady(url), started);
  }

  async function startWorker(host: Host = {}): Promise<Child> {
    const ready = linesThatSay(printed.worker, 'the worker is ready');
    const { clockMinutes, workflows, zone } = host;
    const child = await run('worker', {
      DATABASE_URL: through('assent_worker', links.workerToPostgres),
      TEMPORAL_ADDRESS: `127.0.0.1:${links.workerToTemporal.port}`,
      SMTP_URL: `smtp://127.0.0.1:${links.workerToMail.port}`,
      ...sealing(seals),
      ...(clockMinutes !== undefined && { POINTS_CLOCK_MINUTES: String(clockMinutes) }),
      ...(workflows !== undefined && { POINTS_WORKFLOWS: workflows }),
      ...(zone !== undefined && { TZ: zone }),
    });
    workers.add(child);
    void child.exited.then(() => workers.delete(child));
    await mustBecome(() => linesThatSay(printed.worker, 'the worker is ready') > ready, child);
    return child;
  }

  let sqlNow: Promise<Sql> | null = null;
  async function sql<Value>(use: (sql: Sql) => Promise<Value>): Promise<Value> {
    sqlNow ??= openSql(databaseUrl);
    try {
      return await use(await sqlNow);
    } catch (error) {
      void sqlNow.then((each) => each.close()).catch(() => undefined);
      sqlNow = null;
      throw error;
    }
  }

  let hasPostgres = true;
  let hasTemporal = true;
  const system: FaultySystem = {
    url,
    folder,
    databaseUrl,
    adminUrl,
    mailUrl,
    mailFile,
    seals,
    temporalFile,
    points,
    disk,
    links,
    printed,
    workers,
    api: () => api,
    apis: () => [api],
    sql,
    temporal: () => client,
    startWorker,
    startApi,
    async crashPostgres() {
      await postgres.kill();
      hasPostgres = false;
    },
    async startPostgres() {
      postgres = await runPostgres();
      hasPostgres = true;
    },
    async killTemporal() {
      await temporal.kill();
      hasTemporal = false;
    },
    async startTemporal() {
      temporal = await runTemporal();
      hasTemporal = true;
    },
    async heal() {
      disk?.free();
      for (const link of Object.values(links)) link.mend();
      points.clear();
      await fetch(`${mailUrl}/accept`, { method: 'POST' });
      if (!hasPostgres) await system.startPostgres();
      if (!hasTemporal) await system.startTemporal();
      for (const { pid } of [api, ...workers]) resume(pid);
      if (isApiGone) await startApi();
      if (workers.size === 0) await startWorker();
    },
    async stop() {
      points.clear();
      for (const { pid } of [api, ...workers]) resume(pid);
      await Promise.allSettled([api, ...workers].map((child) => child.stop(15_000)));
      await connection.close();
      await sqlNow?.then((each) => each.close()).catch(() => undefined);
      await Promise.allSettled([postgres.stop(), temporal.stop(), mail.stop()]);
      await Promise.all([...Object.values(links).map((link) => link.stop()), points.stop()]);
      disk?.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  const programs = await Promise.allSettled([startApi(), startWorker()]);
  const failed = programs.find(({ status }) => status === 'rejected');
  if (failed?.status !== 'rejected') return system;
  await system.stop();
  throw failed.reason;
}

/** What the programs are configured with, wherever the other parts are. */
export const VARIABLES = {
  both: {
    PATH: process.env['PATH'],
    TZ: 'UTC',
    NODE_ENV: 'development',
    LOG_LEVEL: 'debug',
    TEMPORAL_TASK_QUEUE: 'faults',
    DATABASE_POOL_SIZE: String(POOL_SIZE),
    ENCRYPTION_KEYS,
    PAYER_ADDRESS: LETTERHEAD.address,
    PAYER_PHONE: LETTERHEAD.phone,
    LETTER_HOURS: '0-24',
  },
  api: {
    AUTH_ISSUER: 'urn:test:issuer',
    DEV_ISSUER_KEY: JSON.stringify(signingKey()),
    LIMIT_REQUESTS_PER_MINUTE: '1000000',
    LIMIT_CALLS_AT_ONCE: '1000',
    LIMIT_CALLS_IN_PROGRESS: '1000',
  },
} as const;

/** One that was not stopped, or is gone, is left as it is. */
function resume(pid: number): void {
  try {
    signalProcess(pid, 'SIGCONT');
  } catch {
    // It is gone.
  }
}

/** Catches mail in a process of its own. */
export function startMail(
  folder: string,
  { smtpPort, httpPort }: Readonly<Record<'smtpPort' | 'httpPort', number>>,
  onOutput: (line: string) => void,
): Promise<Child> {
  const options = { smtpPort, httpPort, file: mailFileIn(folder) };
  const program = `require(${JSON.stringify(join(PROJECT, 'libs/local/dist/index.js'))})
    .startMailCatcher(${JSON.stringify(options)})`;
  return startChild({
    name: 'the mail server',
    command: process.execPath,
    args: ['-e', program],
    stopSignal: 'SIGTERM',
    onOutput,
  });
}

export function mailFileIn(folder: string): string {
  return join(folder, 'mail.jsonl');
}

/** How the worker seals the audit. */
export function sealing({ folder, keyFile }: FaultySystem['seals']) {
  return { AUDIT_SEALS_FOLDER: folder, AUDIT_SEAL_KEY: keyFile, AUDIT_SEAL_MINUTES: '1' };
}

export function sealsIn(folder: string): FaultySystem['seals'] {
  const seals = { folder: join(folder, 'seals'), keyFile: join(folder, 'seal-key.pem') };
  mkdirSync(seals.folder);
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(seals.keyFile, privateKey.export({ format: 'pem', type: 'pkcs8' }));
  return seals;
}

export function linesThatSay(lines: readonly string[], words: string): number {
  return lines.filter((line) => line.includes(words)).length;
}

/** @throws with what a program printed when it ends, or two minutes pass, before that holds */
export async function mustBecome(
  holds: () => boolean | Promise<boolean>,
  child: Child,
): Promise<void> {
  const isGone = child.exited.then(() => true);
  const becomes = until(holds, { timeoutMs: START_TIMEOUT_MS });
  const first = await Promise.race([becomes, isGone.then(() => false)]);
  if (!first) throw new Error(`a program did not start: ${child.lastOutput()}`);
}

export function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** The file of caught mail, each message as it was last written. */
export function caughtMail({ mailFile }: Pick<FaultySystem, 'mailFile'>): readonly CaughtMail[] {
  const messages = new Map<string, CaughtMail>();
  const lines = readFileSync(mailFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  for (const line of lines) {
    const { messageId, deliveries, receivedAt } = JSON.parse(line) as CaughtMail;
    const id = messageId.slice(1).split('@')[0] ?? '';
    const first = messages.get(id)?.receivedAt ?? receivedAt;
    messages.set(id, { messageId: id, deliveries, receivedAt: first });
  }
  return [...messages.values()];
}

export interface CaughtMail {
  /** The id of the letter. */
  readonly messageId: string;
  /** How often it was handed over. */
  readonly deliveries: number;
  readonly receivedAt: string;
}
