import { until } from '@assent/local';
import { verificationKeys } from '@assent/api';
import { importJWK, SignJWT } from 'jose';
import { openDesk } from '../support/desk';
import { signingKey, startApi, type ApiServer } from './api-server';

const PARTIES = { issuer: 'urn:test:issuer', audience: 'assent' };
const CLIENT = 'assent-web';
const LOGOUT = 'http://schemas.openid.net/event/backchannel-logout';
const key = signingKey();
const tokens = {
  ...PARTIES,
  keys: verificationKeys({ kind: 'development', privateKey: key }),
};

/** Two processes of the API over one database. */
let first: ApiServer;
let second: ApiServer;
beforeAll(async () => {
  const desk = await openDesk();
  first = await startApi({ tokens }, desk);
  second = await startApi({ tokens }, desk);
});
afterAll(async () => {
  await second.close();
  await first.stop();
});

let people = 0;
/** A person of whom no other test ends anything. */
const someone = () => `person-${(people += 1)}`;
const secondsAgo = (seconds: number) => Math.floor(Date.now() / 1_000) - seconds;

async function signed(
  claims: Readonly<Record<string, unknown>>,
  typ = 'at+jwt',
  by = key,
): Promise<string> {
  const iat = secondsAgo(0);
  return new SignJWT({ iss: PARTIES.issuer, iat, exp: iat + 600, ...claims })
    .setProtectedHeader({ alg: 'ES256', typ, kid: by.kid })
    .sign(await importJWK(by, 'ES256'));
}

const tokenOf = (sub: string, claims: object = {}) =>
  signed({ sub, aud: PARTIES.audience, roles: ['pharmacist'], ...claims });

const sessionAt = async (api: ApiServer, token: string): Promise<number> => {
  const headers = { authorization: `Bearer ${token}` };
  return (await api.call('GET', '/v1/session', { headers })).status;
};

const signOut = (token: string, everywhere = false) =>
  first.call('POST', '/v1/session/end', {
    headers: { authorization: `Bearer ${token}` },
    body: { everywhere },
  });

/** Whether the other process learns that a token was signed out. */
const isRefusedAtSecond = (token: string) =>
  until(async () => (await sessionAt(second, token)) === 401, { timeoutMs: 30_000 });

describe('a token that was signed out', () => {
  it('is refused at once where that happened, and soon by every other process', async () => {
    const token = await tokenOf(someone(), { jti: someone() });
    expect([await sessionAt(first, token), await sessionAt(second, token)]).toEqual([200, 200]);
    const answer = await signOut(token);
    expect([answer.status, answer.body]).toEqual([200, { ended: true }]);
    expect(await sessionAt(first, token)).toBe(401);
    expect(await isRefusedAtSecond(token)).toBe(true);
  });

  it('is refused by a process that starts later, before its first answer', async () => {
    const token = await tokenOf(someone());
    await signOut(token);
    const third = await startApi({ tokens }, first.desk);
    expect(await sessionAt(third, token)).toBe(401);
    await third.close();
  });

  it('is refused in another writing of its signature, too', async () => {
    const token = await tokenOf(someone());
    await signOut(token);
    const [header, payload, signature = ''] = token.split('.');
    // (r, s) and (r, n - s) sign the same (SEC 1, 4.1).
    const bytes = Buffer.from(signature, 'base64url');
    const n = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
    const s = n - BigInt(`0x${bytes.subarray(32).toString('hex')}`);
    const twin = Buffer.concat([
      bytes.subarray(0, 32),
      Buffer.from(s.toString(16).padStart(64, '0'), 'hex'),
    ]);
    expect(await sessionAt(first, [header, payload, twin.toString('base64url')].join('.'))).toBe(
      401,
    );
  });

  it('leaves other sessions of the person as they are', async () => {
    const sub = someone();
    const [one, other] = [
      await tokenOf(sub, { sid: `${sub}-a` }),
      await tokenOf(sub, { sid: sub }),
    ];
    await signOut(one);
    expect([await sessionAt(first, one), await sessionAt(first, other)]).toEqual([401, 200]);
  });

  it('takes the other tokens of its session with it', async () => {
    const sub = someone();
    const [one, other] = [
      await tokenOf(sub, { sid: sub, jti: `${sub}-a` }),
      await tokenOf(sub, { sid: sub, jti: `${sub}-b` }),
    ];
    await signOut(one);
    expect(await sessionAt(first, other)).toBe(401);
    expect(await isRefusedAtSecond(other)).toBe(true);
  });

  it('ends its event streams, on every process, and no one else’s', async () => {
    const token = await tokenOf(someone(), { jti: someone() });
    const stream = async (api: ApiServer, authorization: string) =>
      (await api.fetch('GET', '/v1/events', { headers: { authorization } })).body?.getReader();
    const mine = [await stream(first, `Bearer ${token}`), await stream(second, `Bearer ${token}`)];
    const other = await stream(first, `Bearer ${await tokenOf(someone())}`);
    await signOut(token);
    for (const reader of mine) {
      const isOver = async () => (await reader?.read())?.done === true;
      expect(await until(isOver, { timeoutMs: 30_000 })).toBe(true);
    }
    expect((await other?.read())?.done).toBe(false);
    await other?.cancel();
  });
});

