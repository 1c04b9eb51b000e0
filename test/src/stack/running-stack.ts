import { mkdirSync, mkdtempSync, readFileSync, existsSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort, startChild, until, type Child } from '@assent/local';
import { z } from 'zod';

/** The project's folder. */
export const PROJECT = resolve(__dirname, '../../..');

const START_TIMEOUT_MS = 90_000;
/** Held by whoever starts a stack; it is let go when the process ends, however it ends. */
const TURN_PORT = 3599;

const stackFile = z.strictObject({
  api: z.url(),
  web: z.url(),
  temporal: z.string(),
  temporalUi: z.url(),
  mail: z.url(),
  database: z.string(),
  pid: z.int(),
});

/** A whole system as `npm start` or `npm run sandbox` runs it, in a folder of its own. */
export interface RunningStack {
  readonly folder: string;
  readonly addresses: z.infer<typeof stackFile>;
  /** Asks it to end. */
  stop(): Promise<number | null>;
  remove(): void;
}

/** @param choices configuration that whoever starts it may choose */
export async function startStack(
  verb: 'start' | 'sandbox',
  folder = newFolder(),
  choices: Readonly<Record<string, string>> = {},
): Promise<RunningStack> {
  const turn = await myTurn();
  return startAlone(verb, folder, choices).finally(() => turn.close());
}

/** Two stacks that look for free ports at the same moment would find the same ones. */
async function myTurn(): Promise<Server> {
  let turn: Server | undefined;
  const isMine = async () => {
    turn = await listening(TURN_PORT).catch(() => undefined);
    return turn !== undefined;
  };
  await until(isMine, { timeoutMs: START_TIMEOUT_MS, everyMs: 250 });
  if (turn) return turn;
  throw new Error(`another stack was starting all the time, or port ${TURN_PORT} is taken`);
}

function listening(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

async function startAlone(
  verb: 'start' | 'sandbox',
  folder: string,
  choices: Readonly<Record<string, string>>,
): Promise<RunningStack> {
  const { port } = await freePort(3600);
  const program = `require(${JSON.stringify(join(PROJECT, 'apps/stack/dist/index.js'))})
    .runStack({ verb: '${verb}', args: [], root: ${JSON.stringify(folder)} })
    .then((code) => process.exit(code))`;
  const child = await startChild({
    name: 'the stack',
    command: process.execPath,
    args: ['-e', program],
    env: { ...process.env, ...choices, PORT: String(port), NODE_ENV: 'development' },
    stopSignal: 'SIGTERM',
  });
  const file = join(folder, '.run/stack.json');
  const ready = await until(() => existsSync(file), { timeoutMs: START_TIMEOUT_MS });
  if (!ready) throw new Error(`the stack did not start: ${child.lastOutput()}`);
  return {
    folder,
    addresses: stackFile.parse(JSON.parse(readFileSync(file, 'utf8'))),
    stop: () => ended(child),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function ended(child: Child): Promise<number | null> {
  await child.stop(30_000);
  return child.exited;
}

/** Looks like a clone that has been built, with nothing run in it yet. */
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assent-stack-'));
  for (const part of ['apps', 'docs']) symlinkSync(join(PROJECT, part), join(folder, part));
  mkdirSync(join(folder, '.run'));
  return folder;
}
