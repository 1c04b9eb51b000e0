import { Histogram, type Registry } from '@assent/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** In seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Measures every call by its operation, never by its address, which may hold what a person typed.
 * It leaves out event streams, which last as long as a page is open.
 */
export function measureCalls(server: FastifyInstance, registry: Registry): void {
  const durations = new Histogram({
    name: 'assent_http_request_duration_seconds',
    help: 'Answered calls by operation of the contract and status',
    labelNames: ['operation', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  });
  server.addHook('onResponse', (request, reply, done) => {
    if (request.routeOptions.config.operation?.answerAs !== 'events') {
      const labels = { operation: operationOf(request), status: reply.statusCode };
      durations.observe(labels, reply.elapsedTime / 1_000);
    }
    done();
  });
}

function operationOf({ routeOptions }: FastifyRequest): string {
  const { operation, isWebFile } = routeOptions.config;
  if (operation) return operation.id;
  return isWebFile ? 'webApp' : 'none';
}
