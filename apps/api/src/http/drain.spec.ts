import { Agent, request, type ClientRequest, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { connect } from 'node:net';
import fastify from 'fastify';
import { drainConnections } from './drain';

test('answers a call in progress and then stops, even if the caller keeps the connection open', async () => {
  const server = fastify({ forceCloseConnections: 'idle' });
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  let start: () => void = () => undefined;
  const started = new Promise<void>((resolve) => (start = resolve));
  drainConnections(server, new AbortController().signal);
  server.get('/slow', async () => {
    start();
    await finished;
    return 'done';
  });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const agent = new Agent({ keepAlive: true });
  const call = request(`${address}/slow`, { agent }).end();
  await started;
  const ended = server.close();
  finish();
  const response = await responseTo(call);
  response.resume();
  await expect(ended).resolves.toBeUndefined();
  expect(response.statusCode).toBe(200);
  agent.destroy();
});

test('stops even if an open connection has never sent a call', async () => {
  const server = fastify({ forceCloseConnections: 'idle' });
  drainConnections(server, new AbortController().signal);
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const connected = once(server.server, 'connection');
  const silent = connect(Number(new URL(address).port), '127.0.0.1');
  await connected;
  await expect(server.close()).resolves.toBeUndefined();
  silent.destroy();
});

test('asks callers for another connection once it is to end, and still answers', async () => {
  const server = fastify();
  const ending = new AbortController();
  drainConnections(server, ending.signal);
  server.get('/', () => 'answered');
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const ask = async () => {
    const answer = await fetch(address);
    return [await answer.text(), answer.headers.get('connection')];
  };
  expect(await ask()).toEqual(['answered', 'keep-alive']);
  ending.abort();
  expect(await ask()).toEqual(['answered', 'close']);
  await server.close();
});

function responseTo(call: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    call.once('response', resolve);
    call.once('error', reject);
  });
}
