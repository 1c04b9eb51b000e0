import { noQuery } from '@assent/contracts';
import type { FastifyInstance } from 'fastify';
import { read } from './input';

/** Refuses parameters in the address of a call that takes none. */
export function refuseUnknownQueries(server: FastifyInstance): void {
  server.addHook('preHandler', (request, _reply, done) => {
    if (request.routeOptions.config.operation?.query === noQuery) read(noQuery, request.query);
    done();
  });
}
