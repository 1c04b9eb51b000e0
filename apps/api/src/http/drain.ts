import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Lets the server end once the last call is answered. Node closes connections that wait for another
 * call, but not those that never sent one, as browsers and balancers hold them. From `ending` on,
 * each answer asks its caller to use another connection for the next call.
 */
export function drainConnections(server: FastifyInstance, ending: AbortSignal): void {
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (ending.aborted) void reply.header('connection', 'close');
    done(null, payload);
  });
  const silent = new Set<Socket>();
  server.server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.server.on('request', ({ socket }) => silent.delete(socket));
  server.addHook('preClose', (done) => {
    for (const socket of silent) socket.destroy();
    done();
  });
}
