import { caseJson, changesNeeded, clocks, peerToPeer, timeline } from '@assent/contracts';
import { ANSWER, CONTRADICTORY, MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { LICENSE } from '../support/requests';
import { startApi, type Answer, type ApiServer } from './api-server';
import { bodyOf, keysOf, send } from './bodies';

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

async function opened(facts: object) {
  return (await send(api, bodyOf(facts))).shown;
}

function inform(id: string, body: unknown, headers = {}): Promise<Answer> {
  return api.call('POST', `/v1/cases/${id}/information`, { body, headers });
}

function decide(id: string, body: unknown, headers = {}, role = 'medical-director') {
  return api.call('POST', `/v1/cases/${id}/decision`, { body, headers, role });
}

function preview(id: string, body: unknown, headers = {}, role = 'medical-director') {
  return api.call('POST', `/v1/cases/${id}/decision/preview`, { body, headers, role });
}

function withdraw(id: string, headers = {}, body: unknown = { reason: 'Changed the plan.' }) {
  return api.call('POST', `/v1/cases/${id}/withdraw`, { body, headers });
}

const APPROVAL = { decision: 'approve', rationale: 'Two specialists agree.', clauses: [] };
const QUESTION = { decision: 'request-information', rationale: 'Why four capsules?' };
const DENIAL = { decision: 'deny', rationale: 'Above the dose limit.', clauses: ['I.3'] };
/** Two keys as they are written, though not of any letter. */
const KEYS = { license: LICENSE, letterDigest: '0'.repeat(64) };

test.each([
  ['information', (id: string) => inform(id, { facts: { transplantCandidate: false } })],
  ['a decision', (id: string) => decide(id, APPROVAL, { 'if-match': '"1"' })],
  ['a withdrawal', (id: string) => withdraw(id)],
])('%s is answered with the case as it is shown afterwards', async (_, command) => {
  const { id } = await opened(TOO_MANY_CAPSULES);
  const { status, body } = await command(id);
  expect(status).toBe(200);
  expect((await api.call('GET', `/v1/cases/${id}`)).body).toEqual(body);
});

describe('information', () => {
  it('that contains no facts changes nothing', async () => {
    const { shown } = await send(api, bodyOf(ONE_MISSING));
    const { status, shown: after } = await inform(shown.id, { facts: { diagnosis: {} } });
    expect({ status, version: after.version }).toEqual({ status: 200, version: shown.version });
  });

  test('decides the case in the same call', async () => {
    const { id } = await opened(ONE_MISSING);
    const { status, headers, body } = await inform(id, { facts: ANSWER });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, status: 'approved', missing: [], version: 2 });
    expect(headers.get('etag')).toBe('"2"');
  });

  test('is merged over the known facts', async () => {
    const { id } = await opened(ONE_MISSING);
    const { shown } = await inform(id, { facts: { diagnosis: { icd10: null } } });
    expect(shown.request.facts.diagnosis).toEqual({
      condition: 'multiple-myeloma',
      treatmentPhase: 'primary',
      previouslyUntreated: true,
    });
  });

  test('is refused with all errors named, and nothing is saved', async () => {
    const { id } = await opened(ONE_MISSING);
    const before = await api.stored();
    const facts = {
      setting: 'at home',
      unheardOf: 1,
      priorTherapies: [{ agents: ['melphalan'], endedOn: '2026-12-24' }],
    };
    const { status, faulty } = await inform(id, { facts, note: 'x' });
    expect(status).toBe(422);
    const second = await inform(id, { facts });
    expect(faulty).toEqual(['note']);
    expect(second.faulty).toEqual([
      'facts.priorTherapies.0.endedOn',
      'facts.setting',
      'facts.unheardOf',
    ]);
    expect(await api.stored()).toBe(before);
  });

  test.each([[{}], [{ facts: null }], [[]], [{ facts: [] }]])(
    'is refused if it is %j',
    async (body) => {
      const { id } = await opened(ONE_MISSING);
      expect((await inform(id, body)).status).toBe(422);
    },
  );

  test('is refused once the case is closed', async () => {
    const { id } = await opened(MET);
    const { status, problem } = await inform(id, { facts: ANSWER });
    expect({ status, code: problem.code, caseId: problem.caseId }).toEqual({
      status: 409,
      code: 'case-closed',
      caseId: id,
    });
  });

  test('can name the version that it was given for', async () => {
    const { id } = await opened(ONE_MISSING);
    await inform(id, { facts: { transplantCandidate: false } }, { 'if-match': '"1"' });
    const { status, problem } = await inform(id, { facts: ANSWER }, { 'if-match': '"1"' });
    expect({ status, code: problem.code }).toEqual({ status: 412, code: 'case-changed' });
  });

  test('sent again under the same key changes nothing', async () => {
    const { id } = await opened(ONE_MISSING);
    const key = { 'idempotency-key': `inform-${id}` };
    await inform(id, { facts: ANSWER }, key);
    const before = await api.stored();
    const again = await inform(id, { facts: ANSWER }, key);
    expect({ status: again.status, version: again.shown.version }).toEqual({
      status: 200,
      version: 2,
    });
    expect(await api.stored()).toBe(before);
  });

  test('under the key of another command is refused', async () => {
    const { id } = await opened(ONE_MISSING);
    const key = { 'idempotency-key': `mixed-${id}` };
    await inform(id, { facts: { transplantCandidate: true } }, key);
    const { status, problem } = await withdraw(id, key);
    expect({ status, code: problem.code }).toEqual({ status: 422, code: 'idempotency-key-reused' });
  });
});

