import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { type Child, startChild } from './child-process';
import { freePort, requireFree } from './free-port';
import { noteProcess, stopLeftover } from './leftover';
import { temporalProgram } from './temporal-programs';
import { startTestServerRelay } from './test-server-relay';
import { untilServing } from './until';

const run = promisify(execFile);
const START_TIMEOUT_MS = 60_000;

/** How to run Temporal's dev server. */
export interface TemporalDevOptions {
  /** The file that keeps histories over restarts; in memory when absent. */
  readonly dbFile?: string;
  /** The port of the service on 127.0.0.1; any free one when absent. */
  readonly port?: number;
  /** The port of the web UI; without one there is no UI. */
  readonly uiPort?: number;
  /** Where the web UI has payloads decrypted. */
  readonly codecEndpoint?: string;
  readonly namespace: string;
  /** The namespace's search attributes, each with its type as Temporal's API spells it. */
  readonly searchAttributes?: Readonly<Record<string, string>>;
  /** Values of Temporal's dynamic configuration beyond the defaults, as JSON. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly onOutput?: (line: string) => void;
  /** Hears a sentence if the program must be downloaded first. */
  readonly say?: (sentence: string) => void;
  /** Cancels the start; a running server ignores it. */
  readonly signal?: AbortSignal;
}

/** A running Temporal service that listens on 127.0.0.1 only. */
export interface TemporalServer {
  /** `host:port` of the service. */
  readonly address: string;
  readonly uiUrl: string | null;
  /** Settles when the server is gone, for any reason. */
  readonly exited: Promise<number | null>;
  stop(): Promise<void>;
  /** Kills it as a crash would. */
  kill(): Promise<void>;
}

/**
 * Starts Temporal's dev server and waits until it serves the namespace. It first ends a server that
 * an earlier run left on the file.
 * @throws PortTaken when another program has one of its ports.
 * @throws when the program is missing, or does not serve within a minute.
 */
export async function startTemporalDevServer(options: TemporalDevOptions): Promise<TemporalServer> {
  const { dbFile, uiPort, codecEndpoint, namespace, signal } = options;
  const { searchAttributes = {}, settings = {} } = options;
  const program = await temporalProgram('temporal', options);
  const pidFile = dbFile === undefined ? undefined : `${dbFile}.pid`;
  if (dbFile !== undefined && pidFile !== undefined) {
    await mkdir(dirname(dbFile), { recursive: true });
    await stopLeftover(pidFile, dbFile);
  }
  const port = options.port ?? (await freePort()).port;
  const requirePorts = async (): Promise<void> => {
    await requireFree(port, 'Temporal');
    if (uiPort !== undefined) await requireFree(uiPort, "Temporal's web interface");
  };
  // Another Temporal on this port would be mistaken for this one.
  await requirePorts();
  const address = `127.0.0.1:${port}`;
  const server = await startChild({
    name: 'the Temporal dev server',
    command: program,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port)],
      ...['--namespace', namespace, '--log-level', 'error'],
      ...(uiPort === undefined
        ? ['--headless']
        : ['--ui-port', String(uiPort), '--ui-disable-news-fetch']),
      ...(codecEndpoint === undefined ? [] : ['--ui-codec-endpoint', codecEndpoint]),
      ...Object.entries(searchAttributes).flatMap(([name, type]) => [
        '--search-attribute',
        `${name}=${type}`,
      ]),
      ...Object.entries(settings).flatMap(([name, value]) => [
        '--dynamic-config-value',
        `${name}=${value}`,
      ]),
      ...(dbFile === undefined ? [] : keptIn(dbFile)),
    ],
    stopSignal: 'SIGTERM',
    onOutput: options.onOutput,
  });
  if (pidFile !== undefined) await noteProcess(pidFile, server.pid);
  await ready(server, (over) => serves(program, address, namespace, over), signal).catch(
    async (error: unknown) => {
      await requirePorts();
      if (dbFile === undefined || signal?.aborted || !(error instanceof Error)) throw error;
      throw new Error(`${error.message}${remedy(error.message, dbFile)}`);
    },
  );
  return {
    ...controls(server),
    address,
    uiUrl: uiPort === undefined ? null : `http://127.0.0.1:${uiPort}`,
  };
}

/**
 * Starts Temporal's time-skipping test server, whose clock runs in real time until a client moves
 * it. It keeps everything in memory and has no UI.
 * @throws when the program is missing, or does not serve within a minute.
 */
export async function startTimeSkippingServer(
  options: Pick<TemporalDevOptions, 'port' | 'onOutput' | 'say' | 'signal'> = {},
): Promise<TemporalServer> {
  const program = await temporalProgram('temporal-test-server', options);
  const { port: ownPort } = await freePort();
  const server = await startChild({
    name: 'the time-skipping Temporal server',
    command: program,
    args: [String(ownPort)],
    stopSignal: 'SIGTERM',
    onOutput: options.onOutput,
  });
  await ready(server, () => accepts(ownPort), options.signal);
  const port = options.port ?? (await freePort()).port;
  const relay = await startTestServerRelay(port, ownPort).catch(async (error: unknown) => {
    await server.kill();
    throw error;
  });
  return {
    exited: server.exited,
    stop: () => relay.stop().then(() => server.stop()),
    kill: () => relay.stop().then(() => server.kill()),
    address: `127.0.0.1:${port}`,
    uiUrl: null,
  };
}

/** Without the two pragmas a file is five times slower than memory; it survives a kill. */
function keptIn(dbFile: string): string[] {
  const pragmas = ['journal_mode=WAL', 'synchronous=NORMAL'];
  return ['--db-filename', dbFile, ...pragmas.flatMap((pragma) => ['--sqlite-pragma', pragma])];
}

function controls(server: Child): Pick<TemporalServer, 'exited' | 'stop' | 'kill'> {
  return { exited: server.exited, stop: () => server.stop(), kill: () => server.kill() };
}

async function ready(
  server: Child,
  serves: (over: AbortSignal) => Promise<boolean>,
  signal?: AbortSignal,
): Promise<void> {
  if (await untilServing(server.exited, serves, { timeoutMs: START_TIMEOUT_MS, signal })) return;
  await server.stop();
  throw new Error(`Temporal did not start: ${reasonIn(server.lastOutput())}`);
}

/** Without where in the program it happened. */
function reasonIn(output: string): string {
  return /^(?:Error|panic|fatal error): .*$/m.exec(output)?.[0] ?? output;
}

/** What SQLite says about its file, and what to do then. */
const REMEDIES: readonly [RegExp, (dbFile: string) => string][] = [
  [
    /not a database|malformed|corrupt/i,
    (dbFile) =>
      `Its file is broken: delete \`${dbFile}\` and start again; workflows are made anew from the record`,
  ],
  [
    /disk is full|no space left/i,
    (dbFile) => `Free some space on the disk of \`${dbFile}\`, and start again`,
  ],
  [
    /readonly database|unable to open database|permission denied/i,
    (dbFile) =>
      `\`${dbFile}\` has to be a file that this account may write; move it away, or make it yours`,
  ],
];

function remedy(reason: string, dbFile: string): string {
  const [, words] = REMEDIES.find(([says]) => says.test(reason)) ?? [];
  return words === undefined ? '' : `. ${words(dbFile)}`;
}

function serves(
  program: string,
  address: string,
  namespace: string,
  signal: AbortSignal,
): Promise<boolean> {
  const describe = ['operator', 'namespace', 'describe', '-n', namespace, '--address', address];
  return run(program, describe, { timeout: 5_000, signal }).then(
    () => true,
    () => false,
  );
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
