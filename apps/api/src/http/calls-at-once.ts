import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpProblem } from './http-problem';
import { Places } from './places';

const RETRY_SECONDS = '1';

/**
 * Bounds the calls that are under way: of one person, and on one connection where nobody signs in. One
 * is under way until its answer has gone out, or is made and has nowhere to go. Event streams, which
 * stay, are bounded by themselves. Nothing is begun for a connection that is closed.
 */
export function boundCallsAtOnce(server: FastifyInstance, most: number): void {
  const places = new Places<string | Socket>(most);
  server.decorateRequest('giveBack', null);
  // Each call under way listens to its connection, and a connection may have many of them behind each other.
  server.server.on('connection', (socket) => socket.setMaxListeners(0));
  server.addHook('onRequest', (request, _reply, done) => {
    if (isGivenUp(request)) return;
    const isStream = request.routeOptions.config.operation?.answerAs === 'events';
    if (!isStream) {
      request.giveBack = places.take(request.person?.subject ?? request.raw.socket);
    }
    done(isStream || request.giveBack ? undefined : tooMany(most));
  });
  server.addHook('preHandler', (request, _reply, done) => {
    if (isGivenUp(request)) request.giveBack?.();
    else done();
  });
  server.addHook('onSend', ({ giveBack, raw: { socket } }, { raw }, _payload, done) => {
    if (giveBack && socket.destroyed) giveBack();
    else if (giveBack) {
      const end = () => {
        socket.off('close', end);
        raw.off('close', end);
        giveBack();
      };
      // An answer that waits behind others does not hear that its connection closes.
      socket.once('close', end);
      raw.once('close', end);
    }
    done();
  });
}

function isGivenUp({ raw }: FastifyRequest): boolean {
  return raw.socket.destroyed;
}

function tooMany(most: number): HttpProblem {
  return new HttpProblem(
    'too-many-requests',
    `you already have ${most} calls in progress; wait for their answers`,
    { headers: { 'retry-after': RETRY_SECONDS } },
  );
}
