import { type Child, startChild } from './child-process';
import { until } from './until';

const sleeper = 'setInterval(() => undefined, 1000); console.log("ready");';
const deaf = `process.on('SIGTERM', () => console.log('heard')); ${sleeper}`;

function startNode(script: string, onOutput?: (line: string) => void): Promise<Child> {
  return startChild({
    name: 'a program',
    command: process.execPath,
    args: ['-e', script],
    stopSignal: 'SIGTERM',
    onOutput,
  });
}

async function startedNode(script: string): Promise<Child> {
  const child = await startNode(script);
  await until(() => child.lastOutput().includes('ready'), { timeoutMs: 20_000 });
  return child;
}

describe('startChild', () => {
  it('names the program that cannot be started', async () => {
    const missing = { name: 'the tool', command: '/no/such/tool', args: [] };
    await expect(startChild({ ...missing, stopSignal: 'SIGTERM' })).rejects.toThrow(
      /^the tool cannot be started/,
    );
  });

  it('stops a child in an orderly way', async () => {
    const child = await startedNode(`process.on('SIGTERM', () => process.exit(7)); ${sleeper}`);
    await child.stop();
    expect(await child.exited).toBe(7);
  });

  it('kills a child that does not stop in time', async () => {
    const child = await startedNode(deaf);
    await child.stop(50);
    expect(await child.exited).toBeNull();
  });

  it('keeps the last lines of both streams', async () => {
    const child = await startNode('console.log("out"); console.error("err")');
    await child.exited;
    expect(child.lastOutput().split('\n').sort()).toEqual(['err', 'out']);
  });
});