describe('a decision', () => {
  test('approves for as long as the reviewer says', async () => {
    const { id } = await opened(TOO_MANY_CAPSULES);
    const { status, body } = await decide(
      id,
      { ...APPROVAL, approve: { months: 3, reason: 'A trial.' } },
      { 'if-match': '"1"' },
      'pharmacist',
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'approved',
      decision: { decision: 'approve', by: { subject: 'pharmacist-1', role: 'pharmacist' } },
      authorization: { period: { start: '2026-11-22', end: '2027-02-21' } },
    });
  });

  test('approves with changes, and says which', async () => {
    const { id } = await opened(TOO_MANY_CAPSULES);
    const terms = { months: 3, start: '2026-12-05', capsuleStrengthMg: 3, capsulesPer28Days: 3 };
    const approve = { ...terms, reason: 'Renal function.' };
    const { shown } = await decide(id, { ...APPROVAL, approve }, { 'if-match': '"1"' });
    expect(shown.authorization).toMatchObject({
      period: { start: '2026-12-05', end: '2027-03-04' },
      dosing: { capsuleStrengthMg: 3, capsulesPer28Days: 3 },
    });
    expect(shown.decision?.modification).toMatchObject({
      reason: 'Renal function.',
      text: [
        'Coverage for 3 months instead of 6 months',
        'Coverage from December 5, 2026 on instead of November 22, 2026',
        'Capsule strength: 3 mg instead of 4 mg',
        'Capsules per 28 days: 3 capsules instead of 4 capsules',
      ],
    });
    const { body } = await api.call('GET', `/v1/cases/${id}/timeline`, { role: 'auditor' });
    expect(timeline.parse(body).items.map(({ summary }) => summary)).toContainEqual(
      expect.stringMatching(/^Approved with changes, authorization AU-/),
    );
  });

  test("approves for the guideline's duration by default", async () => {
    const { id } = await opened(CONTRADICTORY);
    const { shown } = await decide(id, APPROVAL, { 'if-match': '"1"' });
    expect(shown.authorization?.period).toEqual({ start: '2026-11-22', end: '2027-05-21' });
  });

  test('denies as a medical director, and keeps the grounds', async () => {
    const { id } = await opened(TOO_MANY_CAPSULES);
    const denial = { ...DENIAL, ...(await keysOf(api, id, DENIAL)) };
    const { status, body } = await decide(id, denial, { 'if-match': '"1"' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'denied',
      authorization: null,
      decision: { ...denial, by: { role: 'medical-director' } },
    });
  });

  test("to deny can't be made by a pharmacist", async () => {
    const { id } = await opened(TOO_MANY_CAPSULES);
    const before = await api.stored();
    const { status, problem } = await decide(id, DENIAL, { 'if-match': '"1"' }, 'pharmacist');
    expect({ status, code: problem.code }).toEqual({ status: 403, code: 'role-not-allowed' });
    expect(await api.stored()).toBe(before);
  });

  test('to deny has to wait while information is missing', async () => {
    const { id } = await opened(ONE_MISSING);
    const denial = { ...DENIAL, clauses: ['I.1.a.symptomatic'] };
    const { status, problem } = await decide(id, denial, { 'if-match': '"1"' });
    expect({ status, code: problem.code }).toEqual({
      status: 409,
      code: 'case-waits-for-information',
    });
  });

  test.each([
    [DENIAL, TOO_MANY_CAPSULES, 'denied', '- '],
    [
      { ...APPROVAL, approve: { months: 3, reason: 'A trial.' } },
      TOO_MANY_CAPSULES,
      'approved',
      'February 21, 2027',
    ],
    [QUESTION, TOO_MANY_CAPSULES, 'information request', 'Why four capsules?'],
  ])('shows its letter before it is made: %j', async (decision, facts, subject, words) => {
    const { id, number } = await opened(facts);
    const before = await api.stored();
    const { status, body } = await preview(id, decision, { 'if-match': '"1"' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ subject: `${number}: ${subject}` });
    expect(body).toHaveProperty('text', expect.stringContaining(words));
    expect(await api.stored()).toBe(before);
  });

  test.each([
    [403, 'role-not-allowed', TOO_MANY_CAPSULES, DENIAL, { 'if-match': '"1"' }, 'pharmacist'],
    [409, 'case-waits-for-information', ONE_MISSING, DENIAL, { 'if-match': '"1"' }, undefined],
    [412, 'case-changed', TOO_MANY_CAPSULES, DENIAL, { 'if-match': '"2"' }, undefined],
    [428, 'version-required', TOO_MANY_CAPSULES, DENIAL, {}, undefined],
    [422, 'invalid', TOO_MANY_CAPSULES, { decision: 'deny' }, { 'if-match': '"1"' }, undefined],
  ])('shows no letter if the decision would be refused: %i %s', async (...row) => {
    const [expected, code, facts, decision, headers, role] = row;
    const { id } = await opened(facts);
    const { status, problem } = await preview(id, decision, headers, role);
    expect({ status, code: problem.code }).toEqual({ status: expected, code });
  });

  test('asks the provider office for more information', async () => {
    const { id } = await opened(TOO_MANY_CAPSULES);
    const { body } = await decide(id, QUESTION, { 'if-match': '"1"' });
    expect(body).toMatchObject({
      status: 'pending-information',
      informationRequest: { rationale: 'Why four capsules?' },
    });
  });

  test('needs the version it is based on', async () => {
    const { id } = await opened(TOO_MANY_CAPSULES);
    const { status, problem } = await decide(id, APPROVAL);
    expect({ status, code: problem.code }).toEqual({ status: 428, code: 'version-required' });
  });

  test('is refused on an outdated version', async () => {
    const { id } = await opened(TOO_MANY_CAPSULES);
    await inform(id, { facts: { transplantCandidate: true } });
    const before = await api.stored();
    const { status, problem } = await decide(id, APPROVAL, { 'if-match': '"1"' });
    expect({ status, code: problem.code }).toEqual({ status: 412, code: 'case-changed' });
    expect(await api.stored()).toBe(before);
  });

  test('is refused on a version that no case has reached', async () => {
    const { id } = await opened(TOO_MANY_CAPSULES);
    const { status, problem } = await decide(id, APPROVAL, {
      'if-match': '"99999999999999999999"',
    });
    expect({ status, code: problem.code }).toEqual({ status: 412, code: 'case-changed' });
  });

  test.each(['*', '"one"', '1.5'])('is refused with `If-Match: %s`', async (version) => {
    const { id } = await opened(TOO_MANY_CAPSULES);
    const { status, problem } = await decide(id, APPROVAL, { 'if-match': version });
    expect({ status, code: problem.code }).toEqual({ status: 400, code: 'invalid-header' });
  });

  test.each([
    [{ ...APPROVAL, rationale: ' ' }, ['rationale']],
    [{ ...APPROVAL, approve: { months: 0 } }, ['approve.months']],
    [{ ...APPROVAL, approve: { months: 3 } }, ['approve.reason']],
    [{ ...APPROVAL, approve: { months: 6, reason: 'So.' } }, ['approve.reason']],
    [{ ...APPROVAL, approve: { start: 'soon', note: 'x' } }, ['approve.note', 'approve.start']],
    [{ ...APPROVAL, approve: { note: 1, reason: 'So.' } }, ['approve.note']],
    [{ ...DENIAL, approve: { months: 6 } }, ['approve', 'letterDigest', 'license']],
    [{ ...DENIAL, ...KEYS, approve: { months: 6 } }, ['approve']],
    [{ ...DENIAL, clauses: [] }, ['clauses', 'letterDigest', 'license']],
    [{ ...DENIAL, ...KEYS, clauses: [] }, ['clauses']],
    [{}, ['decision', 'rationale']],
    [{ decision: 'deny' }, ['clauses', 'letterDigest', 'license', 'rationale']],
    [{ ...DENIAL, ...KEYS, clauses: ['I.3', 'X.9'] }, ['clauses.1']],
    [DENIAL, ['letterDigest', 'license']],
    [{ ...DENIAL, license: LICENSE }, ['letterDigest']],
    [{ ...DENIAL, letterDigest: KEYS.letterDigest }, ['license']],
    [{ ...APPROVAL, ...KEYS }, ['letterDigest', 'license']],
    [{ ...QUESTION, ...KEYS }, ['letterDigest', 'license']],
    [{ ...DENIAL, ...KEYS, letterDigest: 'ABC' }, ['letterDigest']],
    [
      { ...DENIAL, ...KEYS, license: { number: '1 2', state: 'XX', specialty: ' ', since: 1 } },
      ['license.number', 'license.since', 'license.specialty', 'license.state'],
    ],
    [{ decision: 'postpone', clauses: 'I.3' }, ['clauses', 'decision', 'rationale']],
  ])('that is %j is refused', async (decision, paths) => {
    const { id } = await opened(TOO_MANY_CAPSULES);
    const before = await api.stored();
    const { status, faulty } = await decide(id, decision, { 'if-match': '"1"' });
    expect(status).toBe(422);
    expect(faulty).toEqual(paths);
    expect(await api.stored()).toBe(before);
  });

  test('that groups the numbers of its dose learns which numbers there are', async () => {
    const { id } = await opened(TOO_MANY_CAPSULES);
    const approve = { dosing: { capsulesPer28Days: 3 }, reason: 'The label says so.' };
    const { status, problem } = await decide(id, { ...APPROVAL, approve }, { 'if-match': '"1"' });
    expect(status).toBe(422);
    expect(problem.errors).toEqual([
      {
        path: 'approve.dosing',
        code: 'unknown-member',
        message:
          'is not a dosing field for this drug; its dosing fields are `capsuleStrengthMg`, `capsulesPer28Days`',
      },
    ]);
  });

  test('is accepted once when fifty reviewers send it at the same time', async () => {
    const { id } = await opened(TOO_MANY_CAPSULES);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => decide(id, APPROVAL, { 'if-match': '"1"' })),
    );
    const taken = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status === 409 || status === 412);
    expect([taken.length, refused.length]).toEqual([1, 49]);
  });
});

