import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { session, signIn } from '@assent/contracts';
import { startApi, type ApiServer } from './api-server';

const identity = {
  authority: 'https://login.example.org/plan',
  clientId: 'assent-web',
  scope: 'openid',
};
const asBrowser = { headers: { accept: 'text/html,*/*;q=0.8' } };
const folder = mkdtempSync(join(tmpdir(), 'assent-web-'));

let built: ApiServer;
let bare: ApiServer;
beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Assent</title>');
  writeFileSync(join(folder, 'assets/app-1a2b.js'), 'export {};');
  const web = { identity, identityOrigins: ['https://token.example.org'] };
  built = await startApi({ web: { ...web, root: folder, temporalUi: 'http://temporal.test' } });
  bare = await startApi({ web: { ...web, root: join(folder, 'absent'), temporalUi: null } });
});
afterAll(async () => {
  await Promise.all([built.stop(), bare.stop()]);
  rmSync(folder, { recursive: true });
});

test.each(['/', '/worklist?queue=mine', '/cases/some-case', '/sign-in/callback?code=1'])(
  'gives a browser the page at `%s`, uncached and under a strict policy',
  async (path) => {
    const { status, headers } = await fetch(`${built.url}${path}`, asBrowser);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('text/html');
    expect(headers.get('cache-control')).toBe('no-store');
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none';script-src 'self';style-src 'self'");
    expect(policy).toContain(
      "connect-src 'self' https://login.example.org https://token.example.org;",
    );
    expect(policy).not.toContain('unsafe');
    expect(policy?.split(';')).toEqual(
      expect.arrayContaining(["frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'"]),
    );
  },
);

test.each([
  '/v1/nothing',
  '/v1',
  '/dev/clock',
  '/assets/',
  '/assets/app-0000.js',
  '/assets/%2e%2e%2findex.html',
])('gives a browser an uncached problem if nothing exists at `%s`', async (path) => {
  const { status, headers } = await fetch(`${built.url}${path}`, asBrowser);
  expect({
    isRefused: status === 404 || status === 403,
    type: headers.get('content-type'),
    kept: headers.get('cache-control'),
  }).toEqual({ isRefused: true, type: 'application/problem+json', kept: 'no-store' });
});

test('gives software that asks for no page a problem', async () => {
  const { status, problem } = await built.call('GET', '/worklist');
  expect({ status, code: problem.code }).toEqual({ status: 404, code: 'not-found' });
});

test('lets browsers cache the files whose names change with their content', async () => {
  const { status, headers } = await fetch(`${built.url}/assets/app-1a2b.js`);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('javascript');
  expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
});

test('says that the web app is not built, and still serves calls', async () => {
  const page = await fetch(`${bare.url}/`, asBrowser);
  expect(page.status).toBe(404);
  expect(await page.text()).toContain('The web app is not built');
  expect((await bare.call('GET', '/v1/cases')).status).toBe(200);
});

test('says without a token how people sign in', async () => {
  const { status, body } = await built.call('GET', '/v1/sign-in', {
    headers: { authorization: '' },
  });
  expect(status).toBe(200);
  expect(signIn.parse(body)).toEqual({ kind: 'openid-connect', ...identity });
});

test.each([
  ['intake', ['read', 'submit'], false],
  ['pharmacist', ['read', 'submit', 'decide'], false],
  ['medical-director', ['read', 'submit', 'decide'], true],
  ['auditor', ['read', 'audit', 'see-access'], false],
  ['admin', ['read', 'submit', 'configure', 'audit'], false],
])('tells a person in the role %s what they may do', async (role, permissions, mayDeny) => {
  const { body } = await built.call('GET', '/v1/session', { role });
  expect(session.parse(body)).toMatchObject({
    subject: `${role}-1`,
    roles: [role],
    permissions,
    mayDeny,
    isSandbox: false,
    temporalUi: 'http://temporal.test',
  });
});
