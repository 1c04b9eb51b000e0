import { operations, type Operation } from '@assent/contracts';
import { MET } from '../support/facts';
import { createHash } from 'node:crypto';
import { request, type IncomingMessage } from 'node:http';
import { z } from 'zod';
import { startApi, type ApiServer } from './api-server';
import { bodyOf, send } from './bodies';

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

/** A valid body with one member changed, at a dotted path; undefined removes it. */
function changed(path: string, value: unknown): unknown {
  return withMember(bodyOf(), path.split('.'), value);
}

function withMember(whole: unknown, [member, ...rest]: readonly string[], value: unknown): unknown {
  if (member === undefined) return value;
  const members = z.record(z.string(), z.unknown()).catch({}).parse(whole);
  return { ...members, [member]: withMember(members[member], rest, value) };
}

const ANY_TEXT: unknown = expect.any(String);
const ONE_SENTENCE: unknown = expect.stringMatching(/^[a-z].*[^.]$/);

const INVALID: readonly (readonly [string, unknown])[] = [
  ['requestType', undefined],
  ['requestType', 'appeal'],
  ['urgency', 'soon'],
  ['lineOfBusiness', 'medicaid'],
  ['receivedAt', '2026-11-22'],
  ['receivedAt', '2026-11-22T15:04:05'],
  ['receivedAt', '2026-11-31T15:04:05Z'],
  ['receivedAt', '2027-11-22T15:04:05Z'],
  ['channel', 'carrier pigeon'],
  ['member', undefined],
  ['member.memberId', ''],
  ['member.givenName', 7],
  ['member.familyName', '   '],
  ['member.familyName', '\u200b\u00ad\u2060'],
  ['prescriber.name', '\u200e \u3164'],
  ['member.familyName', 'x'.repeat(201)],
  ['member.memberId', 'TM1\tTM2'],
  ['member.birthDate', '1958-02-30'],
  ['member.birthDate', '2030-01-01'],
  ['member.middleName', 'Maria'],
  ['prescriber.npi', '1234567890'],
  ['prescriber.npi', 1234567893],
  ['prescriber.name', 'Lee Park MD\r\nBcc: somebody@example.org'],
  ['prescriber.email', 'no address'],
  ['prescriber.fax', '+13055550100'],
  ['drug', ''],
  ['drug', null],
  ['requestedStart', '2026-13-01'],
  ['requestedStart', '22.11.2026'],
  ['facts', undefined],
  ['facts', []],
  ['facts.unheardOf', true],
  ['facts.diagnosis.icd11', 'C90'],
  ['facts.setting', 'at home'],
  ['facts.transplantCandidate', 'yes'],
  ['facts.diagnosis.icd10', 'myeloma'],
  ['facts.dosing.capsuleStrengthMg', -4],
  ['facts.dosing.capsulesPer28Days', 2.5],
  ['facts.bortezomib.inappropriateReason', 'x'.repeat(1_000_000)],
  ['note', 'urgent'],
];

test.each(INVALID)('refuses a wrong `%s` and saves nothing', async (path, value) => {
  const before = await api.stored();
  const { status, problem } = await send(api, changed(path, value));
  expect({ status, code: problem.code }).toEqual({ status: 422, code: 'invalid' });
  expect(problem.errors).toEqual([{ path, code: ANY_TEXT, message: ONE_SENTENCE }]);
  expect(await api.stored()).toBe(before);
});

test.each([
  ['facts.priorTherapies', [{ agents: [] }], 'facts.priorTherapies.0.agents'],
  [
    'facts.priorTherapies',
    [{ agents: ['a'] }, { agents: [''] }],
    'facts.priorTherapies.1.agents.0',
  ],
  [
    'facts.priorTherapies',
    [{ agents: ['a'], endedOn: '2026-11-23' }],
    'facts.priorTherapies.0.endedOn',
  ],
  ['facts.priorAuthorizations', [{ payer: 'x', plan: 'y' }], 'facts.priorAuthorizations.0.plan'],
])('names the position in a list: %s', async (path, value, named) => {
  const { status, faulty } = await send(api, changed(path, value));
  expect({ status, faulty }).toEqual({
    status: 422,
    faulty: [named],
  });
});

