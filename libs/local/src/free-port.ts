import { createServer, type Server, type Socket } from 'node:net';

const PORTS_TRIED = 200;
const LOCALHOST = '127.0.0.1';

/** A port on 127.0.0.1 that was free a moment ago. */
export interface FreePort {
  readonly port: number;
  /** True when the preferred port was busy and this is a later one. */
  readonly differs: boolean;
}

/** A port that nobody else can have until it is let go. */
export interface HeldPort extends FreePort {
  letGo(): Promise<void>;
}

/** Thrown when another program has the port that a service is to listen on. */
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
  await held.letGo();
  return { port: held.port, differs: held.differs };
}

/**
 * As `freePort`, and holds the port: whoever connects to it is turned away.
 *
 * @throws when none of the next 200 ports is free.
 */
export async function holdPort(preferred: number): Promise<HeldPort> {
  if (preferred === 0) return held(await hold(0), 0);
  for (let port = preferred; port < preferred + PORTS_TRIED && port < 65_536; port += 1) {
    const server = await hold(port).catch(() => undefined);
    if (server) return held(server, preferred);
  }
  throw new Error(
    `no port from \`${preferred}\` to \`${preferred + PORTS_TRIED - 1}\` is free; stop a program that uses one, or choose another port`,
  );
}

/**
 * @param service the name of what is to listen on the port.
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
 * Has a server listen on 127.0.0.1.
 *
 * @param service what people call it.
 * @throws PortTaken when another program has the port.
 */
export async function listen(server: Listener, port: number, service: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const isTaken = 'code' in error && error.code === 'EADDRINUSE';
      reject(isTaken ? new PortTaken(service, port) : error);
    });
    server.listen(port, LOCALHOST, resolve);
  });
}

async function hold(port: number, service = 'a placeholder'): Promise<Server> {
  const server = createServer((caller: Socket) => caller.destroy());
  await listen(server, port, service);
  // Who holds a port may end all the same.
  server.unref();
  return server;
}

function held(server: Server, preferred: number): HeldPort {
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : preferred;
  return { port, differs: preferred !== 0 && port !== preferred, letGo: () => closed(server) };
}

/** One that is closed already stays so. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
