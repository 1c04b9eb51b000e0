import { verificationKeys } from '@assent/api';
import { accessTo, operations, serviceRolesFor, type Operation } from '@assent/contracts';
import { ROLES } from '@assent/domain';
import { importJWK, SignJWT } from 'jose';
import { signingKey, startApi, type ApiServer } from '../api/api-server';
import { TOO_MANY_CAPSULES } from '../support/facts';
import { opened } from '../support/requests';

const PARTIES = { issuer: 'urn:test:issuer', audience: 'assent' };
const NAME = 'fax-gateway';
const key = signingKey();

let api: ApiServer;
let authorization: string;
beforeAll(async () => {
  const keys = verificationKeys({ kind: 'development', privateKey: key });
  api = await startApi({ tokens: { ...PARTIES, keys } });
  authorization = `Bearer ${await tokenOf({ roles: ROLES })}`;
});
afterAll(() => api.stop());

/** As the client credentials grant issues it. */
async function tokenOf(claims: object): Promise<string> {
  const license = { number: 'ME-1', state: 'FL', specialty: 'oncology' };
  return new SignJWT({ client_id: NAME, license, ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.kid })
    .setSubject(NAME)
    .setIssuer(PARTIES.issuer)
    .setAudience(PARTIES.audience)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(await importJWK(key, 'ES256'));
}

const GUARDED = Object.values<Operation>(operations).filter(
  (operation) => accessTo(operation).may !== 'public',
);

test.each(GUARDED.map((operation) => [operation.id, operation] as const))(
  'a service account with every role in its token may make the call %s only as the table says',
  async (_, operation) => {
    const path = operation.path
      .replace('{id}', '01a205be-2122-7257-a0f1-a80b45bcc7a4')
      .replace('{number}', 'AU-2');
    const { status, body } = await api.fetch(operation.method, path, {
      headers: { authorization },
    });
    await body?.cancel();
    expect(status !== 403).toBe(serviceRolesFor(accessTo(operation)).length > 0);
  },
);

test('the calls that decide, deny, appeal or configure are none of its calls', () => {
  const allowed = GUARDED.filter(
    (operation) => serviceRolesFor(accessTo(operation)).length > 0,
  ).map(({ id }) => id);
  for (const id of [
    'decideCase',
    'previewDecision',
    'recordFindings',
    'giveOpinion',
    'decideAppeal',
    'vacateDismissal',
    'handUpCase',
    'changeLetterTemplates',
    'endSessions',
    'claimCase',
    'batchCases',
    'openWithReason',
  ]) {
    expect(allowed).not.toContain(id);
  }
  expect(allowed).toEqual(expect.arrayContaining(['openCase', 'addDocument', 'reportDelivery']));
});

test('a denial by a service account is refused, and leaves the case as it was', async () => {
  const { ports, records } = api.desk;
  const { record } = await opened(ports, { facts: TOO_MANY_CAPSULES });
  const answer = await api.call('POST', `/v1/cases/${record.id}/decision`, {
    headers: { authorization, 'if-match': `"${record.version}"` },
    body: { decision: 'deny', rationale: 'Too many capsules.', clauses: [] },
  });
  expect([answer.status, answer.problem.code]).toEqual([403, 'role-not-allowed']);
  expect(await records.records.case(record.id)).toEqual(record);
});

test('a person is told to do what only people may', async () => {
  const { record } = await opened(api.desk.ports, { facts: TOO_MANY_CAPSULES });
  const answer = await api.call('POST', `/v1/cases/${record.id}/claim`, {
    headers: { authorization },
    body: {},
  });
  expect([answer.status, answer.problem.code]).toEqual([403, 'only-people']);
});

test('it shows in the record in the role that it has, without a license', async () => {
  const { body } = await api.call('GET', '/v1/session', { headers: { authorization } });
  expect(body).toMatchObject({
    subject: NAME,
    roles: ['intake', 'auditor'],
    mayDeny: false,
    license: null,
    permissions: ['read', 'submit', 'audit', 'see-access'],
  });
});
