import { CONTRADICTORY, MET, ONE_MISSING, RESPONDING, TOO_MANY_CAPSULES } from '../support/facts';
import { startApi, type ApiServer } from './api-server';
import { bodyOf, send } from './bodies';

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

test('approves at once a request that meets every criterion, and says where the case is', async () => {
  const { status, headers, shown } = await send(api, bodyOf());
  expect({ status, outcome: shown.determination.outcome, case: shown.status }).toEqual({
    status: 201,
    outcome: 'criteria-met',
    case: 'approved',
  });
  expect(headers.get('location')).toBe(`/v1/cases/${shown.id}`);
  expect(headers.get('etag')).toBe(`"${shown.version}"`);
  expect(shown.authorization).toMatchObject({
    status: 'active',
    caseId: shown.id,
    period: { start: '2026-11-22', end: '2027-05-21' },
  });
});

test.each([
  ['a missing fact', ONE_MISSING, {}, 'pending-information', 'information-needed', 1],
  ['a dose above the limit', TOO_MANY_CAPSULES, {}, 'in-review', 'criteria-not-met', 0],
  ['facts that contradict each other', CONTRADICTORY, {}, 'in-review', 'criteria-met', 0],
  ['Medicare Part D', MET, { lineOfBusiness: 'medicare-part-d' }, 'routed', 'not-applicable', 0],
  ['another drug', MET, { drug: 'aspirin' }, 'routed', 'not-applicable', 0],
])('with %s: no approval', async (_, facts, overrides, status, outcome, missing) => {
  const { shown } = await send(api, bodyOf(facts, overrides));
  expect(shown).toMatchObject({
    status,
    determination: { outcome },
    authorization: null,
    decision: null,
  });
  expect(shown.missing).toHaveLength(missing);
});

test("fills in what intake can leave out, by the payer's clock and time zone", async () => {
  api.desk.clock.set('2026-11-23T03:30:00Z');
  const { shown } = await send(api, bodyOf(ONE_MISSING));
  api.desk.clock.set('2026-11-22T15:00:00Z');
  expect(shown.request).toMatchObject({
    urgency: 'standard',
    channel: 'portal',
    receivedAt: '2026-11-23T03:30:00.000Z',
    requestedStart: '2026-11-22',
  });
  expect(shown.determination.asOf).toBe('2026-11-22');
});

test('keeps the coverage type, and refuses one of another line of business', async () => {
  const { shown } = await send(api, bodyOf(ONE_MISSING, { coverageType: 'medicaid-plan' }));
  expect(shown.request.coverageType).toBe('medicaid-plan');
  expect(shown.clock.dueAt).toBe('2026-11-23T15:00:00.000Z');
  const usual = await send(api, bodyOf(ONE_MISSING));
  expect(usual.shown.request.coverageType).toBe('employer-plan');
  const routed = await send(api, bodyOf(MET, { lineOfBusiness: 'medicare-part-d' }));
  expect(routed.shown.request.coverageType).toBeNull();
  const another = { lineOfBusiness: 'medicare-advantage', coverageType: 'medicaid-plan' };
  const { status, body } = await send(api, bodyOf(ONE_MISSING, another));
  expect({ status, body }).toMatchObject({
    status: 422,
    body: {
      errors: [
        {
          path: 'coverageType',
          message: 'must be one of these for medicare-advantage: part-b-drug, medical-item',
        },
      ],
    },
  });
});

