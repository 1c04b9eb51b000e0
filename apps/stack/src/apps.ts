import { join } from 'node:path';
import { type Child, startChild, untilServing } from '@assent/local';
import { variableNames } from '@assent/platform';
import { keepRunning, type KeptRunning } from './keep-running';
import type { StackParts } from './parts';

/** Configuration of the local stack that a developer may choose. */
const CHOICES = new Set<string>([
  'LOG_LEVEL',
  'PAYER_TIME_ZONE',
  'LETTER_HOURS',
  'DATABASE_POOL_SIZE',
  'MAIL_FROM',
  'LIMIT_REQUESTS_PER_MINUTE',
  'LIMIT_BAD_TOKENS_PER_MINUTE',
  'LIMIT_CALLS_AT_ONCE',
]);
const READY_TIMEOUT_MS = 60_000;
/** How large the API's heap may grow: without a bound it is left full of what nobody needs any more. */
const HEAP = { api: ['--max-old-space-size=320', '--max-semi-space-size=8'], worker: [] };

/**
 * Starts the API and the worker from their builds and waits until the API can serve.
 *
 * @param own the configuration of both.
 * @throws when the API does not become ready within a minute, or ends.
 */
export async function startApps(
  parts: StackParts,
  root: string,
  own: Readonly<Record<string, string>>,
  apiUrl: string,
): Promise<void> {
  const keep = async (name: 'api' | 'worker'): Promise<KeptRunning<Child>> => {
    const log = parts.logTo(name);
    const onOutput = (line: string): void => {
      log(line);
      process.stderr.write(`${name.padEnd(6)} | ${line}\n`);
    };
    const kept = await keepRunning(
      `the ${name}`,
      () => startApp(root, name, own, onOutput),
      parts.say,
    );
    parts.apps.push(kept);
    return kept;
  };
  const [api] = await Promise.all([keep('api'), keep('worker')]);
  await untilReady(api.current(), apiUrl);
}

function startApp(
  root: string,
  name: 'api' | 'worker',
  own: Readonly<Record<string, string>>,
  onOutput: (line: string) => void,
): Promise<Child> {
  return startChild({
    name,
    command: process.execPath,
    args: ['--enable-source-maps', ...HEAP[name], join(root, `apps/${name}/dist/main.js`)],
    env: { ...inherited(), TZ: 'UTC', MALLOC_ARENA_MAX: '2', ...own },
    cwd: root,
    stopSignal: 'SIGTERM',
    onOutput,
  });
}

/** The configuration of another system, when the shell holds one, must not leak in. */
function inherited(): NodeJS.ProcessEnv {
  const foreign = new Set<string>(variableNames.filter((name) => !CHOICES.has(name)));
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.has(name)));
}

async function untilReady(api: Child, url: string): Promise<void> {
  const answers = (): Promise<boolean> =>
    fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
  if (await untilServing(api.exited, answers, { timeoutMs: READY_TIMEOUT_MS })) return;
  throw new Error(`the API did not become ready; what it printed last:\n${api.lastOutput()}`);
}