test('names all errors at once, and repeats nothing that was sent', async () => {
  const { body, faulty } = await send(api, {
    ...bodyOf({ ...MET, setting: 'Zebulon', extra: 'Zebulon' }),
    requestType: 'Zebulon',
    member: { memberId: '', givenName: 'Zebulon', birthDate: 'Zebulon' },
    prescriber: { npi: 'Zebulon', name: 'Lee Park MD' },
    zone: 'Zebulon',
  });
  expect(faulty).toEqual([
    'facts.extra',
    'facts.setting',
    'member.birthDate',
    'member.familyName',
    'member.memberId',
    'prescriber.npi',
    'requestType',
    'zone',
  ]);
  expect(JSON.stringify(body)).not.toContain('Zebulon');
});

test('refuses an invalid request, whatever its drug and line of business', async () => {
  const { status } = await send(api, {
    ...bodyOf({ setting: 'at home' }),
    drug: 'aspirin',
    lineOfBusiness: 'medicare-part-d',
  });
  expect(status).toBe(422);
});

test.each([
  ['no key', {}, 400, 'idempotency-key-missing'],
  ['an empty key', { 'idempotency-key': '' }, 400, 'invalid-header'],
  ['an endless key', { 'idempotency-key': 'k'.repeat(300) }, 400, 'invalid-header'],
])('refuses to open a case with %s', async (_, headers, status, code) => {
  const before = await api.stored();
  const answer = await api.call('POST', '/v1/cases', { body: bodyOf(), headers });
  expect({ status: answer.status, code: answer.problem.code }).toEqual({ status, code });
  expect(answer.faulty).toEqual(['Idempotency-Key']);
  expect(await api.stored()).toBe(before);
});

const KEY = { 'idempotency-key': 'unreadable' };

test.each([
  ['half a body', '{"requestType":', 400, 'malformed-request'],
  ['no body', '', 400, 'malformed-request'],
  ['a text', '"ixazomib"', 422, 'invalid'],
  ['a list', '[]', 422, 'invalid'],
  ['null', 'null', 422, 'invalid'],
  ['a polluted prototype', '{"__proto__":{"role":"admin"}}', 422, 'invalid'],
  ['a NUL character', String.raw`{"drug":"ixa\u0000zomib"}`, 422, 'invalid'],
  ['another encoding', Buffer.from('{"drug":"Zoë"}', 'latin1'), 400, 'malformed-request'],
  ['a member twice', '{"facts":{"setting":1,"setting":2}}', 422, 'invalid'],
  ['endless nesting', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, 422, 'invalid'],
  ['two megabytes', JSON.stringify({ drug: 'x'.repeat(2 ** 21) }), 413, 'body-too-large'],
])('refuses %s as a body and saves nothing', async (_, body, status, code) => {
  const before = await api.stored();
  const answer = await api.call('POST', '/v1/cases', { body, headers: KEY });
  expect({ status: answer.status, code: answer.problem.code }).toEqual({ status, code });
  expect(await api.stored()).toBe(before);
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'nonsense'])(
  'refuses a body of the type `%s`',
  async (type) => {
    const { status, problem } = await api.call('POST', '/v1/cases', {
      body: bodyOf(),
      headers: { ...KEY, 'content-type': type },
    });
    expect({ status, code: problem.code }).toEqual({ status: 415, code: 'unsupported-media-type' });
  },
);

test.each([
  ['utf-8', 200],
  ['"UTF-8"', 200],
  ['latin1', 415],
  ['utf-16', 415],
  ['utf-8; charset=latin1', 415],
])('answers JSON whose type names the charset %s with %i', async (charset, expected) => {
  const { status } = await api.call('POST', '/v1/determinations', {
    body: bodyOf(),
    headers: { 'content-type': `application/json; charset=${charset}` },
  });
  expect(status).toBe(expected);
});

test('refuses a body that is marked as compressed', async () => {
  const { status, problem } = await api.call('POST', '/v1/determinations', {
    body: bodyOf(),
    headers: { 'content-encoding': 'gzip' },
  });
  expect({ status, code: problem.code }).toEqual({ status: 415, code: 'unsupported-media-type' });
});

test('names a member that appears twice in a body', async () => {
  const body = JSON.stringify(bodyOf()).replace('"setting":', '"setting":"office","setting":');
  const { status, problem } = await api.call('POST', '/v1/determinations', { body });
  expect(status).toBe(422);
  expect(problem.errors).toEqual([
    { path: 'facts.setting', code: 'repeated-member', message: ONE_SENTENCE },
  ]);
});

