/**
 * Sends a signal to one process. To the system, 0 and negative numbers mean whole groups of
 * processes, including the sender's own, and 1 is the ancestor of all processes: none of these is
 * ever meant, and a number read from a text may be any of them.
 * @throws when `pid` names no process of its own, or a process that is gone
 */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  if (!Number.isSafeInteger(pid) || pid <= 1) throw new Error(`\`${pid}\` is not one process`);
  // eslint-disable-next-line no-restricted-properties -- the one place that signals
  process.kill(pid, signal);
}
