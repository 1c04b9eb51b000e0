import { noQuery } from '@assent/contracts';
import type { FastifyInstance } from 'fastify';
import { read, readNothing } from './input';

/** Refuses input to a call that takes none: parameters in its address, members in its body. */
export function refuseSuperfluous(server: FastifyInstance): void {
  server.addHook('preHandler', (request, _reply, done) => {
    const { operation } = request.routeOptions.config;
    if (operation?.query === noQuery) read(noQuery, request.query);
    if (operation?.body === 'Nothing') readNothing(request);
    done();
  });
}