describe('a withdrawal', () => {
  test('ends an open case', async () => {
    const { id } = await opened(ONE_MISSING);
    const { status, shown } = await withdraw(id);
    expect({ status, case: shown.status, missing: shown.missing }).toEqual({
      status: 200,
      case: 'withdrawn',
      missing: [],
    });
  });

  test('requires a reason', async () => {
    const { id } = await opened(ONE_MISSING);
    const { status, faulty } = await withdraw(id, {}, { reason: '' });
    expect({ status, faulty }).toEqual({ status: 422, faulty: ['reason'] });
  });

  test('is refused once the case is closed', async () => {
    const { id } = await opened(ONE_MISSING);
    await withdraw(id);
    expect((await withdraw(id)).status).toBe(409);
  });

  test('can name the version that it was given for', async () => {
    const { id } = await opened(ONE_MISSING);
    expect((await withdraw(id, { 'if-match': '"7"' })).status).toBe(412);
  });
});

test('the timeline lists every event, oldest first', async () => {
  const { id } = await opened(ONE_MISSING);
  await inform(id, { facts: { dosing: { capsulesPer28Days: 4 } } });
  await inform(id, { facts: ANSWER });
  const keys = await keysOf(api, id, DENIAL, '"3"');
  await decide(id, { ...DENIAL, ...keys }, { 'if-match': '"3"' });
  const { body } = await api.call('GET', `/v1/cases/${id}/timeline`, { role: 'auditor' });
  const { items } = timeline.parse(body);
  const types = items.map(({ type }) => type);
  expect(types[0]).toBe('case-opened');
  expect(types.at(-1)).toBe('denied');
  expect(types.filter((type) => type === 'information-given')).toHaveLength(2);
  expect(items[0]?.actor).toEqual({ subject: 'intake-1', role: 'intake' });
});

