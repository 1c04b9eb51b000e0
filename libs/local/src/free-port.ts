import { createServer, type Server, type Socket } from 'node:net';

const PORTS_TRIED = 200;
const LOCALHOST = '127.0.0.1';
/** Where a port is claimed from other holders; a machine without the address claims none. */
const CLAIMS = '127.0.0.2';

/** A port on 127.0.0.1 that was just free. */
export interface FreePort {
  readonly port: number;
  /** True when the preferred port was busy and this is a later one. */
  readonly differs: boolean;
}

/** A port reserved for us. */
export interface HeldPort extends FreePort {
  /** Lets its service listen on it. No other holder comes first. */
  letGo(): Promise<void>;
  /** Releases it. */
  giveUp(): Promise<void>;
}

/** Thrown when another program has a service's port. */
export class PortTaken extends Error {
  constructor(service: string, port: number) {
    super(`${service} cannot start: another program uses port ${port}`);
    this.name = 'PortTaken';
  }
}

/**
 * The preferred port when it is free, else the next free one above it. Without a
 * preference, or with 0, any free port.
 *
 * @throws when none of the next 200 ports is free.
 */
export async function freePort(preferred = 0): Promise<FreePort> {
  const held = await holdPort(preferred);
  await held.giveUp();
  return { port: held.port, differs: held.differs };
}

/**
 * Like `freePort`, and holds the port: connections to it are refused. Its service may take long
 * until it listens, and might find another's in its place, which answers in its name: so the port
 * stays claimed until it is given up.
 * @throws when none of the next 200 ports is free.
 */
export async function holdPort(preferred: number): Promise<HeldPort> {
  if (preferred === 0) return held(await hold(0), 0, null);
  for (let port = preferred; port < preferred + PORTS_TRIED && port < 65_536; port += 1) {
    // Claimed first: a released port is not even tried, since its program may be about to listen.
    const claim = await claimed(port);
    if (claim === 'taken') continue;
    const server = await hold(port).catch(unlessTaken);
    if (server) return held(server, preferred, claim);
    if (claim) await closed(claim);
  }
  throw new Error(
    `no port from \`${preferred}\` to \`${preferred + PORTS_TRIED - 1}\` is free; stop a program that uses one, or choose another port`,
  );
}

/** An error about one port only leads on to the next. */
function unlessTaken(error: unknown): undefined {
  if (error instanceof PortTaken) return undefined;
  throw error;
}

/**
 * @param service the name of what will listen on the port.
 * @throws PortTaken when another program does.
 */
export async function requireFree(port: number, service: string): Promise<void> {
  await closed(await hold(port, service));
}

/** A server of this process, such as one of Node's. */
interface Listener {
  once(event: 'error', hear: (error: Error) => void): unknown;
  listen(port: number, host: string, done: () => void): unknown;
}

/**
 * Listens on 127.0.0.1 with a server.
 * @param service what people call it.
 * @throws PortTaken when another program has the port.
 */
export async function listen(
  server: Listener,
  port: number,
  service: string,
  host = LOCALHOST,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const code = 'code' in error ? error.code : null;
      if (code === 'EADDRINUSE') reject(new PortTaken(service, port));
      else if (code === 'EACCES')
        reject(new Error(`you may not use port ${port}; choose one above 1023`));
      else reject(error);
    });
    server.listen(port, host, resolve);
  });
}

/** Null if ports cannot be claimed. */
function claimed(port: number): Promise<Server | 'taken' | null> {
  return hold(port, 'a claim', CLAIMS).catch((error: unknown) =>
    error instanceof PortTaken ? 'taken' : null,
  );
}

async function hold(port: number, service = 'a placeholder', host = LOCALHOST): Promise<Server> {
  const server = createServer((caller: Socket) => caller.destroy());
  await listen(server, port, service, host);
  // A port's holder may still exit.
  server.unref();
  return server;
}

function held(server: Server, preferred: number, claim: Server | null): HeldPort {
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : preferred;
  return {
    port,
    differs: preferred !== 0 && port !== preferred,
    letGo: () => closed(server),
    giveUp: async () => {
      await closed(server);
      if (claim) await closed(claim);
    },
  };
}

/** One that is closed already stays so. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
