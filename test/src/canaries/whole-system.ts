import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  databaseUrlOf,
  freePort,
  listen,
  signalProcess,
  startChild,
  startPostgres,
  startTemporalDevServer,
  until,
  type Child,
} from '@assent/local';
import { migrate } from '@assent/persistence';
import { SEARCH_ATTRIBUTES } from '@assent/workflows';
import { signingKey } from '../api/api-server';
import { PROJECT } from '../stack/running-stack';
import { LETTERHEAD } from '../support/desk';
import { ENCRYPTION_KEYS } from '../support/temporal';
import { startCollector, type Collector } from '../traces/collector';

const START_TIMEOUT_MS = 120_000;

/** The parts that write a log of their own. */
export type Part = 'api' | 'worker' | 'postgres' | 'temporal';

/** API and worker from their builds, on services of their own that keep everything they write. */
export interface WholeSystem {
  readonly url: string;
  readonly codecUrl: string;
  readonly databaseUrl: string;
  readonly folder: string;
  /** The file that Temporal keeps histories in. */
  readonly temporalFile: string;
  readonly collector: Collector;
  readonly printed: Readonly<Record<Part, readonly string[]>>;
  /** Of both processes, as Prometheus reads them. */
  metrics(): Promise<string>;
  restartTemporal(): Promise<void>;
  /** Ends the API by an error with these words that nothing catches, and starts another one. */
  crashApi(): Promise<void>;
  /** Ends everything but Postgres, so that all files are written. */
  stopWork(): Promise<void>;
  stop(): Promise<void>;
}

/** Runs a program that fails, at a signal, with an error that quotes a value. */
const failing = (program: string, words: string) => `
  process.on('SIGUSR2', () => { throw new Error(${JSON.stringify(words)}); });
  require(${JSON.stringify(join(PROJECT, program))});`;

/** @param crashWords what the error quotes that ends the API */
export async function startWholeSystem(crashWords: string): Promise<WholeSystem> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-canaries-'));
  chmodSync(folder, 0o755);
  const printed = {
    api: [] as string[],
    worker: [] as string[],
    postgres: [] as string[],
    temporal: [] as string[],
  };
  const ports = await Promise.all(Array.from({ length: 5 }, async () => (await freePort()).port));
  const [port = 0, codecPort = 0, apiMetrics = 0, workerMetrics = 0, temporalPort = 0] = ports;
  const temporalFile = join(folder, 'temporal.db');
  const startTemporal = () =>
    startTemporalDevServer({
      dbFile: temporalFile,
      port: temporalPort,
      namespace: 'default',
      searchAttributes: SEARCH_ATTRIBUTES,
      onOutput: (line) => printed.temporal.push(line),
    });
  const collector = await startCollector();
  const mail = await startRefusingMail();
  const postgres = await startPostgres({
    dir: join(folder, 'postgres'),
    persistent: false,
    onOutput: (line) => printed.postgres.push(line),
  });
  await migrate(postgres.url);
  let temporal = await startTemporal();

  const both = {
    PATH: process.env['PATH'],
    TZ: 'UTC',
    NODE_ENV: 'development',
    LOG_LEVEL: 'debug',
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_UI_URL: 'http://127.0.0.1:8233',
    STAFF_WEB_URL: 'https://assent.example.org',
    ENCRYPTION_KEYS,
    PAYER_ADDRESS: LETTERHEAD.address,
    PAYER_PHONE: LETTERHEAD.phone,
    LETTER_HOURS: '0-24',
    ...collector.variables,
  };
  const start = (part: 'api' | 'worker', own: Readonly<Record<string, string>>): Promise<Child> =>
    startChild({
      name: part,
      command: process.execPath,
      args: ['-e', failing(`apps/${part}/dist/main.js`, crashWords)],
      env: { ...both, DATABASE_URL: databaseUrlOf(`assent_${part}`, postgres.url), ...own },
      cwd: folder,
      stopSignal: 'SIGTERM',
      onOutput: (line) => printed[part].push(line),
    });
  const url = `http://127.0.0.1:${port}`;
  const startApi = async (): Promise<Child> => {
    const child = await start('api', {
      PORT: String(port),
      CODEC_PORT: String(codecPort),
      METRICS_PORT: String(apiMetrics),
      AUTH_ISSUER: 'urn:test:issuer',
      DEV_ISSUER_KEY: ISSUER_KEY,
      DOCUMENTS_FOLDER: join(folder, 'documents'),
      LIMIT_REQUESTS_PER_MINUTE: '1000000',
      LIMIT_BAD_TOKENS_PER_MINUTE: '1000000',
    });
    await mustBecome(() => answers(`${url}/readyz`), child);
    return child;
  };
  const worker = await start('worker', {
    METRICS_PORT: String(workerMetrics),
    SMTP_URL: mail.url,
  });
  let api = await startApi();
  await mustBecome(() => printed.worker.some((line) => line.includes('worker is ready')), worker);

  const stopWork = async (): Promise<void> => {
    await Promise.all([api.stop(20_000), worker.stop(20_000)]);
    await temporal.stop();
  };
  return {
    url,
    codecUrl: `http://127.0.0.1:${codecPort}`,
    databaseUrl: postgres.url,
    folder,
    temporalFile,
    collector,
    printed,
    metrics: async () => {
      const texts = [apiMetrics, workerMetrics].map(async (each) =>
        (await fetch(`http://127.0.0.1:${each}/metrics`)).text(),
      );
      return (await Promise.all(texts)).join('\n');
    },
    restartTemporal: async () => {
      await temporal.kill();
      temporal = await startTemporal();
    },
    crashApi: async () => {
      signalProcess(api.pid, 'SIGUSR2');
      await api.exited;
      api = await startApi();
    },
    stopWork,
    stop: async () => {
      await stopWork().catch(() => undefined);
      await Promise.all([postgres.stop(), collector.stop()]);
      mail.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const ISSUER_KEY = JSON.stringify(signingKey());

async function mustBecome(holds: () => boolean | Promise<boolean>, child: Child): Promise<void> {
  if (!(await until(holds, { timeoutMs: START_TIMEOUT_MS }))) throw new Error(child.lastOutput());
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** A mail server that refuses most recipients, and quotes in its refusal whom the letter was for. */
async function startRefusingMail(): Promise<{ readonly url: string; stop(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    socket.write('220 mail.example.org\r\n');
    let isData = false;
    let rest = '';
    socket.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (isData) isData = line !== '.';
        if (isData) continue;
        const answer = answerTo(line);
        isData = answer.startsWith('354');
        socket.write(`${answer}\r\n`);
      }
    });
  });
  const { port } = await freePort();
  await listen(server, port, 'a mail server');
  return {
    url: `smtp://127.0.0.1:${port}`,
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function answerTo(line: string): string {
  if (/^RCPT TO:.*@refused\./i.test(line)) return `550 5.1.1 no mailbox for ${line.slice(8)}`;
  if (/^RCPT TO:.*@later\./i.test(line)) return `451 4.2.1 try ${line.slice(8)} later`;
  if (/^DATA/i.test(line)) return '354 go on';
  if (/^QUIT/i.test(line)) return '221 bye';
  return '250 ok';
}
