import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Child, requireFree, startChild, untilServing } from '@assent/local';
import {
  apiConfig,
  ConfigError,
  type ConfigFault,
  type Environment,
  variableNames,
  workerConfig,
} from '@assent/platform';
import { keepRunning } from './keep-running';
import type { StackParts } from './parts';
import type { StackPorts } from './ports';

/** Local stack settings that a developer may choose. */
const CHOICES = new Set<string>([
  'LOG_LEVEL',
  'PAYER_TIME_ZONE',
  'PAYER_STATE',
  'FINDINGS_FIRST_STATES',
  'LETTER_HOURS',
  'EXCEPTION_MAX_MONTHS',
  'EXCEPTION_ALONE_MONTHS',
  'CASE_ACCESS_HOURS',
  'CRITERION_WORDINGS',
  'CLOCK_RULES',
  'DATABASE_POOL_SIZE',
  'MAIL_FROM',
  'LIMIT_REQUESTS_PER_MINUTE',
  'LIMIT_BAD_TOKENS_PER_MINUTE',
  'LIMIT_CALLS_AT_ONCE',
  'LIMIT_CALLS_IN_PROGRESS',
  ...variableNames.filter((name) => name.startsWith('OTEL_')),
]);
const READY_TIMEOUT_MS = 60_000;
/** The API's largest heap: without a limit it fills with garbage. */
const HEAP = { api: ['--max-old-space-size=320', '--max-semi-space-size=8'], worker: [] };

/**
 * Checks a developer's choices before anything starts. The rest of the configuration is the stack's
 * own.
 * @throws ConfigError with every fault of it, the API's and the worker's.
 */
export function requireUsableChoices(env: Environment): void {
  const chosen = Object.fromEntries([...CHOICES].map((name) => [name, env[name]]));
  const faults = [apiConfig, workerConfig].flatMap((read) => faultsOf(() => read(chosen)));
  const own = new Map(
    faults.filter(({ variable }) => CHOICES.has(variable)).map((fault) => [fault.variable, fault]),
  );
  if (own.size > 0) throw new ConfigError([...own.values()]);
}

function faultsOf(read: () => unknown): readonly ConfigFault[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

/** Environment variables by program. */
export type AppConfigurations = Readonly<
  Record<'api' | 'worker', Readonly<Record<string, string>>>
>;

/**
 * Starts the API and the worker from their builds and waits until the API can serve.
 * @param own the configuration of each.
 * @param signal cancels it.
 * @throws PortTaken when another program took a port of the API meanwhile.
 * @throws when the API is not ready within a minute, or one of the two ends before.
 */
export async function startApps(
  parts: StackParts,
  root: string,
  own: AppConfigurations,
  { api: held, codec }: Pick<StackPorts, 'api' | 'codec'>,
  signal: AbortSignal,
): Promise<void> {
  const starter = (name: 'api' | 'worker'): (() => Promise<Child>) => {
    const log = parts.logTo(name);
    const onOutput = (line: string): void => {
      log(line);
      process.stderr.write(`${name.padEnd(6)} | ${line}\n`);
    };
    return () => startApp(root, name, own[name], onOutput);
  };
  const startWorker = starter('worker');
  const runApi = starter('api');
  const requirePorts = async (): Promise<void> => {
    await requireFree(held.port, 'the API');
    await requireFree(codec.port, 'the codec server');
  };
  const startApi = (): Promise<Child> => requirePorts().then(runApi);

  const start = async (begin: () => Promise<Child>): Promise<Child> => {
    const child = await begin();
    parts.apps.push(child);
    return child;
  };
  const worker = await start(startWorker);
  await Promise.all([held.letGo(), codec.letGo()]);
  const api = await start(startApi);
  await untilReady(api, worker, held.port, signal).catch(async (error: unknown) => {
    if (signal.aborted) throw error;
    await api.stop();
    await requirePorts();
    throw error;
  });
  parts.apps.splice(
    0,
    parts.apps.length,
    keepRunning('the API', api, startApi, parts.say),
    keepRunning('the worker', worker, startWorker, parts.say),
  );
}

/**
 * Makes the workflows agree with a record that was restored since the last start.
 * @throws when they don't; the next start tries again.
 */
export async function rebuildAfterRestore(
  { folder, say }: StackParts,
  root: string,
  worker: Readonly<Record<string, string>>,
): Promise<void> {
  const isDue = await access(folder.restored).then(
    () => true,
    () => false,
  );
  if (!isDue) return;
  const program = await startApp(root, 'worker', worker, () => undefined, 'rebuild-workflows');
  if ((await program.exited) !== 0) {
    throw new Error(`the workflows do not agree with the record: ${program.lastOutput()}`);
  }
  say(program.lastOutput());
  await rm(folder.restored);
}

function startApp(
  root: string,
  name: 'api' | 'worker',
  own: Readonly<Record<string, string>>,
  onOutput: (line: string) => void,
  program = 'main',
): Promise<Child> {
  return startChild({
    name,
    command: process.execPath,
    args: ['--enable-source-maps', ...HEAP[name], join(root, `apps/${name}/dist/${program}.js`)],
    env: { ...inherited(), TZ: 'UTC', MALLOC_ARENA_MAX: '2', ...own },
    cwd: root,
    stopSignal: 'SIGTERM',
    onOutput,
  });
}

/** Another system's configuration in the shell must not leak in. */
function inherited(): NodeJS.ProcessEnv {
  const foreign = new Set<string>(variableNames.filter((name) => !CHOICES.has(name)));
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.has(name)));
}

async function untilReady(
  api: Child,
  worker: Child,
  port: number,
  signal: AbortSignal,
): Promise<void> {
  const ended: string[] = [];
  const oneEnded = Promise.race([
    api.exited.then(() => ended.push('the API')),
    worker.exited.then(() => ended.push('the worker')),
  ]);
  const answers = (over: AbortSignal): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/readyz`, {
      signal: AbortSignal.any([over, AbortSignal.timeout(5_000)]),
    }).then(
      ({ ok }) => ok,
      () => false,
    );
  if (await untilServing(oneEnded, answers, { timeoutMs: READY_TIMEOUT_MS, signal })) return;
  signal.throwIfAborted();
  const [first] = ended;
  const what =
    first === undefined ? 'the API did not become ready' : `${first} stopped during startup`;
  const printed = (first === 'the worker' ? worker : api).lastOutput();
  throw new Error(`${what}; its last output:\n${printed}`);
}
