import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, root, say, stopSignals } from './process.mjs';

const folder = join(root, '.run');
const lockFile = join(folder, 'stack.lock');
const stackFile = join(folder, 'stack.json');
const ownLock = `${process.pid}\n`;

/**
 * One stack at a time in this folder. Holds the lock until this process ends.
 *
 * @returns false, having said where the other one is, when one runs already.
 */
export function holdStackLock() {
  mkdirSync(folder, { recursive: true });
  const holder = Number.parseInt(read(lockFile), 10);
  if (holder > 1 && isStack(holder)) {
    sayWhereItIs(holder);
    return false;
  }
  rmSync(lockFile, { force: true });
  rmSync(stackFile, { force: true });
  for (const signal of stopSignals) process.on(signal, endUnlessHeard);
  if (!claim()) {
    say('another start began at the same moment; this one stops');
    return false;
  }
  process.on('exit', () => {
    if (read(lockFile) !== ownLock) return;
    rmSync(stackFile, { force: true });
    rmSync(lockFile, { force: true });
  });
  return true;
}

/** A signal without a listener ends a process without its `exit`, and the lock would stay. */
function endUnlessHeard(signal) {
  if (process.listenerCount(signal) === 1) process.exit(codeOf(signal));
}

function claim() {
  try {
    writeFileSync(lockFile, ownLock, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Process numbers are used again, so the command line must be ours too. */
function isStack(pid) {
  return pid !== process.pid && /bootstrap\.mjs\W+(start|sandbox|restore)/.test(commandLine(pid));
}

/** From /proc where there is one; small images have no `ps`. */
function commandLine(pid) {
  const listed = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  if (listed !== '' || process.platform === 'linux') return listed;
  try {
    return execFileSync('ps', ['-ww', '-p', String(pid), '-o', 'args=']).toString();
  } catch {
    return '';
  }
}

function sayWhereItIs(pid) {
  const stack = read(stackFile);
  if (stack === '') {
    say(`a stack is starting or stopping here (process ${pid}); wait for it, or stop it first`);
    return;
  }
  const { api, temporalUi, mail } = JSON.parse(stack);
  const addresses = Object.entries({ api, temporalUi, mail }).filter(([, address]) => address);
  say(`a stack is running already (process ${pid}); stop it first, or use it:`);
  for (const [name, address] of addresses) say(`  ${name.padEnd(10)} ${address}`);
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
