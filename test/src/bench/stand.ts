import type { Ports } from '@assent/application';
import {
  databaseUrlOf,
  freePort,
  startChild,
  startPostgres,
  until,
  type Postgres,
} from '@assent/local';
import { migrate, type Records } from '@assent/persistence';
import { identifiers, payerSettings, systemClock } from '@assent/platform';
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { recordsOfBoth } from '../support/both-programs';
import { LETTERHEAD } from '../support/desk';
import { TEMPLATE, variables } from '../support/services';
import { ENCRYPTION_KEYS } from '../support/temporal';
import { startLoadGenerator, type LoadGenerator } from './load-generator';

const ROOT = resolve(__dirname, '../../..');
const API = 'apps/api/dist/main.js';
const POOL_SIZE = '10';
const READY_TIMEOUT_MS = 60_000;

/** A program of ours that serves on a port. */
export interface Served {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** What the benchmarks run on: Postgres as `npm start` runs it, and programs from their builds. */
export interface Stand {
  readonly folder: string;
  readonly postgres: Postgres;
  readonly postgresPid: number;
  readonly load: LoadGenerator;
  /** Makes a database with every migration applied. */
  database(name: string): Promise<string>;
  serveApi(databaseUrl: string, temporalAddress?: string): Promise<Served>;
  /** The same API, whose calls leave no entries in the access log. */
  serveUnrecorded(databaseUrl: string): Promise<Served>;
  serveBare(databaseUrl: string, samples: string): Promise<Served>;
  startWorker(databaseUrl: string, temporalAddress: string, smtpUrl: string): Promise<Served>;
  /** An intake clerk's token for an API of ours. */
  token(api: Served): Promise<string>;
  stop(): Promise<void>;
}

/** Sets it up in a folder of the project that it empties first and removes at the end. */
export async function setUpStand(name: string): Promise<Stand> {
  const folder = join(ROOT, '.run', name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const data = join(folder, 'postgres');
  const postgres = await startPostgres({ dir: data, persistent: true });
  const [pid = ''] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n');
  const load = startLoadGenerator();
  const served: Served[] = [];
  const issuerKey = newIssuerKey();
  await migrate(await postgres.createDatabase(TEMPLATE));
  // Where the stage of the workflow tests looks for it.
  process.env[variables.adminUrl] = postgres.adminUrl;

  async function serve(program: string, args: string[], env: NodeJS.ProcessEnv, port: number) {
    const child = await startChild({
      name: program,
      command: process.execPath,
      args: ['--enable-source-maps', join(ROOT, program), ...args],
      env: { ...process.env, TZ: 'UTC', ...env },
      cwd: ROOT,
      stopSignal: 'SIGTERM',
    });
    const one: Served = { port, pid: child.pid, stop: () => child.stop() };
    served.push(one);
    return one;
  }

  async function serveApiOf(
    [program, ...args]: readonly [string, ...string[]],
    databaseUrl: string,
    temporalAddress?: string,
  ) {
    const { port } = await freePort();
    const settings = {
      ...configuration(databaseUrlOf('assent_api', databaseUrl), temporalAddress),
      DOCUMENTS_FOLDER: join(folder, 'documents'),
    };
    const api = await serve(
      program,
      args,
      { ...settings, PORT: String(port), DEV_ISSUER_KEY: issuerKey },
      port,
    );
    await untilAnswering(port);
    return api;
  }

  return {
    folder,
    postgres,
    postgresPid: Number(pid),
    load,
    database: (database) => postgres.createDatabase(database, TEMPLATE),
    serveApi: (databaseUrl, temporalAddress) => serveApiOf([API], databaseUrl, temporalAddress),
    serveUnrecorded: (databaseUrl) =>
      serveApiOf(['test/dist/bench/unrecorded-api.js', join(ROOT, API)], databaseUrl),
    async serveBare(databaseUrl, samples) {
      const { port } = await freePort();
      const args = [databaseUrl, POOL_SIZE, samples, String(port)];
      const bare = await serve('test/dist/bench/bare-api.js', args, {}, port);
      await untilAnswering(port);
      return bare;
    },
    startWorker: (databaseUrl, temporalAddress, smtpUrl) =>
      serve(
        'apps/worker/dist/main.js',
        [],
        {
          ...configuration(databaseUrlOf('assent_worker', databaseUrl), temporalAddress),
          SMTP_URL: smtpUrl,
        },
        0,
      ),
    async token({ port }) {
      const answer = await fetch(`http://127.0.0.1:${port}/dev/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ role: 'intake', subject: 'ivy' }),
      });
      return z.object({ token: z.string() }).parse(await answer.json()).token;
    },
    async stop() {
      load.stop();
      await Promise.allSettled(served.map((one) => one.stop()));
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As `npm start` configures its programs. */
function configuration(databaseUrl: string, temporalAddress = '127.0.0.1:1') {
  return {
    NODE_ENV: 'development',
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: POOL_SIZE,
    TEMPORAL_ADDRESS: temporalAddress,
    CLOCK: 'system',
    HOST: '127.0.0.1',
    AUTH_ISSUER: 'https://assent.localhost',
    PAYER_ADDRESS: LETTERHEAD.address,
    PAYER_PHONE: LETTERHEAD.phone,
    ENCRYPTION_KEYS,
    // One person makes all calls, and what the API can do is asked.
    LIMIT_REQUESTS_PER_MINUTE: '100000000',
    LIMIT_CALLS_AT_ONCE: '10000',
    LIMIT_CALLS_IN_PROGRESS: '100000',
  };
}

function newIssuerKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'bench', alg: 'ES256' });
}

async function untilAnswering(port: number): Promise<void> {
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/healthz`).then(
      () => true,
      () => false,
    );
  if (await until(answers, { timeoutMs: READY_TIMEOUT_MS })) return;
  throw new Error(`nothing answers on port ${port}`);
}

/** How the use cases that a benchmark calls are set up. */
export const BENCH_SETTINGS = payerSettings({
  timeZone: 'America/New_York',
  payerName: 'Bench Health Plan',
  letterhead: LETTERHEAD,
  letterHours: { from: 0, to: 24 },
});

/** The ports of use cases over records. */
export function benchPorts({ records }: Pick<Records, 'records'>): Ports {
  return { clock: systemClock, ids: identifiers, records, settings: BENCH_SETTINGS };
}

/** Does something with the records of a database, and closes them. */
export async function withRecords<Value>(
  databaseUrl: string,
  use: (records: Records) => Promise<Value>,
): Promise<Value> {
  const records = recordsOfBoth(databaseUrl, Number(POOL_SIZE));
  try {
    return await use(records);
  } finally {
    await records.close();
  }
}
