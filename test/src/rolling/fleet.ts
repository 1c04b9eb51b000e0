import {
  databaseUrlOf,
  freePort,
  startChild,
  startPostgres,
  startTemporalDevServer,
  type Child,
} from '@assent/local';
import { SEARCH_ATTRIBUTES } from '@assent/workflows';
import { Connection } from '@temporalio/client';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checked } from '../faults/invariants';
import {
  isReady,
  linesThatSay,
  mailFileIn,
  mustBecome,
  sealing,
  sealsIn,
  startMail,
  VARIABLES,
} from '../faults/system';
import { openSql } from '../record/sql';
import { PROJECT } from '../stack/running-stack';
import { clientOf } from '../support/temporal';

/** How long an API goes on taking calls after it was asked to end: much longer than a balancer takes. */
const DRAIN_SECONDS = 5;
/** How long a program may take to end, in milliseconds. */
export const END_MS = 60_000;

/** A copy of the API. */
export interface Api {
  readonly url: string;
  readonly child: Child;
}

/** Copies of API and worker, each a process, on one Postgres, one Temporal and one mail server. */
export interface Fleet extends Checked {
  /** The database, as its owner. */
  readonly databaseUrl: string;
  /** Those that run. */
  readonly running: ReadonlySet<Api>;
  /** Starts another copy and waits until it is ready. */
  startApi(): Promise<Api>;
  /** Starts another copy and waits until it works. */
  startWorker(): Promise<Child>;
  stop(): Promise<void>;
}

/** Starts the services; the database is empty. */
export async function startFleet(): Promise<Fleet> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-fleet-'));
  chmodSync(folder, 0o755);
  const printed = {
    api: [] as string[],
    worker: [] as string[],
    postgres: [] as string[],
    temporal: [] as string[],
    mail: [] as string[],
  };
  const [smtpPort, httpPort] = (await Promise.all(
    [1, 2].map(async () => (await freePort()).port),
  )) as [number, number];
  const temporalFile = join(folder, 'temporal.db');
  const seals = sealsIn(folder);
  const [mail, postgres, temporal] = await Promise.all([
    startMail(folder, { smtpPort, httpPort }, (line) => printed.mail.push(line)),
    startPostgres({
      dir: join(folder, 'postgres'),
      persistent: true,
      onOutput: (line) => printed.postgres.push(line),
    }),
    startTemporalDevServer({
      dbFile: temporalFile,
      namespace: 'default',
      searchAttributes: SEARCH_ATTRIBUTES,
      onOutput: (line) => printed.temporal.push(line),
    }),
  ]);
  const connection = Connection.lazy({ address: temporal.address });
  const client = clientOf(connection);
  const sql = openSql(postgres.url);
  const running = new Set<Api>();
  const workers = new Set<Child>();

  const run = (name: 'api' | 'worker', own: Readonly<Record<string, string>>): Promise<Child> =>
    startChild({
      name,
      command: process.execPath,
      args: ['--enable-source-maps', join(PROJECT, `apps/${name}/dist/main.js`)],
      env: {
        ...VARIABLES.both,
        DATABASE_URL: databaseUrlOf(`assent_${name}`, postgres.url),
        TEMPORAL_ADDRESS: temporal.address,
        ...own,
      },
      cwd: folder,
      stopSignal: 'SIGTERM',
      onOutput: (line) => printed[name].push(line),
    });

  return {
    databaseUrl: postgres.url,
    temporalFile,
    mailFile: mailFileIn(folder),
    seals,
    printed,
    running,
    workers,
    apis: () => [...running].map(({ child }) => child),
    sql: async (use) => use(await sql),
    temporal: () => client,
    async startApi() {
      const { port } = await freePort();
      const url = `http://127.0.0.1:${port}`;
      const child = await run('api', {
        ...VARIABLES.api,
        PORT: String(port),
        DRAIN_SECONDS: String(DRAIN_SECONDS),
        DOCUMENTS_FOLDER: join(folder, 'documents'),
      });
      const api = { url, child };
      running.add(api);
      void child.exited.then(() => running.delete(api));
      await mustBecome(() => isReady(url), child);
      return api;
    },
    async startWorker() {
      const ready = linesThatSay(printed.worker, 'the worker is ready');
      const child = await run('worker', {
        SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
        ...sealing(seals),
      });
      workers.add(child);
      void child.exited.then(() => workers.delete(child));
      await mustBecome(() => linesThatSay(printed.worker, 'the worker is ready') > ready, child);
      return child;
    },
    async stop() {
      const programs = [...[...running].map(({ child }) => child), ...workers];
      await Promise.allSettled(programs.map((child) => child.stop(15_000)));
      await connection.close();
      await sql.then((each) => each.close()).catch(() => undefined);
      await Promise.allSettled([postgres.stop(), temporal.stop(), mail.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
