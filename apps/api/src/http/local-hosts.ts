import type { FastifyInstance } from 'fastify';
import { HttpProblem } from './http-problem';

/** Names and addresses that no page from elsewhere can have: this machine's own (RFC 6761, 6.3), and names without a dot, as containers have. */
const LOCAL = /^(?:[\w-]+|(?:[\w-]+\.)+localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Serves only calls to local names. A page from anywhere may point its own name here (DNS
 * rebinding), and an API that gives a token to every caller would treat it as local.
 */
export function serveLocalHostsOnly(server: FastifyInstance): void {
  server.addHook('onRequest', ({ headers }, _reply, done) => {
    const isLocal = LOCAL.test(headers.host ?? '');
    done(
      isLocal
        ? undefined
        : new HttpProblem('host-not-served', 'use the host name localhost or 127.0.0.1'),
    );
  });
}
