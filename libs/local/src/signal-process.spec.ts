import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { signalProcess } from './signal-process';

/** A signal that nothing here listens to and nothing is ended by. */
const HARMLESS = 'SIGCONT';

test.each([0, -1, 1, Number.NaN, Infinity, 12.5])('signals no process for the id %d', (pid) => {
  expect(() => signalProcess(pid, HARMLESS)).toThrow('is not one process');
});

test('signals the given process', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
  await once(child, 'spawn');
  signalProcess(child.pid ?? 0, 'SIGTERM');
  expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
});
