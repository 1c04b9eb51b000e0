import { Writable } from 'node:stream';
import { operations } from '@assent/contracts';
import { logger } from '@assent/platform';
import fastify from 'fastify';
import { readJsonBodies } from './json-body';
import { logCalls } from './request-log';

test('logs one line per call: its route and measurements, nothing that was sent', async () => {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const server = fastify();
  logCalls(server, logger('api', 'info', sink));
  readJsonBodies(server);
  server.post('/v1/cases/:id', { config: { operation: operations.viewCase } }, () => ({}));
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const { headers } = await fetch(`${address}/v1/cases/17?q=Quillfeather`, {
    method: 'POST',
    body: JSON.stringify({ member: { familyName: 'Quillfeather' } }),
    headers: { 'content-type': 'application/json', authorization: 'Bearer Quillfeather' },
  });
  await server.close();
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines.join(''))).toMatchObject({
    method: 'POST',
    route: '/v1/cases/:id',
    status: 200,
    requestId: headers.get('x-request-id'),
  });
  expect(lines.join('')).not.toContain('Quillfeather');
});