const UNKNOWN = '01a205be-2122-7257-a0f1-a80b45bcc7a4';

test.each([
  ['GET', '/', 404, 'not-found'],
  ['GET', '/v1/cases/', 404, 'not-found'],
  ['GET', '/v2/cases', 404, 'not-found'],
  ['GET', '/%zz', 400, 'malformed-request'],
  ['GET', '/dev/clock', 404, 'not-found'],
  ['POST', '/dev/token', 404, 'not-found'],
  ['DELETE', '/v1/cases', 405, 'method-not-allowed'],
  ['PUT', `/v1/cases/${UNKNOWN}`, 405, 'method-not-allowed'],
  ['GET', '/v1/determinations', 405, 'method-not-allowed'],
  ['GET', `/v1/cases/${UNKNOWN}`, 404, 'case-not-found'],
  ['GET', '/v1/cases/PA-12345', 404, 'case-not-found'],
  ['GET', "/v1/cases/'%20OR%201=1", 404, 'case-not-found'],
  ['GET', `/v1/cases/${UNKNOWN}/timeline`, 404, 'case-not-found'],
  ['GET', `/v1/cases/${UNKNOWN}/changes-needed`, 404, 'case-not-found'],
  ['GET', `/v1/cases/${UNKNOWN}/clocks`, 404, 'case-not-found'],
  ['GET', '/v1/authorizations/AU-22222-22222', 404, 'authorization-not-found'],
  ['GET', '/v1/authorizations/%00', 404, 'authorization-not-found'],
  ['GET', `/v1/cases/${UNKNOWN}?verbose=1`, 422, 'invalid'],
  ['GET', '/v1/cases?state=approved', 422, 'invalid'],
  ['GET', '/v1/cases?status=lost', 422, 'invalid'],
  ['GET', '/v1/cases?limit=0', 422, 'invalid'],
  ['GET', '/v1/cases?limit=201', 422, 'invalid'],
  ['GET', '/v1/cases?limit=many', 422, 'invalid'],
  ['GET', '/v1/cases?limit=0x10', 422, 'invalid'],
  ['GET', '/v1/cases?limit=1e1', 422, 'invalid'],
  ['GET', '/v1/cases?limit=%205', 422, 'invalid'],
  ['GET', '/v1/cases?limit=05', 422, 'invalid'],
  ['GET', '/v1/cases?q=Patel', 422, 'invalid'],
  ['GET', '/v1/cases/%E2%80%8B', 404, 'not-found'],
  ['GET', '/v1/authorizations/%C2%AD', 404, 'not-found'],
  ['PUT', '/v1/cases/%E2%80%8B', 405, 'method-not-allowed'],
  ['GET', `/v1/cases/${'x'.repeat(500)}`, 404, 'case-not-found'],
  ['GET', `/v1/cases/${'x'.repeat(501)}`, 404, 'not-found'],
  ['PUT', `/v1/cases/${'x'.repeat(501)}`, 404, 'not-found'],
  ['GET', '/v1/cases?limit=1&limit=2', 422, 'invalid'],
  ['GET', '/v1/cases?cursor=W10', 422, 'invalid'],
  ['GET', '/v1/cases?dueBefore=tomorrow', 422, 'invalid'],
  ['GET', '/v1/cases?q=%00', 422, 'invalid'],
  ['GET', '/v1/cases?assignee=', 422, 'invalid'],
  ['GET', '/v1/authorizations?expiringBefore=2026-02-30', 422, 'invalid'],
  ['GET', '/v1/authorizations?cursor=x', 422, 'invalid'],
  ['GET', '/v1/reminders?from=2026-02-30', 422, 'invalid'],
  ['GET', '/v1/reminders?until=2026-02-03', 422, 'invalid'],
])('%s %s: %i, %s', async (method, path, status, code) => {
  const { status: given, problem, headers } = await api.call(method, path);
  expect({ status: given, code: problem.code }).toEqual({ status, code });
  expect(problem).toMatchObject({ status, type: `urn:assent:problem:${code}` });
  expect(headers.get('x-request-id')).toBe(problem.requestId);
});

test('names the methods of an address', async () => {
  const { headers } = await api.call('DELETE', '/v1/cases');
  expect(headers.get('allow')).toBe('POST, GET');
});