test('keeps what shows the receipt of a fax, and takes it later', async () => {
  const faxed = { channel: 'fax', receivedAt: '2026-11-20T14:14:00Z' };
  const { shown } = await send(
    api,
    bodyOf(ONE_MISSING, { ...faxed, receipt: { evidence: 'fax-header', reference: 'page 1' } }),
  );
  expect(shown).toMatchObject({
    receiptEvidence: { evidence: 'fax-header', reference: 'page 1', document: null },
    lacksReceiptEvidence: false,
  });
  const late = (await send(api, bodyOf(ONE_MISSING, faxed))).shown;
  expect(late).toMatchObject({ receiptEvidence: null, lacksReceiptEvidence: true });
  const { status, body } = await api.call('POST', `/v1/cases/${late.id}/receipt-evidence`, {
    body: { evidence: 'date-stamp' },
  });
  expect({ status, body }).toMatchObject({
    status: 200,
    body: {
      version: late.version + 1,
      receiptEvidence: { evidence: 'date-stamp', reference: null },
      lacksReceiptEvidence: false,
      clock: late.clock,
    },
  });
  const timeline = await api.call('GET', `/v1/cases/${shown.id}/timeline`);
  expect(timeline.body).toMatchObject({
    items: expect.arrayContaining([
      expect.objectContaining({
        summary:
          'Request received by fax, November 20, 2026 at 9:14 AM Eastern Time, by the fax header; case opened.',
      }),
    ]) as unknown,
  });
});

test('shows the same case later, with the source of each fact', async () => {
  const {
    body: opened,
    shown: { id },
  } = await send(api, bodyOf(ONE_MISSING, { channel: 'fax' }));
  const { body, shown, headers } = await api.call('GET', `/v1/cases/${id}`);
  expect(body).toEqual(opened);
  expect(headers.get('etag')).toBe('"1"');
  expect(shown.factSources?.['diagnosis.icd10']).toMatchObject({
    by: { subject: 'intake-1', role: 'intake' },
    channel: 'fax',
  });
});

test('evaluates without opening a case', async () => {
  const before = await api.stored();
  const { status, body } = await api.call('POST', '/v1/determinations', { body: bodyOf() });
  expect({ status, body }).toMatchObject({ status: 200, body: { outcome: 'criteria-met' } });
  expect(await api.stored()).toBe(before);
});

test("counts the payer's own authorization when a renewal is requested", async () => {
  const { shown: first } = await send(api, bodyOf());
  const renewal = bodyOf(RESPONDING, { requestType: 'continuation', member: first.request.member });
  const { body } = await send(api, renewal);
  expect(body).toMatchObject({ status: 'approved', renews: first.authorization?.number });
});

test('answers a repeated command with the same case and writes nothing', async () => {
  const body = bodyOf();
  const first = await send(api, body, 'repeated');
  const before = await api.stored();
  const again = await send(api, body, 'repeated');
  expect({ status: again.status, body: again.body }).toEqual({ status: 201, body: first.body });
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(first.headers.get('idempotency-replayed')).toBeNull();
  expect(await api.stored()).toBe(before);
});

test('recognizes a repeated command with its members in another order', async () => {
  const body = bodyOf();
  const first = await send(api, body, 'reordered');
  const again = await send(api, Object.fromEntries(Object.entries(body).reverse()), 'reordered');
  expect(again.shown.id).toBe(first.shown.id);
});

test('refuses a key that was used for another request', async () => {
  await send(api, bodyOf(), 'reused');
  const before = await api.stored();
  const { status, problem } = await send(api, bodyOf(), 'reused');
  expect({ status, code: problem.code }).toEqual({ status: 422, code: 'idempotency-key-reused' });
  expect(await api.stored()).toBe(before);
});

test("refuses another person's key, and shows nothing of their case", async () => {
  const body = bodyOf(ONE_MISSING);
  const { shown } = await send(api, body, 'somebody-elses');
  const before = await api.stored();
  const { status, problem } = await api.call('POST', '/v1/cases', {
    role: 'pharmacist',
    body,
    headers: { 'idempotency-key': 'somebody-elses' },
  });
  expect({ status, code: problem.code }).toEqual({ status: 422, code: 'idempotency-key-reused' });
  expect(problem.detail).toContain('another person');
  expect(JSON.stringify(problem)).not.toContain(shown.id);
  expect(await api.stored()).toBe(before);
});

test('reads a body after a byte-order mark', async () => {
  const marked = `\uFEFF${JSON.stringify(bodyOf())}`;
  const { status } = await api.call('POST', '/v1/determinations', { body: marked });
  expect(status).toBe(200);
});

