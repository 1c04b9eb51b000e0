import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { MetricsAddress } from './config';
import { listenAt, notListening } from './listening';
import { errorFields, type Logger } from './logger';

export { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** A process's metrics. No label may hold a member's data, or a caller's input. */
export function processMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** Shows how full each pool of connections to Postgres is. Callers that wait for one are `waiting`. */
export function measurePools(
  registry: Registry,
  pools: Readonly<Record<string, () => Readonly<Record<'busy' | 'idle' | 'waiting', number>>>>,
): void {
  const connections = new Gauge({
    name: 'assent_database_connections',
    help: 'Connections to Postgres by pool and state; waiting ones are calls that wait for one',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect: () => {
      for (const [pool, use] of Object.entries(pools)) {
        for (const [state, count] of Object.entries(use())) {
          connections.set({ pool, state }, count);
        }
      }
    },
  });
}

export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves `GET /metrics` in Prometheus' text format, and nothing else, to all who reach it.
 * @throws ConfigError when the address is unavailable
 */
export async function serveMetrics(
  registry: Registry,
  { host, port }: MetricsAddress,
  log: Logger,
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    answer(registry, request, response).catch((error: unknown) => {
      log.warn('metrics could not be collected', errorFields(error));
      response.writeHead(500).end();
    });
  });
  const listening = await listenAt(server, host, port).catch((error: unknown) => {
    throw notListening(error, { host: 'METRICS_HOST', port: 'METRICS_PORT' });
  });
  return {
    port: listening,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  registry: Registry,
  { method, url }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (method !== 'GET' || url !== '/metrics') {
    response.writeHead(404).end();
    return;
  }
  const text = await registry.metrics();
  response
    .writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' })
    .end(text);
}