describe('if several things are wrong', () => {
  const CASE = `/v1/cases/${UNKNOWN}`;
  const WRONG = { 'if-match': 'yesterday', 'idempotency-key': '' };
  const GOOD = { reason: 'The prescriber asked for it.' };

  test.each([
    ['PUT', '/v1/drafts/one', { nonsense: 1 }, WRONG, 'If-Match'],
    ['PUT', '/v1/drafts/one', { nonsense: 1 }, {}, 'draftId'],
    ['PUT', '/v1/views/one', { nonsense: 1 }, WRONG, 'viewId'],
    ['POST', `${CASE}/decision`, { nonsense: 1 }, {}, 'If-Match'],
    ['POST', '/v1/cases/one/withdraw', { ...GOOD, nonsense: 1 }, WRONG, 'nonsense'],
    ['POST', '/v1/cases/one/withdraw', GOOD, WRONG, 'If-Match'],
    ['POST', '/v1/cases/one/claim', { nonsense: 1 }, WRONG, 'nonsense'],
    ['POST', '/v1/cases/one/claim', {}, WRONG, 'If-Match'],
    ['POST', `${CASE}/claim`, {}, { 'idempotency-key': '' }, 'Idempotency-Key'],
    ['POST', '/v1/cases', { nonsense: 1 }, WRONG, 'Idempotency-Key'],
    ['POST', '/v1/authorizations/%20/end', { nonsense: 1 }, WRONG, 'lastDay'],
  ])(
    '%s %s with %j and %j is refused because of `%s`',
    async (method, path, body, headers, place) => {
      const { faulty } = await api.call(method, path, { body, headers, role: 'pharmacist' });
      expect(faulty[0]).toBe(place);
    },
  );

  test('a nonexistent address is reported before a missing key', async () => {
    const { problem } = await api.call('POST', '/v1/cases/one/claim', {
      headers: { 'idempotency-key': '' },
    });
    expect(problem.code).toBe('case-not-found');
  });
});

describe('a cursor that was never issued', () => {
  const ID = '01a206f2-93da-7135-b39d-14d5ba951807';
  const AT = '2026-11-22T15:00:00.000Z';
  const search = (path: string) => (cursor: string) =>
    api.call('POST', path, { body: { cursor, ...(path.includes('members') && { text: 'Ana' }) } });
  const list = (path: string) => (cursor: string) =>
    api.call('GET', `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`);

  test.each([
    ['worklist', search('/v1/cases/search'), ['maybe', AT, ID]],
    ['worklist', search('/v1/cases/search'), ['true', 'x', ID]],
    ['worklist', search('/v1/cases/search'), ['true', 'infinity', 'y']],
    ['cases', list('/v1/cases'), ['true', '0000-01-01T00:00:00.000Z', ID]],
    ['cases', list('/v1/cases'), ['true', AT]],
    ['cases', list('/v1/cases'), { closed: true }],
    ['members', search('/v1/members/search'), ['x', ID]],
    ['members', search('/v1/members/search'), [AT, 7]],
    ['authorizations', list('/v1/authorizations'), ['x', 'AU-1']],
    ['authorizations', list('/v1/authorizations'), ['2026-11-22', 'AU-\u0000']],
    ['reminders', list('/v1/reminders'), [AT, 'y']],
    ['renewals', list('/v1/renewals'), ['x', 'AU-1']],
    ['activity', list(`/v1/activity?from=${AT}`), [AT, '-1']],
    ['activity', list(`/v1/activity?from=${AT}`), [AT, '9'.repeat(30)]],
  ] as const)('is refused for %s: %#', async (of, call, position) => {
    const cursor = Buffer.from(JSON.stringify(position)).toString('base64url');
    const seal = createHash('sha256').update(`${of} ${cursor}`).digest('base64url').slice(0, 10);
    const { status, problem } = await call(`${seal}${cursor}`);
    expect([status, problem.errors?.map(({ code }) => code)]).toEqual([422, ['unknown-cursor']]);
  });
});

