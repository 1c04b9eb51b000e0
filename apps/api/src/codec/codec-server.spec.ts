import { logger, payloadCodec, readEncryptionKeys, newEncryptionKey } from '@assent/platform';
import { problem } from '@assent/contracts';
import type { Person } from '../http/token-verifier';
import { administrators, pagesOnly, type Admit } from './admission';
import { serveCodec, type CodecServer } from './codec-server';
import { toJson } from './payloads-json';

const ORIGIN = 'https://temporal.example.org';
const CODEC = { host: '127.0.0.1', port: 0, origin: ORIGIN };
const codec = payloadCodec(readEncryptionKeys(newEncryptionKey('2026-11'))!);
const log = logger('api', 'silent');

const PEOPLE: Readonly<Record<string, Person['roles']>> = {
  'of-admin': ['admin'],
  'of-director': ['medical-director'],
};
const verified = administrators((token) => {
  const roles = PEOPLE[token];
  const session = { own: [], names: [], issuedAt: new Date() };
  const person = {
    subject: 'ann',
    isService: false,
    license: null,
    lines: null,
    expiresAt: new Date(),
    session,
  };
  return Promise.resolve(roles ? { ...person, roles } : null);
});

let server: CodecServer;
async function serve(admit: Admit): Promise<void> {
  server = await serveCodec(CODEC, { codec, admit, log });
}
afterEach(() => server.close());

const call = (method: string, headers: Record<string, string>, body?: string, path = '/decode') =>
  fetch(`http://127.0.0.1:${server.port}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body }),
  });
const ADMIN = { authorization: 'Bearer of-admin' };

const PLAIN = {
  metadata: { encoding: Buffer.from('json/plain').toString('base64') },
  data: Buffer.from('"Case 1"').toString('base64'),
};

/** A payload, encrypted, as Temporal's web interface sends it. */
async function sealedBy(by: typeof codec): Promise<object> {
  const metadata = { encoding: Buffer.from('json/plain') };
  const [sealed] = await by.encode([{ metadata, data: Buffer.from('"Case 1"') }]);
  return toJson(sealed!);
}

const bodyOf = async () => JSON.stringify({ payloads: [await sealedBy(codec), PLAIN] });

describe('for an administrator', () => {
  beforeEach(() => serve(verified));

  test('decrypts what was encrypted, and returns the rest as it is', async () => {
    const answer = await call('POST', { ...ADMIN, origin: ORIGIN }, await bodyOf());
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({ payloads: [PLAIN, PLAIN] });
  });

  test('needs no page: the CLI asks too', async () => {
    expect((await call('POST', ADMIN, await bodyOf())).status).toBe(200);
  });

  test.each([
    ['no token', {}, 401],
    ['a token that is not genuine', { authorization: 'Bearer of-nobody' }, 401],
    ['the token of another role', { authorization: 'Bearer of-director' }, 403],
    ['a page from elsewhere', { ...ADMIN, origin: 'https://elsewhere.example.org' }, 400],
  ])('is not there with %s', async (_what, headers, status) => {
    const answer = await call('POST', headers, await bodyOf());
    expect(answer.status).toBe(status);
    expect(problem.parse(await answer.json()).status).toBe(status);
  });

  test('lets a browser ask before it sends a token, for a page of the one origin', async () => {
    const answer = await call('OPTIONS', { origin: ORIGIN });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(answer.headers.get('access-control-allow-headers')).toContain('authorization');
    const other = await call('OPTIONS', { origin: 'https://elsewhere.example.org' });
    expect([other.status, other.headers.get('access-control-allow-origin')]).toEqual([400, null]);
  });

  test.each([
    ['no JSON', '{'],
    ['no payloads', '{}'],
    ['a payload that is no base64', '{"payloads":[{"data":"Quillfeather!"}]}'],
  ])('refuses a body with %s, without repeating it', async (_what, body) => {
    const answer = await call('POST', ADMIN, body);
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain('Quillfeather');
  });

  test('names the key that it does not have', async () => {
    const other = payloadCodec(readEncryptionKeys(newEncryptionKey('2025-11'))!);
    const body = JSON.stringify({ payloads: [await sealedBy(other)] });
    const answer = await call('POST', ADMIN, body);
    expect(answer.status).toBe(422);
    expect(problem.parse(await answer.json()).detail).toContain('the key `2025-11`');
  });

  test('serves nothing else', async () => {
    expect((await call('GET', ADMIN)).status).toBe(405);
    expect((await call('POST', ADMIN, '{}', '/encode')).status).toBe(404);
  });

  test('refuses a body that is too large', async () => {
    expect((await call('POST', ADMIN, 'x'.repeat(9 * 1024 * 1024))).status).toBe(413);
  });
});

test('where tokens are issued to anyone, serves only pages of the one origin', async () => {
  await serve(pagesOnly);
  expect((await call('POST', { origin: ORIGIN }, await bodyOf())).status).toBe(200);
  expect((await call('POST', {}, await bodyOf())).status).toBe(400);
  const elsewhere = { origin: 'https://elsewhere.example.org' };
  expect((await call('POST', elsewhere, await bodyOf())).status).toBe(400);
});

test('names the variable if the port is not available', async () => {
  await serve(verified);
  const second = serveCodec({ ...CODEC, port: server.port }, { codec, admit: verified, log });
  expect(await second.catch(String)).toContain('CODEC_PORT is used by another program');
});