describe('what would change a determination', () => {
  const neededFor = async (facts: object) => {
    const { id } = await opened(facts);
    const path = `/v1/cases/${id}/changes-needed`;
    return changesNeeded.parse((await api.call('GET', path, { role: 'auditor' })).body).sets;
  };

  test('is shown with the criteria that each change serves', async () => {
    expect(await neededFor(TOO_MANY_CAPSULES)).toEqual([
      {
        changes: [
          {
            fact: 'dosing.capsulesPer28Days',
            from: 4,
            to: 3,
            kind: 'clinical',
            clauses: ['I.3'],
          },
        ],
      },
    ]);
  });

  test('is nothing for a case that meets the criteria', async () => {
    expect(await neededFor(MET)).toEqual([]);
  });
});

describe('the clocks of a case', () => {
  test('say by which rule the decision is due, and why then', async () => {
    const { id } = await opened(ONE_MISSING);
    const { body } = await api.call('GET', `/v1/cases/${id}/clocks`, { role: 'auditor' });
    const source = '29 CFR 2560.503-1(f)(2)(iii)(A): 15 days for a pre-service claim';
    expect(clocks.parse(body).items).toMatchObject([
      {
        kind: 'decision',
        state: 'running',
        rule: { id: 'commercial-standard', source, confidence: 'medium' },
        why: `Commercial (employer plan), standard: 15 days from receipt (${source}).`,
      },
    ]);
  });

  const call = (id: string, what: 'expedite' | 'extension', body: unknown, role: string) =>
    api.call('POST', `/v1/cases/${id}/${what}`, { body, role });

  test('show what expedited and extended it', async () => {
    const { id } = await opened(TOO_MANY_CAPSULES);
    const late = { reason: 'A laboratory report is late.' };
    const extension = await call(id, 'extension', late, 'pharmacist');
    expect({ status: extension.status, etag: extension.headers.get('etag') }).toEqual({
      status: 200,
      etag: '"2"',
    });
    const urgent = { by: 'prescriber', reason: 'The disease progresses.' };
    const { body: expedited } = await call(id, 'expedite', urgent, 'intake');
    expect(expedited).toMatchObject({ version: 3, request: { urgency: 'expedited' } });
    const { body } = await api.call('GET', `/v1/cases/${id}/clocks`, { role: 'auditor' });
    const { items } = clocks.parse(body);
    expect(items).toMatchObject([
      { state: 'running', rule: { id: 'commercial-expedited' }, extension: null },
      { state: 'ended', extension: { ...late, days: 15, answerDays: null, confidence: 'medium' } },
    ]);
    expect(items[0]?.dueAt).toBe(caseJson.parse(expedited).clock.dueAt);
    const told = await api.call('GET', `/v1/cases/${id}/timeline`);
    const summaries = timeline.parse(told.body).items.map(({ summary }) => summary);
    expect(summaries.at(-2)).toMatch(
      /^Deadline extended to .* \(29 CFR 2560.503-1\(f\)\(2\)\(iii\)\(A\)\)\.$/,
    );
    expect(summaries.at(-1)).toMatch(/^Expedited at the request of the prescriber; decision due /);
  });

  test.each([
    ['expedite', {}, ['by', 'reason']],
    ['expedite', { by: 'plan', reason: ' ', note: 'x' }, ['by', 'reason', 'note']],
    ['extension', { reason: '', until: '2027-01-01' }, ['reason', 'until']],
  ] as const)('name every fault of %s %j', async (what, body, paths) => {
    const { id } = await opened(TOO_MANY_CAPSULES);
    const { status, faulty } = await call(id, what, body, 'pharmacist');
    expect(status).toBe(422);
    expect(faulty).toEqual([...paths].sort());
  });

  test('are extended only by who may decide', async () => {
    const { id } = await opened(TOO_MANY_CAPSULES);
    expect((await call(id, 'extension', { reason: 'Late.' }, 'intake')).status).toBe(403);
  });
});

