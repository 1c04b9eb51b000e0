import { readerOf, type Clock, type ReadAs, type Reader } from '@assent/application';
import { accessTo, type AccessRow } from '@assent/contracts';
import type { FastifyInstance } from 'fastify';
import type { Person } from './token-verifier';

/**
 * Lets each call of a person read the record as that person: what the database shows to no one of
 * their lines of business is not there for the call. What is registered before, such as the guard of
 * cases, says itself who reads.
 */
export function readAsCaller(
  server: FastifyInstance,
  readAs: ReadAs,
  clock: Pick<Clock, 'now'>,
): void {
  server.addHook('preHandler', (request, _reply, done) => {
    const { person, routeOptions } = request;
    const { operation } = routeOptions.config;
    if (!person || !operation) {
      done();
      return;
    }
    callerAs(accessTo(operation), person, clock).then(
      (reader) => {
        readAs(reader, done);
      },
      (error: unknown) => {
        done(error as Error);
      },
    );
  });
}

/** A call that the table allows about another line of business reads that, too. */
async function callerAs(
  { where }: AccessRow,
  { subject, lines }: Person,
  clock: Pick<Clock, 'now'>,
): Promise<Reader> {
  const read = where?.['another-line'] === 'allowed' ? null : lines;
  return readerOf(read, subject, await clock.now());
}
