import 'reflect-metadata';
import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { operations, PROBLEMS, type Operation } from '@assent/contracts';
import { SignJWT } from 'jose';
import { authenticateCalls, callerOf } from './authentication';
import { HttpProblem } from './http-problem';
import { verificationKeys } from './token-keys';
import { tokenVerifier } from './token-verifier';

const NOW = Date.parse('2026-11-22T15:00:00Z');
const SECONDS = NOW / 1_000;
const PARTIES = { issuer: 'https://issuer.example.org', audience: 'assent' };

const genuine = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const strangerRsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicPem = genuine.publicKey.export({ type: 'spki', format: 'pem' }).toString();

const keys = verificationKeys({
  kind: 'development',
  privateKey: privateJwk(genuine.privateKey, 'key-1'),
});

function privateJwk(key: KeyObject, kid: string) {
  const { x = '', y = '', d = '' } = key.export({ format: 'jwk' });
  return { kty: 'EC' as const, crv: 'P-256' as const, x, y, d, kid };
}

const HEADER = { alg: 'ES256', typ: 'JWT', kid: 'key-1' };
const CLAIMS = {
  iss: PARTIES.issuer,
  aud: PARTIES.audience,
  sub: 'ivy',
  roles: ['intake'],
  iat: SECONDS,
  exp: SECONDS + 3_600,
};

/** A token signed by the genuine key unless told otherwise. */
function signed(
  claims: Readonly<Record<string, unknown>> = CLAIMS,
  header: Readonly<Record<string, unknown>> = HEADER,
  key: KeyObject = genuine.privateKey,
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ ...header, alg: String(header['alg']) })
    .sign(key);
}

function without(claim: keyof typeof CLAIMS): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(CLAIMS).filter(([name]) => name !== claim));
}

