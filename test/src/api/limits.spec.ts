import { until } from '@assent/local';
import { connect, type Socket } from 'node:net';
import { verificationKeys } from '@assent/api';
import { signingKey, startApi, type ApiServer } from './api-server';
import { bodyOf, send } from './bodies';

const LIMITS = {
  requestsPerMinute: 1_000_000,
  badTokensPerMinute: 1_000_000,
  streamsPerPerson: 100,
  bodySeconds: 30,
};

let api: ApiServer | undefined;
afterEach(() => api?.stop());

/** A connection that has sent so much, and what was answered on it. */
async function sent(url: string, text: string): Promise<{ socket: Socket; answer: () => string }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (piece) => (answer += piece.toString()));
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.write(text, resolve));
  return { socket, answer: () => answer };
}

const closed = ({ socket }: { readonly socket: Socket }) =>
  until(() => socket.destroyed || socket.readableEnded, { timeoutMs: 30_000 });

describe('a body that does not arrive', () => {
  const request = (authorization: string, path: string, headers: readonly string[], part: string) =>
    [`POST ${path} HTTP/1.1`, 'Host: localhost', `Authorization: ${authorization}`, ...headers]
      .concat('', part)
      .join('\r\n');

  test.each([
    ['JSON', '/v1/determinations', 'application/json', '{"requestType":'],
    [
      'an upload',
      '/v1/cases/{id}/documents',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
    ],
  ])('is given up with 408: %s', async (_, path, type, part) => {
    api = await startApi({ limits: { ...LIMITS, bodySeconds: 1 } });
    const { shown } = await send(api, bodyOf());
    const headers = [`Content-Type: ${type}`, 'Content-Length: 5000'];
    const slow = await sent(
      api.url,
      request(await api.authorization('intake'), path.replace('{id}', shown.id), headers, part),
    );
    await closed(slow);
    expect(slow.answer()).toMatch(/^HTTP\/1\.1 408 /);
    expect(slow.answer()).toContain('"code":"body-timed-out"');
  });

  test('is waited for while an upload moves', async () => {
    api = await startApi({ limits: { ...LIMITS, bodySeconds: 1 } });
    const headers = ['Content-Type: multipart/form-data; boundary=x', 'Content-Length: 500000'];
    const start = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nabc';
    const { shown } = await send(api, bodyOf());
    const path = `/v1/cases/${shown.id}/documents`;
    const began = Date.now();
    const moving = await sent(
      api.url,
      request(await api.authorization('intake'), path, headers, start),
    );
    const drip = setInterval(() => moving.socket.write('abc '), 100);
    await until(() => Date.now() - began > 3_000, { timeoutMs: 10_000 });
    clearInterval(drip);
    expect(moving.answer()).not.toContain('408');
    moving.socket.destroy();
  });
});

describe('calls without end', () => {
  test('of one person are refused with 429, and nobody else is', async () => {
    api = await startApi({ limits: { ...LIMITS, requestsPerMinute: 5 } });
    const statuses: number[] = [];
    for (let call = 0; call < 6; call += 1) {
      statuses.push((await api.call('GET', '/v1/session', { role: 'intake' })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    const refused = await api.call('GET', '/v1/session', { role: 'intake' });
    expect(refused.problem.code).toBe('too-many-requests');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await api.call('GET', '/v1/session', { role: 'admin' })).status).toBe(200);
    expect((await api.fetch('GET', '/healthz')).status).toBe(200);
  });

  test('with bad tokens are refused with 429, and good ones from the same address are not', async () => {
    api = await startApi({ limits: { ...LIMITS, badTokensPerMinute: 3 } });
    const bad = { headers: { authorization: 'Bearer x.y.z' } };
    const statuses: number[] = [];
    for (let call = 0; call < 5; call += 1) {
      statuses.push((await api.call('GET', '/v1/session', bad)).status);
    }
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
    const refused = await api.call('GET', '/v1/session', bad);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await api.call('GET', '/v1/session')).status).toBe(200);
  });

  test('for event streams are refused with 429 until one is closed', async () => {
    api = await startApi({ limits: { ...LIMITS, streamsPerPerson: 2 } });
    const server = api;
    const stream = () => server.fetch('GET', '/v1/events');
    const [first] = [await stream(), await stream()];
    const third = await api.call('GET', '/v1/events');
    expect([third.status, third.problem.code]).toEqual([429, 'too-many-streams']);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await api.fetch('GET', '/v1/events', { role: 'admin' })).status).toBe(200);
    await first.body?.cancel();
    const again = async () => (await stream()).status === 200;
    expect(await until(again, { timeoutMs: 30_000 })).toBe(true);
  });
});

describe('an API that issues tokens itself', () => {
  const local = async () => {
    const key = signingKey();
    return startApi({
      localIssuerKey: key,
      tokens: {
        issuer: 'urn:test:issuer',
        audience: 'assent',
        keys: verificationKeys({ kind: 'development', privateKey: key }),
      },
    });
  };
  const asked = async (host: string) => {
    api = await local();
    const body = '{"role":"admin","subject":"eve"}';
    const question = await sent(
      api.url,
      [
        'POST /dev/token HTTP/1.1',
        `Host: ${host}`,
        'Content-Type: application/json',
        `Content-Length: ${body.length}`,
        'Connection: close',
        '',
        body,
      ].join('\r\n'),
    );
    await closed(question);
    return question.answer();
  };

  test.each([
    'evil.example.org',
    'localhost.example.org',
    '127.0.0.1.example.org',
    '10.0.0.7:3000',
  ])('does not answer to %s, whose page may only claim to be local', async (host) => {
    const answer = await asked(host);
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
    expect(answer).not.toContain('token"');
  });

  test.each(['localhost:3000', 'assent.localhost', '127.0.0.1:4001', '[::1]:3000'])(
    'answers to %s',
    async (host) => {
      expect(await asked(host)).toMatch(/^HTTP\/1\.1 200 /);
    },
  );
});
