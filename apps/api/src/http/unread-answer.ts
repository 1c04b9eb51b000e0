import type { FastifyInstance } from 'fastify';

/**
 * Ends the connection of an unread answer: one whose client takes none of the waiting bytes for
 * this many seconds. Event streams are quiet by nature, and end with the token that opened them.
 */
export function endUnreadAnswers(server: FastifyInstance, seconds: number): void {
  server.addHook('onRequest', ({ raw: { socket }, routeOptions }, { raw }, done) => {
    const isStream = routeOptions.config.operation?.answerAs === 'events';
    const patience = isStream ? 0 : seconds * 1_000;
    raw.setTimeout(patience, () => {
      // Nothing waits before the answer is made.
      if (socket.writableLength > 0) socket.destroy();
      else socket.setTimeout(patience);
    });
    done();
  });
}