describe('a documented address', () => {
  const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
  const addresses = [...new Set(Object.values(operations).map(({ path }) => path))];

  test.each(addresses)(
    '%s answers its own methods, and explains this to every other',
    async (path) => {
      const own = Object.values<Operation>(operations)
        .filter((operation) => operation.path === path)
        .map(({ method }): string => method);
      const others = METHODS.filter((method) => !own.includes(method));
      const answers = await Promise.all(
        others.map((method) => api.call(method, path.replace(/\{\w+\}/g, UNKNOWN))),
      );
      expect(answers.map(({ status, headers }) => [status, headers.get('allow')])).toEqual(
        others.map(() => [405, own.join(', ')]),
      );
    },
  );
});

describe('a time', () => {
  const NO_YEAR = '0001-01-01T00:00:00%2B14:00';
  const sent = ['0001-01-01T00:00:00+14:00', '1899-12-31T23:59:59Z', '9999-12-31T23:59:59-12:00'];

  test.each([
    `/v1/cases?dueBefore=${NO_YEAR}`,
    `/v1/authorizations?expiringBefore=${NO_YEAR}`,
    `/v1/authorizations?expiringBefore=9999-12-31`,
    `/v1/reminders?from=${NO_YEAR}`,
    `/v1/reminders?to=9999-12-31`,
    `/v1/renewals?from=0001-01-01`,
    `/v1/renewals?to=9999-12-31`,
    `/v1/activity?from=${NO_YEAR}`,
    `/v1/activity?from=2026-11-22T00:00:00Z&to=${NO_YEAR}`,
  ])('is refused beyond the years of a health plan in %s', async (path) => {
    const { status, problem } = await api.call('GET', path);
    expect([status, problem.errors?.map(({ code }) => code)]).toEqual([422, ['out-of-range']]);
  });

  test.each(sent)('%s is refused in every body', async (at) => {
    const { shown } = await send(api, bodyOf());
    const answers = await Promise.all([
      api.call('POST', '/v1/cases/search', { body: { dueBefore: at } }),
      api.call('PUT', `/v1/views/${UNKNOWN}`, {
        body: { name: 'Old', shared: true, filter: { dueBefore: at } },
      }),
      api.call('POST', `/v1/cases/${shown.id}/snooze`, { body: { until: at, reason: 'Later.' } }),
      api.call('POST', '/v1/determinations', { body: { ...bodyOf(), receivedAt: at } }),
    ]);
    expect(answers.map(({ status, problem }) => [status, problem.errors?.[0]?.code])).toEqual(
      answers.map(() => [422, 'out-of-range']),
    );
    expect((await api.call('GET', '/v1/views')).status).toBe(200);
  });

  test.each(['1900-01-01T00:00:00Z', '2200-12-31T23:59:59.999Z', '1899-12-31T20:00:00-05:00'])(
    'is accepted within them: %s',
    async (at) => {
      const { status } = await api.call('POST', '/v1/cases/search', { body: { dueBefore: at } });
      expect(status).toBe(200);
    },
  );
});

test('answers HEAD where it answers GET', async () => {
  expect((await api.fetch('HEAD', '/v1/cases')).status).toBe(200);
  expect((await api.fetch('HEAD', `/v1/cases/${UNKNOWN}`)).status).toBe(404);
  expect((await api.fetch('HEAD', '/v1/cases/search')).status).toBe(405);
});

test('answers no TRACE, which would repeat what was sent', async () => {
  const asked = request(`${api.url}/v1/cases`, { method: 'TRACE' }).end();
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve).once('error', reject);
  });
  answer.resume();
  expect([answer.statusCode, answer.headers.allow]).toEqual([405, 'POST, GET']);
});

test('does not let a caller choose the name of a call', async () => {
  const { problem } = await api.call('GET', '/v2', { headers: { 'x-request-id': 'mine' } });
  expect(problem.requestId).not.toBe('mine');
});

test('keeps answers out of caches and reveals nothing about its software', async () => {
  const { headers } = await api.call('GET', '/v1/cases');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect([headers.get('x-powered-by'), headers.get('server')]).toEqual([null, null]);
});

test.each([
  ['an answer', 200, '/v1/cases', {}],
  ['a call without a token', 401, '/v1/cases', { authorization: '' }],
  ['an unknown address', 404, '/v1/nothing', {}],
])('gives browsers no permissions with %s', async (_, expected, path, headers) => {
  const answer = await api.call('GET', path, { headers });
  expect(answer.status).toBe(expected);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-permitted-cross-domain-policies': 'none',
  });
});
