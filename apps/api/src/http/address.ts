import { plainTexts } from '@assent/contracts';
import type { FastifyInstance } from 'fastify';

/** Reads the texts of an address like those of a body; it has few, so they cost nothing. */
export function readPlainAddresses(server: FastifyInstance): void {
  server.addHook('preValidation', (request, _reply, done) => {
    request.query = plainTexts(request.query);
    request.params = plainTexts(request.params);
    done();
  });
}
