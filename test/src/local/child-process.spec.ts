import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { until } from '@assent/local';

/** Prints the port it listens on: the port is free again only when the process is gone. */
const listener = `
  const server = require('node:net').createServer().listen(0, '127.0.0.1', () =>
    console.log(server.address().port));`;

const parentOfListener = `
  require('@assent/local').startChild({
    name: 'a listener', command: process.execPath, args: ['-e', process.argv[1]],
    stopSignal: 'SIGTERM', onOutput: (line) => console.log(line),
  });`;

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.unref();
  });
}

describe('a child process', () => {
  it('stops when its parent was killed', async () => {
    const parent = spawn(process.execPath, ['-e', parentOfListener, listener], { cwd: __dirname });
    const line = new Promise<string>((heard) => {
      createInterface({ input: parent.stdout }).once('line', heard);
    });
    const port = Number(await line);
    parent.kill('SIGKILL');
    const gone = await until(async () => !(await answers(port)), { timeoutMs: 20_000 });
    expect(gone).toBe(true);
  });
});
