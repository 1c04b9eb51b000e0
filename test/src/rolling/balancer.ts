import { listen, freePort } from '@assent/local';
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** Between two questions whether a copy is ready, in milliseconds. */
const EVERY_MS = 200;
const TIMEOUT_MS = 5_000;

/**
 * In front of the copies of the API as a load balancer: it asks each whether it is ready, keeps
 * connections, gives the copies calls in turn, and never repeats a call.
 */
export interface Balancer {
  readonly url: string;
  /** Calls that got no answer, or one of a failed server, in sentences. */
  readonly failures: readonly string[];
  /** Gives a copy calls as long as it is ready. */
  add(url: string): void;
  /** Gives it no more calls, and settles when it has answered those that it has. */
  remove(url: string): Promise<void>;
  /** The copies that get calls now. */
  inUse(): readonly string[];
  /** How many calls a copy has answered. */
  answered(url: string): number;
  stop(): Promise<void>;
}

interface Copy {
  readonly url: string;
  readonly agent: Agent;
  readonly stop: AbortController;
  isReady: boolean;
  inProgress: number;
  answered: number;
}

export async function openBalancer(): Promise<Balancer> {
  const copies = new Map<string, Copy>();
  const failures: string[] = [];
  let turn = 0;

  function next(): Copy | undefined {
    const ready = [...copies.values()].filter(({ isReady }) => isReady);
    turn += 1;
    return ready[turn % ready.length];
  }

  function pass(call: IncomingMessage, reply: ServerResponse): void {
    const copy = next();
    const what = `${String(call.method)} ${String(call.url)}`;
    if (!copy) {
      failures.push(`${what}: no copy is ready`);
      reply.writeHead(503).end();
      return;
    }
    copy.inProgress += 1;
    reply.once('close', () => (copy.inProgress -= 1));
    const { method, url, headers } = call;
    const passed = request(`${copy.url}${String(url)}`, {
      method,
      agent: copy.agent,
      headers: { ...headers, connection: 'keep-alive' },
    });
    const fail = (why: string): void => {
      failures.push(`${what} at ${copy.url}: ${why}`);
      reply.destroy();
    };
    passed.once('error', ({ message }) => fail(message));
    passed.once('response', (answer) => {
      const { statusCode = 0, headers: given } = answer;
      const { connection: _, ...kept } = given;
      if (statusCode >= 500) failures.push(`${what} at ${copy.url}: ${String(statusCode)}`);
      reply.writeHead(statusCode, kept);
      answer.once('error', ({ message }) => fail(message));
      answer.once('end', () => (copy.answered += 1));
      answer.pipe(reply);
    });
    call.pipe(passed);
  }

  async function watch(copy: Copy): Promise<void> {
    const { signal } = copy.stop;
    while (!signal.aborted) {
      copy.isReady = await fetch(`${copy.url}/readyz`, {
        headers: { connection: 'close' },
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      }).then(
        ({ ok }) => ok && !signal.aborted,
        () => false,
      );
      await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  function leave(copy: Copy): void {
    copy.isReady = false;
    copy.stop.abort();
  }

  const server = createServer(pass);
  server.keepAliveTimeout = 0;
  const { port } = await freePort();
  await listen(server, port, 'the load balancer');
  return {
    url: `http://127.0.0.1:${port}`,
    failures,
    add(url) {
      const copy: Copy = {
        url,
        agent: new Agent({ keepAlive: true }),
        stop: new AbortController(),
        isReady: false,
        inProgress: 0,
        answered: 0,
      };
      copies.set(url, copy);
      void watch(copy);
    },
    async remove(url) {
      const copy = copies.get(url);
      if (!copy) return;
      leave(copy);
      while (copy.inProgress > 0) await pause(10);
    },
    inUse: () => [...copies.values()].flatMap(({ url, isReady }) => (isReady ? [url] : [])),
    answered: (url) => copies.get(url)?.answered ?? 0,
    async stop() {
      for (const copy of copies.values()) {
        leave(copy);
        copy.agent.destroy();
      }
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
