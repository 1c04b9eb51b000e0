import { createServer, type Server } from 'node:net';
import { freePort, type HeldPort } from '@assent/local';
import { choosePorts, giveUp, type StackPorts } from './ports';

let busy: Server;
let port: number;
const chosen: StackPorts[] = [];
afterEach(() => Promise.all(chosen.splice(0).map(giveUp)));

async function choose(api: number, say: (sentence: string) => void = () => undefined) {
  const ports = await choosePorts(api, say);
  chosen.push(ports);
  return ports;
}

/** Holds a port, as another program would. */
beforeEach(async () => {
  ({ port } = await freePort());
  busy = createServer();
  await new Promise<void>((resolve) => busy.listen(port, '127.0.0.1', resolve));
});
afterEach(() => new Promise((resolve) => busy.close(resolve)));

it('says which part uses a port other than its usual one, and which port', async () => {
  const said: string[] = [];
  const ports = await choose(port, (sentence) => said.push(sentence));
  expect(ports.api.port).toBeGreaterThan(port);
  expect(said).toContain(`port ${port} is in use; the API uses ${ports.api.port}`);
});

it('gives a part the next port when another part has its usual one', async () => {
  const said: string[] = [];
  const { api, smtp } = await choose(1025, (sentence) => said.push(sentence));
  expect(smtp.port).not.toBe(api.port);
  expect(said).toContain(`port 1025 is in use; SMTP uses ${smtp.port}`);
});

it('keeps a port from other stacks while its part is not listening yet', async () => {
  const first = await choose(port);
  await first.api.letGo();
  const second = await choose(first.api.port);
  expect(second.api.port).toBeGreaterThan(first.api.port);
  await first.api.giveUp();
  expect((await choose(first.api.port)).api.port).toBe(first.api.port);
});

it('keeps a port from another stack that chooses at the same moment', async () => {
  const both = await Promise.all([choose(port), choose(port)]);
  const ports = both.flatMap((one) => Object.values(one) as HeldPort[]).map((held) => held.port);
  expect(new Set(ports).size).toBe(ports.length);
});
