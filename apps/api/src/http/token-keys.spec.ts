import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { IssuerUnavailable, verificationKeys } from './token-keys';
import { tokenVerifier } from './token-verifier';

const PARTIES = { issuer: 'https://issuer.example.org', audience: 'assent' };
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const keySet = JSON.stringify({
  keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'issuer-key', alg: 'RS256', use: 'sig' }],
});

let issuer: Server;
let origin: string;
let url: string;
/** What the issuer answers by path; it redirects from `/moved`. */
const answers = new Map([['/jwks.json', keySet]]);
const asked: string[] = [];

beforeAll(async () => {
  issuer = createServer(({ url: path = '' }, response) => {
    asked.push(path);
    const answer = answers.get(path);
    if (path.startsWith('/moved')) response.writeHead(302, { location: path.slice(6) }).end();
    else if (answer === undefined) response.writeHead(404).end();
    else response.setHeader('content-type', 'application/json').end(answer);
  });
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(issuer.address());
  origin = `http://127.0.0.1:${port}`;
  url = `${origin}/jwks.json`;
});
afterAll(() => new Promise((resolve) => issuer.close(resolve)));

function token(kid: string): Promise<string> {
  return new SignJWT({ roles: ['auditor'] })
    .setProtectedHeader({ alg: 'RS256', kid })
    .setSubject('otto')
    .setIssuer(PARTIES.issuer)
    .setAudience(PARTIES.audience)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey);
}

function verifierAt(address: string) {
  return tokenVerifier(verificationKeys({ kind: 'jwks', url: address }), PARTIES);
}

test("accepts a token signed with a key in the issuer's set", async () => {
  const verify = verifierAt(url);
  expect(await verify(await token('issuer-key'))).toMatchObject({
    subject: 'otto',
    roles: ['auditor'],
  });
});

test("refuses a token signed with a key that is not in the issuer's set", async () => {
  const verify = verifierAt(url);
  expect(await verify(await token('another-key'))).toBeNull();
});

test('distinguishes an unreachable issuer from a forged token', async () => {
  const verify = verifierAt('http://127.0.0.1:1/jwks.json');
  await expect(verify(await token('issuer-key'))).rejects.toThrow(IssuerUnavailable);
});

describe("an issuer's metadata", () => {
  const PATH = '/.well-known/openid-configuration';
  const said = (changes: object = {}) =>
    JSON.stringify({ issuer: PARTIES.issuer, jwks_uri: url, ...changes });
  const discovering = (authority = origin) =>
    tokenVerifier(
      verificationKeys({ kind: 'discovery', issuer: PARTIES.issuer, authority }),
      PARTIES,
    );
  afterEach(() => {
    answers.delete(PATH);
    answers.delete(`/plan${PATH}`);
    asked.length = 0;
  });

  test('says where the keys are, and is asked once', async () => {
    answers.set(PATH, said());
    const verify = discovering(`${origin}/`);
    const tokens = await Promise.all(['issuer-key', 'issuer-key'].map(token));
    const people = await Promise.all(tokens.map(verify));
    expect(people).toMatchObject([{ subject: 'otto' }, { subject: 'otto' }]);
    expect(await verify(await token('another-key'))).toBeNull();
    expect(asked.filter((path) => path === PATH)).toHaveLength(1);
  });

  test('is below the address of an authority with a path', async () => {
    answers.set(`/plan${PATH}`, said());
    const verify = discovering(`${origin}/plan`);
    expect(await verify(await token('issuer-key'))).toMatchObject({ subject: 'otto' });
  });

  test.each([
    ['is missing', undefined],
    ['is not JSON', '<html></html>'],
    ['names no keys', JSON.stringify({ issuer: PARTIES.issuer })],
    ['speaks for another issuer', said({ issuer: 'https://evil.example.org' })],
    ["adds a slash to the issuer's name", said({ issuer: `${PARTIES.issuer}/` })],
    ['leads to a file', said({ jwks_uri: 'file:///etc/passwd' })],
  ])('is not used if it %s', async (_what, answer) => {
    if (answer !== undefined) answers.set(PATH, answer);
    await expect(discovering()(await token('issuer-key'))).rejects.toThrow(IssuerUnavailable);
  });

  test('is not followed to another address', async () => {
    answers.set(PATH, said());
    await expect(discovering(`${origin}/moved`)(await token('issuer-key'))).rejects.toThrow(
      IssuerUnavailable,
    );
    expect(asked).toEqual([`/moved${PATH}`]);
  });

  test('is asked again once it could not be reached', async () => {
    const verify = discovering();
    await expect(verify(await token('issuer-key'))).rejects.toThrow(IssuerUnavailable);
    answers.set(PATH, said());
    expect(await verify(await token('issuer-key'))).toMatchObject({ subject: 'otto' });
  });
});
