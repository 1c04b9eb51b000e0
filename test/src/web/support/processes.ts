import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The state of a socket that takes connections, as Linux writes it. */
const LISTENS = '0A';

/**
 * The id of the process that takes connections at an address, to stop a part of the system as a
 * fault would. Reads Linux's `/proc`.
 *
 * @param address `127.0.0.1:7233`
 */
export function processListeningAt(address: string): number {
  const wanted = asInTable(address);
  const socket = readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
    .find(([, local, , state]) => local === wanted && state === LISTENS)?.[9];
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((pid) => holds(pid, `socket:[${socket ?? 'none'}]`));
  if (found === undefined) throw new Error(`no process listens at ${address}`);
  return Number(found);
}

/** `0100007F:1C41`: another address of this machine may have the port too, as a claim on it. */
function asInTable(address: string): string {
  const [host = '', port] = address.split(':');
  const hex = (value: string | undefined, digits: number) =>
    Number(value).toString(16).toUpperCase().padStart(digits, '0');
  const bytes = host.split('.').map((byte) => hex(byte, 2));
  return `${bytes.reverse().join('')}:${hex(port, 4)}`;
}

/**
 * The id of the process that `parent` has started to run a program. Reads Linux's `/proc`, since small
 * images have no `ps`.
 *
 * @param program the end of the last word of its command line
 * @returns null while there is none
 */
export function processUnder(parent: number, program: string): number | null {
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((pid) => parentOf(pid) === parent && lastWordOf(pid)?.endsWith(program));
  return found === undefined ? null : Number(found);
}

/** The second field after the name in parentheses, which may hold anything. */
function parentOf(pid: string): number {
  const status = textOf(`/proc/${pid}/stat`);
  const [, , parent] = status.slice(status.lastIndexOf(')')).split(' ');
  return Number(parent ?? Number.NaN);
}

function lastWordOf(pid: string): string | undefined {
  return textOf(`/proc/${pid}/cmdline`).split('\0').filter(Boolean).at(-1);
}

/** Empty once the process has ended. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function holds(pid: string, socket: string): boolean {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).some((name) => readlinkSync(`${folder}/${name}`) === socket);
  } catch {
    // It ended meanwhile, or its files are closed to us.
    return false;
  }
}
