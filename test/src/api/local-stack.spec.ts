import { tokenAnswer } from '@assent/contracts';
import { verificationKeys } from '@assent/api';
import { ClockMovesForwardOnly, WorkNotDone, type SandboxClock } from '@assent/platform';
import { signingKey, startApi, type Answer, type ApiServer } from './api-server';

let api: ApiServer;
let now = new Date('2026-11-22T15:00:00Z');
let unfinished = 0;

const clock: SandboxClock = {
  now: () => Promise.resolve(now),
  settled: () => Promise.resolve(now),
  moveTo: (to) => {
    if (to < now) return Promise.reject(new ClockMovesForwardOnly(now));
    if (unfinished > 0) return Promise.reject(new WorkNotDone(now, unfinished));
    now = to;
    return Promise.resolve(now);
  },
};

beforeAll(async () => {
  const key = signingKey();
  api = await startApi({
    sandboxClock: clock,
    localIssuerKey: key,
    tokens: {
      issuer: 'urn:test:issuer',
      audience: 'assent',
      keys: verificationKeys({ kind: 'development', privateKey: key }),
    },
  });
});
afterAll(() => api.stop());

function post(path: string, body: unknown): Promise<Answer> {
  return api.call('POST', path, { body, headers: { authorization: '' } });
}

test.each(['intake', 'pharmacist', 'medical-director', 'auditor', 'admin'])(
  'issues a token for the role `%s` that the API accepts',
  async (role) => {
    const { token } = tokenAnswer.parse((await post('/dev/token', { role, subject: 'ivy' })).body);
    const { status } = await api.call('GET', '/v1/cases', {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(status).toBe(200);
  },
);

test.each([
  [{}, ['role', 'subject']],
  [{ role: 'janitor', subject: 'ivy' }, ['role']],
  [{ role: 'intake', subject: '' }, ['subject']],
  [{ role: 'intake', subject: 'ivy', admin: true }, ['admin']],
])('issues no token for %j', async (body, paths) => {
  const { status, faulty } = await post('/dev/token', body);
  expect({ status, faulty }).toEqual({ status: 422, faulty: paths });
});

test('reports the time, moves it forward, and the API follows', async () => {
  const { status, body } = await post('/dev/clock', { to: '2027-05-08T12:00:00Z' });
  expect({ status, body }).toEqual({ status: 200, body: { now: '2027-05-08T12:00:00.000Z' } });
  const read = await fetch(`${api.url}/dev/clock`);
  expect(await read.json()).toEqual({ now: '2027-05-08T12:00:00.000Z' });
});

test.each([
  [{ to: '2020-01-01T00:00:00Z' }, 'to'],
  [{ to: '2027-05-08' }, 'to'],
  [{ to: 'tomorrow' }, 'to'],
  [{ to: '9999-12-31T00:00:00Z' }, 'to'],
  [{}, 'to'],
])('refuses to move the time with %j', async (body, path) => {
  const { status, faulty } = await post('/dev/clock', body);
  expect({ status, faulty }).toEqual({ status: 422, faulty: [path] });
});

test('says if due work is not done', async () => {
  unfinished = 3;
  const { status, problem, headers } = await post('/dev/clock', { to: '2028-05-08T12:00:00Z' });
  unfinished = 0;
  expect({ status, code: problem.code }).toEqual({ status: 503, code: 'work-not-done' });
  expect(headers.get('retry-after')).toBe('2');
});

test('documents the calls that exist only there', async () => {
  const { body } = await api.call('GET', '/openapi.json');
  expect(body).toMatchObject({
    paths: { '/dev/token': { post: {} }, '/dev/clock': { get: {}, post: {} } },
  });
});
