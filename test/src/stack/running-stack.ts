import { mkdirSync, mkdtempSync, readFileSync, existsSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startChild, until, type Child } from '@assent/local';
import { z } from 'zod';

/** The project's folder. */
export const PROJECT = resolve(__dirname, '../../..');

/** How long a hook that starts one may take: a slow machine that starts several at once needs minutes. */
export const START_HOOK_MS = 300_000;
const START_TIMEOUT_MS = START_HOOK_MS - 60_000;

export const stackAddresses = z.strictObject({
  api: z.url(),
  web: z.url(),
  temporal: z.string(),
  temporalUi: z.url(),
  mail: z.url(),
  database: z.string(),
  audit: z.string(),
  pid: z.int(),
});

export type StackAddresses = z.infer<typeof stackAddresses>;

/** A whole system as `npm start` or `npm run sandbox` runs it, in a folder of its own. */
export interface RunningStack {
  readonly folder: string;
  readonly addresses: StackAddresses;
  /** The lines that it printed. */
  readonly printed: readonly string[];
  /** Settles when it has ended, for whatever reason. */
  readonly exited: Promise<number | null>;
  /** Kills it as a crash would; its parts notice and end. */
  kill(): Promise<void>;
  /** Asks it to end. */
  stop(): Promise<number | null>;
  remove(): void;
}

/**
 * @param choices configuration that a person who starts it can choose
 * @param backups the folder of its backups
 */
export async function startStack(
  verb: 'start' | 'sandbox',
  folder = newFolder(),
  choices: Readonly<Record<string, string>> = {},
  backups?: string,
): Promise<RunningStack> {
  const printed: string[] = [];
  const onOutput = (line: string): void => void printed.push(line);
  const child = await launchStack(verb, folder, choices, undefined, onOutput, backups);
  const file = join(folder, '.run/stack.json');
  const ready = await until(() => existsSync(file), { timeoutMs: START_TIMEOUT_MS });
  if (!ready) throw new Error(`the stack did not start: ${child.lastOutput()}`);
  return {
    folder,
    addresses: stackAddresses.parse(JSON.parse(readFileSync(file, 'utf8'))),
    printed,
    exited: child.exited,
    kill: () => child.kill(),
    stop: () => ended(child),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Starts one without waiting for it. */
export function launchStack(
  verb: 'start' | 'sandbox',
  folder: string,
  choices: Readonly<Record<string, string>> = {},
  port = 3600,
  onOutput?: (line: string) => void,
  backups?: string,
): Promise<Child> {
  const run = { verb, reset: false, port, root: folder, backups };
  const program = `require(${JSON.stringify(join(PROJECT, 'apps/stack/dist/index.js'))})
    .runStack(${JSON.stringify(run)})
    .then((code) => process.exit(code))`;
  return startChild({
    name: 'the stack',
    command: process.execPath,
    args: ['-e', program],
    env: { ...process.env, ...choices, NODE_ENV: 'development' },
    stopSignal: 'SIGTERM',
    onOutput,
  });
}

async function ended(child: Child): Promise<number | null> {
  await child.stop(30_000);
  return child.exited;
}

/** Looks like a clone that has been built, with nothing run in it yet. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assent-stack-'));
  for (const part of ['apps', 'docs']) symlinkSync(join(PROJECT, part), join(folder, part));
  mkdirSync(join(folder, '.run'));
  return folder;
}
