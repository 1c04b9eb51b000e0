import { createServer, type Server } from 'node:net';
import { freePort } from '@assent/local';
import { choosePorts } from './ports';

let busy: Server;
let port: number;

/** Holds a port, as another program would. */
beforeEach(async () => {
  ({ port } = await freePort());
  busy = createServer();
  await new Promise<void>((resolve) => busy.listen(port, '127.0.0.1', resolve));
});
afterEach(() => new Promise((resolve) => busy.close(resolve)));

it('says which part takes another port than its usual one, and which', async () => {
  const said: string[] = [];
  const ports = await choosePorts(port, (sentence) => said.push(sentence));
  expect(ports.api).toBeGreaterThan(port);
  expect(said).toContain(`port ${port} is busy; the API takes ${ports.api}`);
});

it('gives a part the next port when another part has its usual one', async () => {
  const said: string[] = [];
  const { api, smtp } = await choosePorts(1025, (sentence) => said.push(sentence));
  expect(smtp).not.toBe(api);
  expect(said).toContain(`port 1025 is busy; SMTP takes ${smtp}`);
});