describe('all tokens of a person', () => {
  it('are refused after they sign out everywhere, until they sign in again', async () => {
    const sub = someone();
    const [one, other] = [
      await tokenOf(sub, { jti: `${sub}-a` }),
      await tokenOf(sub, { sid: sub }),
    ];
    await signOut(one, true);
    expect([await sessionAt(first, one), await sessionAt(first, other)]).toEqual([401, 401]);
    expect(await isRefusedAtSecond(other)).toBe(true);
    await first.desk.records.database.endedSession.updateMany({
      data: { issuedBy: new Date(Date.now() - 60_000) },
      where: { issuedBy: { not: null } },
    });
    const third = await startApi({ tokens }, first.desk);
    expect(await sessionAt(third, await tokenOf(sub))).toBe(200);
    await third.close();
  });

  it('are refused when an administrator says so, and by no one else’s word', async () => {
    const sub = someone();
    const token = await tokenOf(sub);
    const body = { subject: sub };
    const authorization = `Bearer ${await tokenOf(someone(), { roles: ['admin'] })}`;
    const refused = await first.call('POST', '/v1/sessions/end', {
      headers: { authorization: `Bearer ${await tokenOf(someone())}` },
      body,
    });
    expect(refused.status).toBe(403);
    expect(await sessionAt(first, token)).toBe(200);
    const headers = { authorization };
    expect((await first.call('POST', '/v1/sessions/end', { headers, body })).status).toBe(200);
    expect(await sessionAt(first, token)).toBe(401);
  });
});