/** A token put together by hand, with whatever signature. */
function assembled(header: unknown, claims: unknown, signature: (input: string) => string): string {
  const input = `${encoded(header)}.${encoded(claims)}`;
  return `${input}.${signature(input)}`;
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function hmac(secret: string): (input: string) => string {
  return (input) => createHmac('sha256', secret).update(input).digest('base64url');
}

function tampered(token: string, position: 0 | 1 | 2, part: string): string {
  const parts = token.split('.');
  parts[position] = part;
  return parts.join('.');
}

const forgeries: readonly (readonly [string, () => Promise<string> | string])[] = [
  ['nothing', () => ''],
  ['one word', () => 'token'],
  ['three dots', () => '...'],
  ['two parts', async () => (await signed()).split('.').slice(0, 2).join('.')],
  ['an empty signature', async () => tampered(await signed(), 2, '')],
  ['half of it', async () => (await signed()).slice(0, 120)],
  ['all but its last character', async () => (await signed()).slice(0, -1)],
  ['one part too many', async () => `${await signed()}.e30`],
  [
    'the signature of another token',
    async () => {
      const other = await signed({ ...CLAIMS, sub: 'otto' });
      return tampered(await signed(), 2, other.split('.')[2] ?? '');
    },
  ],
  [
    'claims changed after signing',
    async () => tampered(await signed(), 1, encoded({ ...CLAIMS, roles: ['medical-director'] })),
  ],
  [
    'a header changed after signing',
    async () => tampered(await signed(), 0, encoded({ ...HEADER, typ: 'at+jwt' })),
  ],
  ['claims that are not JSON', async () => tampered(await signed(), 1, 'bm90IGpzb24')],
  ['no algorithm', () => assembled({ ...HEADER, alg: 'none' }, CLAIMS, () => '')],
  ['no algorithm, in capitals', () => assembled({ ...HEADER, alg: 'NONE' }, CLAIMS, () => '')],
  ['no algorithm with a signature', () => assembled({ ...HEADER, alg: 'none' }, CLAIMS, hmac('x'))],
  ['a missing algorithm', () => assembled({ typ: 'JWT', kid: 'key-1' }, CLAIMS, hmac('x'))],
  [
    'the public key as a secret',
    () => assembled({ ...HEADER, alg: 'HS256' }, CLAIMS, hmac(publicPem)),
  ],
  [
    'the public key as a secret, trimmed',
    () => assembled({ ...HEADER, alg: 'HS256' }, CLAIMS, hmac(publicPem.trim())),
  ],
  [
    'the public JWK as a secret',
    () =>
      assembled(
        { ...HEADER, alg: 'HS256' },
        CLAIMS,
        hmac(JSON.stringify(genuine.publicKey.export({ format: 'jwk' }))),
      ),
  ],
  ['an empty secret', () => assembled({ ...HEADER, alg: 'HS256' }, CLAIMS, hmac('\0'))],
  [
    'an algorithm that does not exist',
    () => assembled({ ...HEADER, alg: 'ES257' }, CLAIMS, hmac('x')),
  ],
  ["another key under the genuine one's name", () => signed(CLAIMS, HEADER, stranger.privateKey)],
  [
    'another key under its own name',
    () => signed(CLAIMS, { ...HEADER, kid: 'key-2' }, stranger.privateKey),
  ],
  [
    'a key name that is a path',
    () => signed(CLAIMS, { ...HEADER, kid: '../../dev/null' }, stranger.privateKey),
  ],
  [
    'a key that it contains',
    () =>
      signed(
        CLAIMS,
        { ...HEADER, jwk: stranger.publicKey.export({ format: 'jwk' }) },
        stranger.privateKey,
      ),
  ],
  [
    'an address for its key',
    () => signed(CLAIMS, { ...HEADER, jku: 'https://evil.example.org/jwks' }, stranger.privateKey),
  ],
  [
    'a certificate address for its key',
    () => signed(CLAIMS, { ...HEADER, x5u: 'https://evil.example.org/x5u' }, stranger.privateKey),
  ],
  ['an RSA signature', () => signed(CLAIMS, { ...HEADER, alg: 'RS256' }, strangerRsa.privateKey)],
  [
    'a signature in DER',
    () =>
      assembled(HEADER, CLAIMS, (input) =>
        createSign('sha256').update(input).sign(genuine.privateKey).toString('base64url'),
      ),
  ],
  [
    'a signature of zeros',
    () => assembled(HEADER, CLAIMS, () => Buffer.alloc(64).toString('base64url')),
  ],
  [
    'an extension that must be understood',
    () =>
      signed(CLAIMS, { ...HEADER, crit: ['policy'], policy: 'strict' }).catch(() =>
        assembled({ ...HEADER, crit: ['policy'], policy: 'strict' }, CLAIMS, hmac('x')),
      ),
  ],
  [
    'a detached payload',
    () => assembled({ ...HEADER, b64: false, crit: ['b64'] }, CLAIMS, hmac('x')),
  ],
  ['another issuer', () => signed({ ...CLAIMS, iss: 'https://evil.example.org' })],
  ["the issuer's name with a slash", () => signed({ ...CLAIMS, iss: `${PARTIES.issuer}/` })],
  ['no issuer', () => signed(without('iss'))],
  ['another audience', () => signed({ ...CLAIMS, aud: 'billing' })],
  ['several other audiences', () => signed({ ...CLAIMS, aud: ['billing', 'assent-test'] })],
  ['no audience', () => signed(without('aud'))],
  ['no expiry', () => signed(without('exp'))],
  ['an expiry in the past', () => signed({ ...CLAIMS, exp: SECONDS - 60 })],
  ['an expiry that is text', () => signed({ ...CLAIMS, exp: '2099-01-01' })],
  ['an expiry of null', () => signed({ ...CLAIMS, exp: null })],
  ['a start in the future', () => signed({ ...CLAIMS, nbf: SECONDS + 600 })],
  ['an issue time in the future', () => signed({ ...CLAIMS, iat: SECONDS + 600 })],
  ['an issue time years ago', () => signed({ ...CLAIMS, iat: SECONDS - 90_000_000 })],
  ['no issue time', () => signed(without('iat'))],
  ['no subject', () => signed(without('sub'))],
  ['an empty subject', () => signed({ ...CLAIMS, sub: '' })],
  ['a subject that is a number', () => signed({ ...CLAIMS, sub: 7 })],
  ['a subject with a NUL character', () => signed({ ...CLAIMS, sub: 'ivy\0' })],
  ['an endless subject', () => signed({ ...CLAIMS, sub: 'i'.repeat(201) })],
  ['the type of another kind of token', () => signed(CLAIMS, { ...HEADER, typ: 'logout+jwt' })],
];

const UNLIMITED = {
  countCall: () => undefined,
  countBadToken: () => undefined,
};

let server: FastifyInstance;
let address: string;
let now = NOW;

beforeAll(async () => {
  server = fastify();
  authenticateCalls(
    server,
    tokenVerifier(keys, PARTIES, () => now),
    UNLIMITED,
  );
  server.setErrorHandler((error, _request, reply) => {
    const problem = error instanceof HttpProblem ? error : new HttpProblem('defect', String(error));
    void reply
      .status(PROBLEMS[problem.code].status)
      .headers({ ...problem.particulars.headers })
      .send({ code: problem.code });
  });
  route('/read', operations.listCases);
  route('/submit', operations.openCase);
  route('/decide', operations.decideCase);
  address = await server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => server.close());
beforeEach(() => {
  now = NOW;
});

function route(url: string, operation: Operation): void {
  server.get(url, { config: { operation } }, (request) => callerOf(request));
}

async function call(path: string, authorization?: string) {
  const response = await fetch(`${address}${path}`, {
    headers: authorization === undefined ? {} : { authorization },
  });
  const body: unknown = await response.json();
  return { status: response.status, challenge: response.headers.get('www-authenticate'), body };
}

test.each(forgeries)('refuses a token with %s', async (_, forge) => {
  const answer = await call('/read', `Bearer ${await forge()}`);
  expect(answer.status).toBe(401);
  expect(answer.challenge).toContain('Bearer');
});

test('is tested with at least forty forged tokens', () => {
  expect(forgeries.length).toBeGreaterThanOrEqual(40);
});

test.each([
  ['no header', () => undefined],
  ['another scheme', (token: string) => `Basic ${token}`],
  ['the token alone', (token: string) => token],
  ['two tokens', (token: string) => `Bearer ${token}, Bearer ${token}`],
  ['a token in quotes', (token: string) => `Bearer "${token}"`],
])('refuses %s', async (_, header) => {
  expect((await call('/read', header(await signed()))).status).toBe(401);
});

test('does not read a token from the address', async () => {
  expect((await call(`/read?access_token=${await signed()}`)).status).toBe(401);
});

test.each([
  ['JWT', HEADER],
  ['at+jwt', { ...HEADER, typ: 'at+jwt' }],
  ['no', { alg: 'ES256', kid: 'key-1' }],
])('accepts a genuine token of %s type', async (_, header) => {
  const answer = await call('/read', `Bearer ${await signed(CLAIMS, header)}`);
  expect(answer).toMatchObject({ status: 200, body: { subject: 'ivy', role: 'intake' } });
});

test('accepts a token for several audiences if this API is one of them', async () => {
  const token = await signed({ ...CLAIMS, aud: ['billing', 'assent'] });
  expect((await call('/read', `bearer ${token}`)).status).toBe(200);
});

test('does not trust a cached token past its expiry', async () => {
  const token = await signed({ ...CLAIMS, exp: SECONDS + 30 });
  await call('/read', `Bearer ${token}`);
  now = NOW + 40_000;
  expect((await call('/read', `Bearer ${token}`)).status).toBe(401);
});

test('checks a cached token again after a minute', async () => {
  let checks = 0;
  const counted: typeof keys = (header, token) => {
    checks += 1;
    return keys(header, token);
  };
  const verify = tokenVerifier(counted, PARTIES, () => now);
  const token = await signed();
  const counts: number[] = [];
  for (const later of [0, 59_000, 61_000, 62_000]) {
    now = NOW + later;
    expect(await verify(token)).toMatchObject({ subject: 'ivy' });
    counts.push(checks);
  }
  expect(counts).toEqual([1, 1, 2, 2]);
});

test.each([
  ['no roles', undefined],
  ['an empty list of roles', []],
  ['an unknown role', ['janitor']],
  ['a role in another case', ['Admin']],
  ['roles as text', 'admin'],
  ['roles as an object', { admin: true }],
])('refuses a person with %s', async (_, roles) => {
  const token = await signed({ ...CLAIMS, roles });
  expect(await call('/read', `Bearer ${token}`)).toMatchObject({
    status: 403,
    body: { code: 'role-not-allowed' },
  });
});

test('ignores unknown roles next to a known one', async () => {
  const token = await signed({ ...CLAIMS, roles: ['janitor', 'auditor', 7] });
  expect((await call('/read', `Bearer ${token}`)).body).toEqual({
    subject: 'ivy',
    role: 'auditor',
  });
});

test('lets a person with several roles act in the one that the call accepts', async () => {
  const token = await signed({ ...CLAIMS, roles: ['intake', 'pharmacist', 'medical-director'] });
  expect((await call('/decide', `Bearer ${token}`)).body).toEqual({
    subject: 'ivy',
    role: 'medical-director',
  });
});

const MATRIX = [
  ['intake', 200, 200, 403],
  ['pharmacist', 200, 200, 200],
  ['medical-director', 200, 200, 200],
  ['auditor', 200, 403, 403],
  ['admin', 200, 200, 403],
] as const;

test.each(MATRIX)('lets `%s` read %i, submit %i, decide %i', async (role, read, submit, decide) => {
  const header = `Bearer ${await signed({ ...CLAIMS, roles: [role] })}`;
  const statuses = await Promise.all(
    ['/read', '/submit', '/decide'].map(async (path) => (await call(path, header)).status),
  );
  expect(statuses).toEqual([read, submit, decide]);
});

test.each([
  ['none', undefined, null],
  ['some', ['commercial', 'medicare-advantage'], ['commercial', 'medicare-advantage']],
  ['one as a text', 'commercial', ['commercial']],
  ['an unknown one', ['commercial', 'vision'], ['commercial']],
  ['only unknown ones', ['vision', 7], []],
  ['an empty list', [], []],
  ['null', null, []],
])('reads the lines of business of a token: %s', async (_, claimed, lines) => {
  const verify = tokenVerifier(keys, PARTIES, () => NOW);
  expect(await verify(await signed({ ...CLAIMS, lines: claimed }))).toMatchObject({ lines });
});

const SERVICES: readonly (readonly [string, object])[] = [
  ['`client_id`, which is its subject', { sub: 'fax-gateway', client_id: 'fax-gateway' }],
  ['`azp`, which is its subject', { sub: 'fax-gateway', azp: 'fax-gateway' }],
  ['`cid`, which is its subject', { sub: 'fax-gateway', cid: 'fax-gateway' }],
  ['`gty`', { sub: 'fax-gateway@clients', gty: 'client-credentials' }],
  ['`idtyp`', { sub: '7c1e', idtyp: 'app' }],
  ['the role `service`', { sub: '7c1e', roles: ['service', ...MATRIX.map(([role]) => role)] }],
];
const EVERY_ROLE = { roles: MATRIX.map(([role]) => role) };
const LICENSE = { number: 'ME1', state: 'FL', specialty: 'oncology' };

test.each(SERVICES)('tells a service account by %s, without credentials', async (_, claims) => {
  const token = await signed({ ...CLAIMS, ...EVERY_ROLE, license: LICENSE, ...claims });
  const verify = tokenVerifier(keys, PARTIES, () => NOW);
  const account = await verify(token);
  expect(account).toMatchObject({ isService: true, license: null });
  expect([...(account?.roles ?? [])].sort()).toEqual(['auditor', 'intake']);
  expect((await call('/decide', `Bearer ${token}`)).status).toBe(403);
  expect((await call('/submit', `Bearer ${token}`)).body).toMatchObject({ role: 'intake' });
});

test('takes a person who signed in at a client for a person', async () => {
  const verify = tokenVerifier(keys, PARTIES, () => NOW);
  const claims = { ...CLAIMS, ...EVERY_ROLE, client_id: 'assent-web', azp: 'assent-web' };
  expect(await verify(await signed(claims))).toMatchObject({
    isService: false,
    roles: [...MATRIX.map(([role]) => role)],
  });
});

test('does not start while a route declares no permission', async () => {
  const bare = fastify();
  authenticateCalls(bare, tokenVerifier(keys, PARTIES), UNLIMITED);
  expect(() => bare.get('/forgotten', () => 'open')).toThrow('states no permission');
  await bare.close();
});