describe('a peer-to-peer call', () => {
  const slot = new Date(Date.now() + 86_400_000).toISOString();
  const request = (id: string, body: unknown, role = 'intake', headers = {}) =>
    api.call('POST', `/v1/cases/${id}/peer-to-peer`, { body, role, headers });
  const outcome = (id: string, body: unknown, role = 'medical-director') =>
    api.call('POST', `/v1/peer-to-peer/${id}/outcome`, { body, role });
  const HELD = { outcome: 'held', note: 'The prescriber explained the dose.' };

  test('is requested with its slots, and listed with its outcome', async () => {
    const { id } = await opened(TOO_MANY_CAPSULES);
    const { status, body } = await request(id, { slots: [slot] });
    const call = peerToPeer.parse(body);
    expect([status, call]).toMatchObject([
      201,
      { caseId: id, slots: [slot], isOwed: true, by: { role: 'intake' }, attempts: [] },
    ]);
    const agreed = await api.call('POST', `/v1/peer-to-peer/${call.id}/appointment`, {
      body: { slot },
      role: 'intake',
    });
    expect([agreed.status, peerToPeer.parse(agreed.body)]).toMatchObject([
      200,
      { agreed: { slot, by: { role: 'intake' } }, isOwed: true },
    ]);
    const held = await outcome(call.id, HELD);
    expect(peerToPeer.parse(held.body)).toMatchObject({ agreed: null, attempts: [{ slot }] });
    expect([held.status, peerToPeer.parse(held.body).isOwed]).toEqual([200, false]);
    const { body: list } = await api.call('GET', `/v1/cases/${id}/peer-to-peer`, {
      role: 'auditor',
    });
    expect(list).toEqual({ items: [held.body] });
  });

  test('is requested once for a key, and an outcome needs the newest version if it names one', async () => {
    const { id } = await opened(TOO_MANY_CAPSULES);
    const key = { 'idempotency-key': 'call-1' };
    const first = await request(id, { slots: [slot] }, 'intake', key);
    const again = await request(id, { slots: [slot] }, 'intake', key);
    expect(again.body).toEqual(first.body);
    const stale = await request(id, { slots: [slot] }, 'intake', { 'if-match': '"1"' });
    expect(stale.status).toBe(412);
  });

  test.each([
    [{}, ['slots']],
    [{ slots: [] }, ['slots']],
    [{ slots: ['soon', slot], note: 'x' }, ['note', 'slots.0']],
    [{ slots: ['2026-01-01T00:00:00Z'] }, ['slots.0']],
  ])('is refused with every fault of %j', async (body, paths) => {
    const { id } = await opened(TOO_MANY_CAPSULES);
    const { status, faulty } = await request(id, body);
    expect([status, faulty]).toEqual([422, paths]);
  });

  test('has an outcome only by whoever may decide, and only if it was requested', async () => {
    const { id } = await opened(TOO_MANY_CAPSULES);
    const { body } = await request(id, { slots: [slot] });
    expect((await outcome(peerToPeer.parse(body).id, HELD, 'intake')).status).toBe(403);
    for (const unknown of [id, 'call-1']) {
      const { status, problem } = await outcome(unknown, HELD);
      expect([status, problem.code]).toEqual([404, 'peer-to-peer-not-found']);
    }
    expect((await request('00000000-0000-4000-8000-00000000dead', { slots: [slot] })).status).toBe(
      404,
    );
  });
});
