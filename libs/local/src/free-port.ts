import { createServer } from 'node:net';

const PORTS_TRIED = 200;

/** A port on 127.0.0.1 that was free a moment ago. */
export interface FreePort {
  readonly port: number;
  /** True when the preferred port was busy and this is a later one. */
  readonly differs: boolean;
}

/**
 * The preferred port when it is free, else the next free one above it. Without a
 * preference, or with 0, any free port.
 *
 * @throws when none of the next 200 ports is free.
 */
export async function freePort(preferred = 0): Promise<FreePort> {
  if (preferred === 0) return { port: await listenOnce(0), differs: false };
  for (let port = preferred; port < preferred + PORTS_TRIED && port < 65_536; port += 1) {
    if (await isFree(port)) return { port, differs: port !== preferred };
  }
  throw new Error(
    `no port from \`${preferred}\` to \`${preferred + PORTS_TRIED - 1}\` is free; stop a program that uses one, or choose another port`,
  );
}

async function isFree(port: number): Promise<boolean> {
  return listenOnce(port).then(
    () => true,
    () => false,
  );
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const bound = address !== null && typeof address === 'object' ? address.port : port;
      server.close(() => resolve(bound));
    });
  });
}
