import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HttpProblem } from './http-problem';
import { sendProblem } from './send-problem';

const TIMED_OUT = new HttpProblem(
  'body-timed-out',
  'the body did not arrive in time; send the request again',
  { headers: { connection: 'close' } },
);

/**
 * Ends a call whose body does not arrive: JSON has this many seconds in all, and an upload, which
 * may be long, this many without a byte. What waits for the body ends with the connection.
 */
export function endSlowBodies(server: FastifyInstance, seconds: number): void {
  server.addHook('preParsing', (request, reply, _payload, done) => {
    const { operation } = request.routeOptions.config;
    if (!request.raw.complete && operation && operation.method !== 'GET') {
      watch(request, reply, { seconds, isUpload: operation.upload === true });
    }
    done();
  });
}

function watch(
  { id, raw }: FastifyRequest,
  reply: FastifyReply,
  { seconds, isUpload }: { readonly seconds: number; readonly isUpload: boolean },
): void {
  let arrived = raw.socket.bytesRead;
  const look = () => {
    const isMoving = isUpload && raw.socket.bytesRead > arrived;
    arrived = raw.socket.bytesRead;
    if (isMoving) timer.refresh();
    else if (!raw.complete && !reply.sent) giveUp();
  };
  const giveUp = () => {
    reply.raw.once('finish', () => raw.destroy());
    sendProblem(TIMED_OUT, id, reply);
  };
  const timer = setTimeout(look, seconds * 1_000);
  const stop = () => {
    clearTimeout(timer);
  };
  raw.once('end', stop);
  raw.once('close', stop);
}
