import type { Server } from 'node:http';
import { ConfigError } from './config';
import type { VariableName } from './config-variables';

/** Why a server cannot listen, by system code, and which variable fixes it. */
const PROBLEMS: Readonly<Record<string, readonly ['host' | 'port', string]>> = {
  EADDRINUSE: ['port', 'is used by another program'],
  EACCES: ['port', 'cannot be used by this account; use a port above 1023'],
  EADDRNOTAVAIL: ['host', 'is not an address of this machine'],
  ENOTFOUND: ['host', 'is a host name without an address'],
  EAI_AGAIN: ['host', 'is a host name that cannot be looked up now'],
  EINVAL: ['host', 'is not an address to listen on'],
};

/** The error of a server that cannot listen, as a fault of the variable that fixes it, if any. */
export function notListening(
  error: unknown,
  variables: { readonly host: VariableName; readonly port: VariableName },
): unknown {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  const code = hasCode ? String(error.code) : '';
  const known = PROBLEMS[code];
  if (!known) return error;
  const [which, problem] = known;
  return new ConfigError([{ variable: variables[which], problem }]);
}

/** Makes a server listen; returns its port, which the system chooses for 0. */
export function listenAt(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
