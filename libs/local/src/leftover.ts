import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { signalProcess } from './signal-process';
import { until } from './until';

const run = promisify(execFile);

/**
 * The command line of a process; empty when there is none or it has ended. Small images
 * have no `ps`, so Linux is asked through /proc.
 */
async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    const listed = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return listed.replaceAll('\0', ' ');
  }
  const { stdout } = await run('ps', ['-ww', '-p', String(pid), '-o', 'args=']).catch(() => ({
    stdout: '',
  }));
  return stdout.trim();
}

/** Notes which process holds a file or folder, for `stopLeftover` at the next start. */
export async function noteProcess(pidFile: string, pid: number): Promise<void> {
  await writeFile(pidFile, `${pid}\n`);
}

/**
 * Ends the process that an earlier run left behind: the one whose id is the first line
 * of `pidFile`, provided its command line names `mark`. A number that now belongs to
 * another program is left alone.
 */
export async function stopLeftover(pidFile: string, mark: string): Promise<void> {
  const pid = Number.parseInt(await readFile(pidFile, 'utf8').catch(() => ''), 10);
  if (!(pid > 1)) return;
  const isOurs = async (): Promise<boolean> => (await commandLine(pid)).includes(mark);
  if (await isOurs()) {
    signalProcess(pid, 'SIGINT');
    const ended = await until(async () => !(await isOurs()), { timeoutMs: 10_000 });
    if (!ended) signalProcess(pid, 'SIGKILL');
    await until(async () => !(await isOurs()), { timeoutMs: 5_000 });
  }
  await rm(pidFile, { force: true });
}
