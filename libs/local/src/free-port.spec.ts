import { createServer, type Server } from 'node:net';
import { freePort } from './free-port';

function listenOn(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
  });
}

describe('freePort', () => {
  it('keeps the preferred port when it is free', async () => {
    const { port } = await freePort();
    expect(await freePort(port)).toEqual({ port, differs: false });
  });

  it('takes a later one, and says so, when it is busy', async () => {
    const busy = (await freePort()).port;
    const server = await listenOn(busy);
    const found = await freePort(busy);
    server.close();
    expect(found.differs).toBe(true);
    expect(found.port).toBeGreaterThan(busy);
  });
});
