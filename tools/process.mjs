import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** What asks a program to end. */
export const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** The exit code of what a signal ended. */
export const codeOf = (signal) => 128 + (constants.signals[signal] ?? 0);

/** Progress for people; standard output belongs to the program. */
export function say(sentence) {
  process.stderr.write(`assent: ${sentence}\n`);
}

/** What to tell of an error: what the system says of files leaves out what to do. */
export function inWords(error) {
  if (!(error instanceof Error)) return String(error);
  const { code, path = root, message } = error;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `no space is left on the disk of \`${path}\`; free some, and start again`;
    case 'EACCES':
    case 'EPERM':
      return `you may not use \`${path}\`; start as the account that it belongs to, or make it and \`${dirname(path)}\` yours with \`chown -R\``;
    case 'EROFS':
      return `\`${path}\` cannot be written, because its disk is mounted read-only`;
    case 'EEXIST':
    case 'ENOTDIR':
      return `\`${fileOnTheWay(path)}\` is a file, and has to be a folder; move it away`;
    default:
      return message;
  }
}

/** The path, or the first above it that is no folder. */
function fileOnTheWay(path) {
  const above = dirname(path);
  return above === path || existsSync(`${above}${sep}`) ? path : fileOnTheWay(above);
}

/** Runs a program on our standard streams and returns its exit code. */
export function runProgram(command, args, options = {}) {
  return wait(spawn(command, args, { cwd: root, stdio: 'inherit', ...options }));
}

/** Runs a program in silence and returns its exit code with everything that it printed. */
export async function runInSilence(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const printed = [];
  child.stdout.on('data', (chunk) => printed.push(chunk));
  child.stderr.on('data', (chunk) => printed.push(chunk));
  const code = await wait(child);
  return { code, printed: Buffer.concat(printed) };
}

/**
 * Runs a step of the preparation in silence.
 *
 * @throws with everything it printed when it fails.
 */
export async function runStep(name, command, args, env = {}, cwd = root) {
  const options = { cwd, env: { ...process.env, ...env } };
  const { code, printed } = await runInSilence(command, args, options);
  if (code === 0) return;
  process.stderr.write(printed);
  throw new Error(`${name} failed; what it printed is above`);
}

/**
 * Waits for a child. A signal meant to end us ends the child first: a Ctrl-C reaches
 * both, a SIGTERM only us.
 */
async function wait(child) {
  let asked;
  const pass = (signal) => {
    asked = signal;
    child.kill(signal);
  };
  for (const signal of stopSignals) process.on(signal, pass);
  const code = await new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(new Error(`\`${child.spawnfile}\` cannot be run: ${error.message}`)),
    );
    child.once('close', (exitCode, signal) => resolve(exitCode ?? codeOf(signal)));
  });
  for (const signal of stopSignals) process.off(signal, pass);
  if (asked !== undefined) process.exit(codeOf(asked));
  return code;
}
