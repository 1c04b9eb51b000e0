import type { Socket } from 'node:net';
import { isHealth } from '@assent/contracts';
import type { LimitsConfig } from '@assent/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpProblem } from './http-problem';
import { Places } from './places';

const RETRY_SECONDS = '1';

/**
 * Limits the calls in progress: of one person, or of one connection without sign-in, and of all
 * together. A call is under way until its answer has gone out, or is ready and has nowhere to go.
 * Event streams, which stay open, have their own limit; whoever asks for the health of the process
 * is always answered. No call starts on a closed connection.
 */
export function boundCallsAtOnce(
  server: FastifyInstance,
  { callsAtOnce, callsInProgress }: Pick<LimitsConfig, 'callsAtOnce' | 'callsInProgress'>,
): void {
  const ownPlaces = new Places<string | Socket>(callsAtOnce);
  const allPlaces = new Places<'everyone'>(callsInProgress);
  server.decorateRequest('giveBack', null);
  // Each call in progress listens to its connection, which may have many of them in a row.
  server.server.on('connection', (socket) => socket.setMaxListeners(0));
  server.addHook('onRequest', (request, _reply, done) => {
    if (isGivenUp(request)) return;
    const { operation } = request.routeOptions.config;
    if (operation?.answerAs === 'events' || (operation && isHealth(operation))) {
      done();
      return;
    }
    const own = ownPlaces.take(request.person?.subject ?? request.raw.socket);
    const all = own && allPlaces.take('everyone');
    if (all) {
      request.giveBack = () => {
        own();
        all();
      };
      done();
    } else {
      own?.();
      done(own ? overloaded() : tooMany(callsAtOnce));
    }
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

function overloaded(): HttpProblem {
  return new HttpProblem('overloaded', 'too many calls are in progress; try again in a moment', {
    headers: { 'retry-after': RETRY_SECONDS },
  });
}

function tooMany(most: number): HttpProblem {
  return new HttpProblem(
    'too-many-requests',
    `you already have ${most} calls in progress; wait for their answers`,
    { headers: { 'retry-after': RETRY_SECONDS } },
  );
}
