import { startChild } from '@assent/local';
import { processUnder } from '../web/support/processes';

const PROGRAM = 'asleep-in-a-test';

test('a process is found by its parent and its program, or not at all', async () => {
  const child = await startChild({
    name: 'a program',
    command: process.execPath,
    args: ['-e', 'setInterval(() => undefined, 1000)', PROGRAM],
    stopSignal: 'SIGTERM',
  });
  expect(processUnder(process.pid, PROGRAM)).toBe(child.pid);
  expect(processUnder(child.pid, PROGRAM)).toBeNull();
  await child.stop();
  expect(processUnder(process.pid, PROGRAM)).toBeNull();
});
