import { Histogram, type Registry } from '@assent/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** In seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Measures every call by what it was, never by where it went: an address may hold what somebody typed.
 * Event streams last as long as a page is open, and are left out.
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