test('names the open case of a member who requests the same again', async () => {
  const body = bodyOf(ONE_MISSING);
  const first = await send(api, body);
  const before = await api.stored();
  const second = await send(api, { ...body, drug: 'NINLARO' });
  expect(second.status).toBe(409);
  expect(second.problem).toMatchObject({ code: 'duplicate-case', caseId: first.shown.id });
  expect(second.problem.detail).toContain(first.shown.number);
  expect(await api.stored()).toBe(before);
});

test('opens another case for the same member once the first is closed', async () => {
  const body = bodyOf(ONE_MISSING);
  const { shown } = await send(api, body);
  await api.call('POST', `/v1/cases/${shown.id}/withdraw`, {
    body: { reason: 'Asked for twice.' },
  });
  expect((await send(api, body)).status).toBe(201);
});

test('opens one case for fifty simultaneous commands with one key', async () => {
  const body = bodyOf(ONE_MISSING);
  const answers = await Promise.all(Array.from({ length: 50 }, () => send(api, body, 'crowd')));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(answers.map(({ shown }) => shown.id)).size).toBe(1);
  const replays = answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true');
  expect(replays).toHaveLength(49);
});

test('opens one case for fifty simultaneous commands for one member', async () => {
  const body = bodyOf(ONE_MISSING);
  const answers = await Promise.all(Array.from({ length: 50 }, () => send(api, body)));
  const opened = answers.filter(({ status }) => status === 201);
  const refused = answers.filter(({ status }) => status === 409);
  expect([opened.length, refused.length]).toEqual([1, 49]);
  const named = new Set(refused.map(({ problem }) => problem.caseId));
  expect(named).toEqual(new Set([opened[0]?.shown.id]));
});

test('ignores spaces around a member ID, so that a duplicate is found', async () => {
  const body = bodyOf(ONE_MISSING);
  const { shown } = await send(api, body);
  const member = { ...body.member, memberId: ` ${body.member.memberId} ` };
  const { status, problem } = await send(api, { ...body, member });
  expect({ status, caseId: problem.caseId }).toEqual({ status: 409, caseId: shown.id });
});

test.each([
  ['a zero-width space', (id: string) => `${id.slice(0, 3)}\u200b${id.slice(3)}`],
  ['a soft hyphen', (id: string) => `${id.slice(0, 3)}\u00ad${id.slice(3)}`],
  ['a direction mark', (id: string) => `\u200e${id}`],
  ['a word joiner', (id: string) => `${id}\u2060`],
])('ignores %s in a member ID', async (_, written) => {
  const body = bodyOf(ONE_MISSING);
  const { shown } = await send(api, body);
  const member = { ...body.member, memberId: written(body.member.memberId) };
  const { status, problem } = await send(api, { ...body, member });
  expect({ status, caseId: problem.caseId }).toEqual({ status: 409, caseId: shown.id });
});

test('reads an address the same way as a body', async () => {
  const { shown } = await send(api, bodyOf());
  const { member } = shown.request;
  const [list, one] = await Promise.all([
    api.call('GET', `/v1/authorizations?memberId=%E2%80%8B${member.memberId}`),
    api.call('GET', `/v1/authorizations/%C2%AD${shown.authorization?.number ?? ''}`),
  ]);
  expect(list.body).toMatchObject({ items: [{ caseId: shown.id }] });
  expect(one.body).toMatchObject({ caseId: shown.id });
});

test('stores one form of a name however its accents are written, and recognizes the command again', async () => {
  const body = bodyOf(ONE_MISSING);
  const named = (familyName: string) => ({ ...body, member: { ...body.member, familyName } });
  const first = await send(api, named('Nu\u0301n\u0303ez'), 'composed');
  const again = await send(api, named('Núñez'), 'composed');
  expect(first.shown.request.member.familyName).toBe('Núñez');
  expect({ status: again.status, id: again.shown.id }).toEqual({ status: 201, id: first.shown.id });
});
