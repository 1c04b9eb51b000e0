import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fromSetup, variables } from '../support/services';
import {
  stackAddresses,
  startStack,
  type RunningStack,
  type StackAddresses,
} from './running-stack';

/** Where the specs ask for the one stack that those share which neither stop, hurt nor empty it. */
export interface StackDesk {
  readonly address: string;
  /** Ends the stack, if any spec asked for it. */
  stop(): Promise<void>;
}

/** Serves the shared stack's addresses: whoever is first to ask for it has it started. */
export async function openStackDesk(): Promise<StackDesk> {
  let stack: Promise<RunningStack> | undefined;
  const server = createServer((_request, response) => {
    stack ??= startStack('start');
    stack.then(
      ({ addresses }) => response.end(JSON.stringify(addresses)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      const started = await stack?.catch(() => undefined);
      await started?.stop();
      started?.remove();
    },
  };
}

/** @throws when it could not start */
export async function sharedStack(): Promise<StackAddresses> {
  const answer = await fetch(fromSetup(variables.stackDesk));
  if (!answer.ok) throw new Error(await answer.text());
  return stackAddresses.parse(await answer.json());
}
