import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpProblem } from './http-problem';
import { Places } from './places';

const RETRY_SECONDS = '1';

/**
 * Limits the calls in progress: per person, and per connection without sign-in. A call is under
 * way until its answer has gone out, or is ready and has nowhere to go. Event streams, which stay
 * open, have their own limit. No call starts on a closed connection.
 */
export function boundCallsAtOnce(server: FastifyInstance, most: number): void {
  const places = new Places<string | Socket>(most);
  server.decorateRequest('giveBack', null);
  // Each call in progress listens to its connection, which may have many of them in a row.
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
      // An answer waiting behind others does not hear its connection close.
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
