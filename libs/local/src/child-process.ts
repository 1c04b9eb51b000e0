import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How to run one local service as its own process. */
export interface ChildCommand {
  /** What people call it; begins error messages. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** The account to run as; the caller's own when absent. */
  readonly account?: { readonly uid: number; readonly gid: number } | null;
  /** An open file that it reads as its standard input; it has none when absent. */
  readonly stdin?: number;
  /** The signal that asks it to end in order. */
  readonly stopSignal: 'SIGINT' | 'SIGTERM';
  /** Hears each line the process prints, on either stream. */
  readonly onOutput?: ((line: string) => void) | undefined;
}

/** A running process that ends when its parent does, even a parent that was killed. */
export interface Child {
  readonly pid: number;
  /** Settles once the process is gone, with its exit code, or null after a signal. */
  readonly exited: Promise<number | null>;
  /** The last lines it printed, to explain a failed start. */
  lastOutput(): string;
  /** Asks it to end and waits; after `graceMs` milliseconds it is killed. */
  stop(graceMs?: number): Promise<void>;
  /** Kills it at once, as a crash would, and waits until it is gone. */
  kill(): Promise<void>;
}

const LINES_KEPT = 20;
const DEFAULT_GRACE_MS = 10_000;

/**
 * Starts a process in a session of its own, so that a Ctrl-C in the terminal reaches
 * only the one owner of signals.
 *
 * @throws when the program cannot be started.
 */
export async function startChild(command: ChildCommand): Promise<Child> {
  const child = spawn(command.command, [...command.args], {
    stdio: [command.stdin ?? 'ignore', 'pipe', 'pipe'],
    detached: true,
    env: command.env ?? process.env,
    ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
    ...command.account,
  });
  const pid = await spawned(child, command.name);
  const watchdog = watchParent(pid, command.stopSignal);
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      watchdog.kill('SIGKILL');
      resolve(code);
    });
  });
  const lines = keepLastLines(child, command.onOutput);

  const signal = async (name: NodeJS.Signals): Promise<void> => {
    child.kill(name);
    await exited;
  };
  return {
    pid,
    exited,
    lastOutput: () => lines.join('\n'),
    kill: () => signal('SIGKILL'),
    stop: async (graceMs = DEFAULT_GRACE_MS) => {
      const deadline = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await signal(command.stopSignal);
      clearTimeout(deadline);
    },
  };
}

function spawned(child: ChildProcess, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(new Error(`${name} cannot be started: ${error.message}`, { cause: error })),
    );
    child.once('spawn', () => {
      if (child.pid === undefined) reject(new Error(`${name} has started without an id`));
      else resolve(child.pid);
    });
  });
}

/**
 * A shell that waits for its parent to be gone (the pipe closes) and then ends the
 * child: the parent may be killed and unable to do so.
 */
function watchParent(pid: number, stopSignal: string): ChildProcess {
  const script = 'read -r _; kill -s "$1" "$2" && sleep 10 && kill -s KILL "$2"';
  const watchdog = spawn('/bin/sh', ['-c', script, 'sh', stopSignal.slice(3), String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watchdog.unref();
  return watchdog;
}

function keepLastLines(child: ChildProcess, onOutput?: (line: string) => void): string[] {
  const kept: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      kept.push(line);
      if (kept.length > LINES_KEPT) kept.shift();
      onOutput?.(line);
    });
  }
  return kept;
}