describe('a logout token of the identity provider', () => {
  const logout = (claims: object, typ?: string, by = key) =>
    signed({ aud: CLIENT, events: { [LOGOUT]: {} }, jti: someone(), ...claims }, typ, by);

  const send = async (token: string, api = first) => {
    const answer = await fetch(`${api.url}/v1/back-channel-logout`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: token, other: 'ignored' }),
    });
    const { code } = (await answer.json()) as { code?: string };
    return { status: answer.status, code, kept: answer.headers.get('cache-control') };
  };
  const TYPE = 'logout+jwt';
  const TAKEN = { status: 200, code: undefined, kept: 'no-store' };

  it('ends the session that it names, also tokens that name none, on every process', async () => {
    const sub = someone();
    const earlier = { iat: secondsAgo(30) };
    const ofSession = await tokenOf(sub, { sid: sub, ...earlier });
    const ofNone = await tokenOf(sub, earlier);
    const ofAnother = await tokenOf(sub, { sid: `${sub}-b`, ...earlier });
    expect(await send(await logout({ sub, sid: sub }, TYPE))).toEqual(TAKEN);
    const statuses = await Promise.all(
      [ofSession, ofNone, ofAnother].map((each) => sessionAt(first, each)),
    );
    expect(statuses).toEqual([401, 401, 200]);
    expect(await isRefusedAtSecond(ofSession)).toBe(true);
  });

  it('ends all sessions of the person until then if it names none', async () => {
    const sub = someone();
    const at = secondsAgo(20);
    const [before, after] = [
      await tokenOf(sub, { sid: sub, iat: at - 1 }),
      await tokenOf(sub, { iat: at + 1 }),
    ];
    expect(await send(await logout({ sub, iat: at }, TYPE))).toEqual(TAKEN);
    expect([await sessionAt(first, before), await sessionAt(first, after)]).toEqual([401, 200]);
    expect(await send(await logout({ sub, iat: at }, TYPE))).toEqual(TAKEN);
    expect(await sessionAt(first, after)).toBe(200);
  });

  const sub = 'never-signed-out';
  const stranger = { ...signingKey(), kid: key.kid };
  test.each<[string, () => Promise<string>]>([
    ['no token at all', () => Promise.resolve('a.b.c')],
    ['another key', () => logout({ sub }, TYPE, stranger)],
    ['another type', () => logout({ sub }, 'JWT')],
    ['the type of an access token', () => logout({ sub }, 'at+jwt')],
    ['another issuer', () => logout({ sub, iss: 'urn:test:other' }, TYPE)],
    ['another client', () => logout({ sub, aud: 'other-web' }, TYPE)],
    ['the audience of access tokens', () => logout({ sub, aud: PARTIES.audience }, TYPE)],
    ['no audience', () => logout({ sub, aud: undefined }, TYPE)],
    ['no time of issue', () => logout({ sub, iat: undefined }, TYPE)],
    ['an issue to come', () => logout({ sub, iat: secondsAgo(-600) }, TYPE)],
    ['an issue an hour ago', () => logout({ sub, iat: secondsAgo(3_600) }, TYPE)],
    ['no expiry', () => logout({ sub, exp: undefined }, TYPE)],
    ['an expiry in the past', () => logout({ sub, exp: secondsAgo(60) }, TYPE)],
    ['no event', () => logout({ sub, events: undefined }, TYPE)],
    ['another event', () => logout({ sub, events: { 'urn:other': {} } }, TYPE)],
    ['an event that is no object', () => logout({ sub, events: { [LOGOUT]: 'yes' } }, TYPE)],
    ['a nonce, as an ID token has', () => logout({ sub, nonce: 'n-0S6' }, TYPE)],
    ['neither subject nor session', () => logout({}, TYPE)],
    ['a subject that is no text', () => logout({ sub: 7 }, TYPE)],
    ['an empty session', () => logout({ sub, sid: '' }, TYPE)],
  ])('is refused with %s, and ends nothing', async (_, made) => {
    const token = await tokenOf(sub);
    expect(await send(await made())).toMatchObject({ status: 400, code: 'logout-token-refused' });
    expect(await sessionAt(first, token)).toBe(200);
  });

  it('is taken as a form only', async () => {
    const body = { logout_token: await logout({ sub }, TYPE) };
    const answer = await first.call('POST', '/v1/back-channel-logout', { body });
    expect([answer.status, answer.problem.code]).toEqual([415, 'unsupported-media-type']);
    const form = await fetch(`${first.url}/v1/determinations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenOf(sub)}` },
      body: new URLSearchParams({ drug: 'Ninlaro' }),
    });
    expect(form.status).toBe(415);
  });

  it('is no access token, nor is an access token a logout token', async () => {
    expect(await sessionAt(first, await logout({ sub, aud: PARTIES.audience }, TYPE))).toBe(401);
    const token = await tokenOf(sub);
    expect((await send(token)).status).toBe(400);
    expect(await sessionAt(first, token)).toBe(200);
  });
});

describe('the record of ended sessions', () => {
  it('holds digests, and loses them when the last token has expired', async () => {
    const sub = someone();
    await signOut(await tokenOf(sub, { sid: sub }), false);
    const { database, endedSessions } = first.desk.records;
    const rows = await database.endedSession.findMany();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(sub);
    await database.endedSession.updateMany({ data: { until: new Date(Date.now() - 1_000) } });
    expect(await endedSessions.sweep()).toBe(rows.length);
    expect(await database.endedSession.count()).toBe(0);
  });
});
