import { createServer, Server } from 'node:net';
import { freePort, holdPort, listen, PortTaken, requireFree } from './free-port';

function listenOn(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
  });
}

/** The addresses that servers tried to listen on, in turn: first where a port is claimed. */
function triedBy({ mock }: jest.SpiedFunction<Server['listen']>): readonly string[] {
  return mock.calls.map(([port, host]) => `${String(host)}:${String(port)}`);
}

afterEach(() => jest.restoreAllMocks());

describe('freePort', () => {
  it('keeps the preferred port if it is free', async () => {
    const { port } = await freePort();
    expect(await freePort(port)).toEqual({ port, differs: false });
  });

  it('takes a later port if the preferred one is busy, and says so', async () => {
    const busy = (await freePort()).port;
    const server = await listenOn(busy);
    const found = await freePort(busy);
    server.close();
    expect(found.differs).toBe(true);
    expect(found.port).toBeGreaterThan(busy);
  });
});

describe('holdPort', () => {
  it('says so if only administrators may use the port, and tries no other', async () => {
    const listening = jest.spyOn(Server.prototype, 'listen').mockImplementation(function (
      this: Server,
    ) {
      setImmediate(() => this.emit('error', Object.assign(new Error('no'), { code: 'EACCES' })));
      return this;
    });
    await expect(holdPort(80)).rejects.toThrow('you may not use port 80; choose one above 1023');
    expect(triedBy(listening)).toEqual(['127.0.0.2:80', '127.0.0.1:80']);
  });

  it('holds the port until it is released', async () => {
    const held = await holdPort(0);
    await expect(requireFree(held.port, 'Temporal')).rejects.toEqual(
      new PortTaken('Temporal', held.port),
    );
    await held.letGo();
    await held.letGo();
    await requireFree(held.port, 'Temporal');
  });

  it('does not try a port that was released for its own program, which is about to listen', async () => {
    const first = await holdPort((await freePort()).port);
    await first.letGo();
    const listening = jest.spyOn(Server.prototype, 'listen');
    const second = await holdPort(first.port);
    const tried = triedBy(listening);
    expect(second.port).toBeGreaterThan(first.port);
    expect(tried).toContain(`127.0.0.1:${second.port}`);
    expect(tried).not.toContain(`127.0.0.1:${first.port}`);
    await second.giveUp();
    await first.giveUp();
  });
});

describe('listen', () => {
  it('names the service and the port that another program has', async () => {
    const held = await holdPort(0);
    await expect(listen(createServer(), held.port, 'SMTP')).rejects.toThrow(
      `SMTP cannot start: another program uses port ${held.port}`,
    );
    await held.letGo();
  });
});
