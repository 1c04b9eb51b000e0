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
let url: string;

beforeAll(async () => {
  issuer = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(keySet);
  });
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(issuer.address());
  url = `http://127.0.0.1:${port}/jwks.json`;
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
