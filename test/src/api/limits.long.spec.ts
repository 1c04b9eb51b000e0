import { until } from '@assent/local';
import { connect, type Socket } from 'node:net';
import { localIssuer, verificationKeys } from '@assent/api';
import type { CaseEvent } from '@assent/application';
import { signingKey, startApi, type ApiServer } from './api-server';
import { openDesk } from '../support/desk';
import { bodyOf, send } from './bodies';

const LIMITS = {
  requestsPerMinute: 1_000_000,
  badTokensPerMinute: 1_000_000,
  callsAtOnce: 1_000,
  callsInProgress: 10_000,
  streamsPerPerson: 100,
  bodySeconds: 30,
  answerSeconds: 30,
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

describe('a request body that does not arrive', () => {
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

  test('is waited for while an upload makes progress', async () => {
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

describe('an answer that no one reads', () => {
  const event: CaseEvent = {
    caseId: '01234567-89ab-7def-8123-456789abcdef',
    at: new Date('2026-11-22T15:00:00Z'),
    type: 'information-given',
    actor: { subject: 'ivy', role: 'intake' },
    details: { given: { note: 'n'.repeat(50_000) } },
  };

  /** An API with endless timelines, and drafts that wait until a timeline was given up. */
  async function withEndlessTimelines(answerSeconds: number) {
    const desk = await openDesk();
    const state = { isOver: false };
    async function* timeline() {
      try {
        for (;;) yield await Promise.resolve([event]);
      } finally {
        state.isOver = true;
      }
    }
    const ports = { ...desk.ports, records: { ...desk.records.records, timeline } };
    const { worklist, views, drafts } = desk.records;
    const of = async (owner: string) => {
      await until(() => state.isOver, { timeoutMs: 30_000 });
      return drafts.of(owner);
    };
    const work = { worklist, views, drafts: { ...drafts, of } };
    const limits = { ...LIMITS, answerSeconds, callsAtOnce: 1 };
    api = await startApi({ ports, work, limits }, desk);
    return { api, state };
  }

  const timelineOf = async (server: ApiServer) => {
    const path = `/v1/cases/${event.caseId}/timeline`;
    const authorization = await server.authorization('intake');
    return `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\n\r\n`;
  };

  test('is cut off and its slot is freed, while a slow answer and an event stream continue', async () => {
    const { api, state } = await withEndlessTimelines(1);
    const stream = await api.fetch('GET', '/v1/events');
    const slow = api.call('GET', '/v1/drafts', { role: 'admin' });
    const unread = await sent(api.url, await timelineOf(api));
    unread.socket.pause();
    expect(await until(() => state.isOver, { timeoutMs: 30_000 })).toBe(true);
    expect((await slow).status).toBe(200);
    const isFree = async () => (await api.call('GET', '/v1/session')).status === 200;
    expect(await until(isFree, { timeoutMs: 30_000 })).toBe(true);
    const reader = stream.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await send(api, bodyOf());
    expect((await reader?.read())?.done).toBe(false);
    await reader?.cancel();
    unread.socket.destroy();
  });

  test('is waited for while some of it is read', async () => {
    const { api } = await withEndlessTimelines(3);
    const slowly = await sent(api.url, await timelineOf(api));
    slowly.socket.on('data', () => slowly.socket.pause());
    const began = Date.now();
    const take = setInterval(() => slowly.socket.resume(), 5);
    await until(() => Date.now() - began > 7_000, { timeoutMs: 20_000 });
    clearInterval(take);
    expect(slowly.socket.readableEnded || slowly.socket.destroyed).toBe(false);
    slowly.socket.destroy();
  });
});

describe('too many calls', () => {
  test('from one person are refused with 429, without affecting other people', async () => {
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

  test('with invalid tokens are refused with 429, while valid ones from the same address are accepted', async () => {
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

  const get = (path: string, authorization: string) =>
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\n\r\n`;
  const statusesOf = (answer: string) =>
    [...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));

  test.each([
    ['of one person', '/v1/drafts'],
    ['without a person', '/openapi.json'],
  ])(
    '%s at once are refused with 429, and accepted again once some are answered',
    async (_, path) => {
      api = await startApi({ limits: { ...LIMITS, callsAtOnce: 4 } });
      const call = get(path, await api.authorization('intake'));
      const first = await sent(api.url, call.repeat(10));
      await until(() => statusesOf(first.answer()).length === 10, { timeoutMs: 30_000 });
      expect(statusesOf(first.answer()).sort()).toEqual([
        ...Array<number>(4).fill(200),
        ...Array<number>(6).fill(429),
      ]);
      expect(first.answer()).toContain('"code":"too-many-requests"');
      expect(first.answer().toLowerCase()).toContain('retry-after: 1');
      const again = await sent(api.url, call.repeat(4));
      await until(() => statusesOf(again.answer()).length === 4, { timeoutMs: 30_000 });
      expect(statusesOf(again.answer())).toEqual([200, 200, 200, 200]);
      expect((await api.call('GET', '/v1/drafts', { role: 'admin' })).status).toBe(200);
      first.socket.destroy();
      again.socket.destroy();
    },
  );

  test('of all people together are refused with 503, and health is answered meanwhile', async () => {
    const desk = await openDesk();
    const { worklist, views, drafts } = desk.records;
    let goOn: () => void = () => undefined;
    const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
    let begun = 0;
    const of = async (owner: string) => {
      begun += 1;
      await mayGoOn;
      return drafts.of(owner);
    };
    const work = { worklist, views, drafts: { ...drafts, of } };
    api = await startApi({ work, limits: { ...LIMITS, callsInProgress: 2 } }, desk);
    const call = get('/v1/drafts', await api.authorization('intake'));
    const first = await sent(api.url, call);
    const second = await sent(api.url, call);
    await until(() => begun === 2, { timeoutMs: 30_000 });
    const refused = await api.call('GET', '/v1/session', { role: 'admin' });
    expect([refused.status, refused.problem.code]).toEqual([503, 'overloaded']);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect((await api.fetch('GET', '/openapi.json')).status).toBe(503);
    for (const path of ['/healthz', '/readyz']) {
      expect((await api.fetch('GET', path)).status).toBe(200);
    }
    goOn();
    const isAccepted = async () =>
      (await api?.fetch('GET', '/v1/session', { role: 'admin' }))?.status === 200;
    expect(await until(isAccepted, { timeoutMs: 30_000 })).toBe(true);
    for (const { socket } of [first, second]) socket.destroy();
  });

  test('that no one waits for any more are not started', async () => {
    const key = signingKey();
    const keys = verificationKeys({ kind: 'development', privateKey: key });
    let goOn: () => void = () => undefined;
    const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
    let asked = 0;
    let begun = 0;
    const desk = await openDesk();
    const { worklist, views, drafts } = desk.records;
    const of = (owner: string) => {
      begun += 1;
      return drafts.of(owner);
    };
    const parties = { issuer: 'urn:test:issuer', audience: 'assent' };
    api = await startApi(
      {
        work: { worklist, views, drafts: { ...drafts, of } },
        tokens: {
          ...parties,
          keys: async (header, token) => {
            asked += 1;
            await mayGoOn;
            return keys(header, token);
          },
        },
      },
      desk,
    );
    const call = get('/v1/drafts', `Bearer ${await localIssuer(key, parties)('ivy', 'intake')}`);
    const gone = await sent(api.url, call.repeat(3));
    await until(() => asked === 3, { timeoutMs: 30_000 });
    gone.socket.resetAndDestroy();
    await closed(gone);
    expect((await api.fetch('GET', '/healthz')).status).toBe(200);
    goOn();
    const there = await sent(api.url, call);
    await until(() => statusesOf(there.answer()).length === 1, { timeoutMs: 30_000 });
    expect([statusesOf(there.answer()), begun]).toEqual([[200], 1]);
    there.socket.destroy();
  });

  test('that no one waits for any more free their slots', async () => {
    api = await startApi({ limits: { ...LIMITS, callsAtOnce: 4 } });
    const { url } = api;
    const call = get('/v1/drafts', await api.authorization('intake'));
    for (let turn = 0; turn < 10; turn += 1) {
      const gone = await sent(url, call.repeat(4));
      gone.socket.resetAndDestroy();
    }
    const areAllFree = async () => {
      const all = await sent(url, call.repeat(4));
      await until(() => statusesOf(all.answer()).length === 4, { timeoutMs: 30_000 });
      all.socket.destroy();
      return statusesOf(all.answer()).every((status) => status === 200);
    };
    expect(await until(areAllFree, { timeoutMs: 30_000 })).toBe(true);
  });

  test('do not include event streams, which have their own limit', async () => {
    api = await startApi({ limits: { ...LIMITS, callsAtOnce: 1, streamsPerPerson: 2 } });
    const streams = [await api.fetch('GET', '/v1/events'), await api.fetch('GET', '/v1/events')];
    expect(streams.map(({ status }) => status)).toEqual([200, 200]);
    expect((await api.call('GET', '/v1/session')).status).toBe(200);
    for (const { body } of streams) await body?.cancel();
  });

  test('hold no slot for a caller that asks only for the headers of an event stream', async () => {
    api = await startApi({ limits: { ...LIMITS, streamsPerPerson: 2 } });
    const server = api;
    for (let count = 0; count < 5; count += 1) {
      const isTaken = async () => (await server.fetch('HEAD', '/v1/events')).status === 200;
      expect(await until(isTaken, { timeoutMs: 5_000 })).toBe(true);
    }
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
  ])('does not answer %s, whose page may only claim to be local', async (host) => {
    const answer = await asked(host);
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
    expect(answer).not.toContain('token"');
  });

  test.each(['localhost:3000', 'assent.localhost', '127.0.0.1:4001', '[::1]:3000'])(
    'answers %s',
    async (host) => {
      expect(await asked(host)).toMatch(/^HTTP\/1\.1 200 /);
    },
  );
});
