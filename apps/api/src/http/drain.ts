import type { FastifyInstance } from 'fastify';

const SWEEP_MS = 50;

/**
 * Lets the server end as soon as the last call is answered: a connection that a caller keeps alive
 * is closed once it is idle, not when its time-out is over.
 */
export function drainConnections(server: FastifyInstance): void {
  server.addHook('preClose', (done) => {
    const sweep = setInterval(() => server.server.closeIdleConnections(), SWEEP_MS);
    server.server.once('close', () => clearInterval(sweep));
    if (!server.server.listening) clearInterval(sweep);
    done();
  });
}
