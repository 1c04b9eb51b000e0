import { existsSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { freePort, listen, until, type Child } from '@assent/local';
import { launchStack, newFolder } from './running-stack';

const WAIT = { timeoutMs: 60_000, everyMs: 1 };

let folder: string;
let stack: Child;
const others: Server[] = [];

afterEach(async () => {
  await stack.kill();
  for (const other of others.splice(0)) other.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Another program that tries to have the port. */
async function takes(port: number): Promise<boolean> {
  const other = createServer();
  const isTaken = await listen(other, port, 'another program').then(
    () => true,
    () => false,
  );
  if (isTaken) others.push(other);
  return isTaken;
}

/** Whether a program listens there; unlike taking the port, asking is in no program's way. */
function isHeld(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

const says = (words: string) => until(() => stack.lastOutput().includes(words), WAIT);

it('chooses other ports if one is taken in the meantime, and stops at once if asked to during a start', async () => {
  folder = newFolder();
  const { port } = await freePort(3700);
  stack = await launchStack('sandbox', folder, {}, port);
  expect(await until(() => isHeld(port), WAIT)).toBe(true);
  expect(await until(() => takes(port), WAIT)).toBe(true);
  expect(
    await says(
      `the API cannot start: another program uses port ${port}; starting again on other ports`,
    ),
  ).toBe(true);
  expect(await says(`port ${port} is in use; the API uses`)).toBe(true);

  const postgres = join(folder, '.run/sandbox/postgres/postmaster.pid');
  expect(await until(() => existsSync(postgres), WAIT)).toBe(true);
  await stack.stop(30_000);
  expect(await stack.exited).toBe(0);
  expect(stack.lastOutput()).toMatch(/assent: stopping\n(?:.*\n)*assent: stopped$/);
  expect(existsSync(join(folder, '.run/stack.json'))).toBe(false);
  expect(existsSync(postgres)).toBe(false);
}, 150_000);
