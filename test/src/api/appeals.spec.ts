import {
  appeal,
  appealPage,
  authorization,
  caseSummaryPage,
  clocks,
  memberPage,
  noticeList,
  timeline,
} from '@assent/contracts';
import type { z } from 'zod';
import { deniedCase } from '../support/appeals';
import { kept, upload } from '../documents/uploads';
import { TOO_MANY_CAPSULES } from '../support/facts';
import { LICENSE, opened } from '../support/requests';
import { startApi, type Answer, type ApiServer } from './api-server';

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

type Shown = z.output<typeof appeal>;

const APPEAL = { by: 'prescriber', urgency: 'standard', reason: 'The dose helped before.' };
const DECISION = { decision: 'overturn', rationale: 'The dose is supported.' };
const SIGNED = { ...DECISION, license: LICENSE };
/** A medical director who did not deny the case. */
const DIRECTOR = 'medical-director';

const denied = () => deniedCase(api.desk.ports);
const file = (id: string, body: object = APPEAL, headers = {}): Promise<Answer> =>
  api.call('POST', `/v1/cases/${id}/appeals`, { body, headers });
const filed = async (id: string): Promise<Shown> => appeal.parse((await file(id)).body);
const command = (
  { id, version }: Pick<Shown, 'id' | 'version'>,
  name: string,
  body: object | undefined,
  role: string = DIRECTOR,
  headers: Record<string, string> = { 'if-match': `"${version}"` },
): Promise<Answer> => api.call('POST', `/v1/appeals/${id}/${name}`, { body, headers, role });

describe('an appeal', () => {
  test('is opened with an address, a version and a clock', async () => {
    const caseId = await denied();
    const { status, headers, body } = await file(caseId);
    const shown = appeal.parse(body);
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/v1/appeals/${shown.id}`);
    expect(headers.get('etag')).toBe('"1"');
    expect(shown).toMatchObject({
      caseId,
      level: 1,
      status: 'open',
      by: 'prescriber',
      clock: { kind: 'appeal', state: 'running' },
      version: 1,
    });
    expect(shown.clock.why).toMatch(
      new RegExp(`^Appeal ${shown.number}, decision, standard: .* from receipt of the appeal `),
    );
    const read = await api.call('GET', `/v1/appeals/${shown.id}`, { role: 'auditor' });
    expect(read.body).toEqual(body);
    expect(read.headers.get('etag')).toBe('"1"');
  });

  test('is opened while Temporal is down, and its clock is among those of the case', async () => {
    const caseId = await denied();
    await filed(caseId);
    const { body } = await api.call('GET', `/v1/cases/${caseId}/clocks`);
    const kinds = clocks.parse(body).items.map(({ kind, state }) => [kind, state]);
    expect(kinds).toContainEqual(['appeal', 'running']);
  });

  test('is found by its number, whole or in part, with its case and its member', async () => {
    const caseId = await denied();
    const other = await denied();
    await filed(other);
    const { number } = await filed(caseId);
    const member = (await api.desk.ports.records.case(caseId))?.member;
    for (const typed of [number, number.toLowerCase().replaceAll('-', ' '), number.slice(3)]) {
      const cases = await api.call('POST', '/v1/cases/search', {
        body: { q: typed, queue: 'all' },
      });
      expect(caseSummaryPage.parse(cases.body).items.map(({ id }) => id)).toEqual([caseId]);
      const members = await api.call('POST', '/v1/members/search', { body: { text: typed } });
      expect(memberPage.parse(members.body).items.map(({ memberId }) => memberId)).toEqual([
        member?.memberId,
      ]);
    }
  });

  test('sent again under its key is the same', async () => {
    const caseId = await denied();
    const key = { 'idempotency-key': `appeal-${caseId}` };
    const first = await file(caseId, APPEAL, key);
    const before = await api.stored();
    expect((await file(caseId, APPEAL, key)).body).toEqual(first.body);
    expect(await api.stored()).toBe(before);
    const { status, problem } = await file(caseId, { ...APPEAL, reason: 'Another.' }, key);
    expect({ status, code: problem.code }).toEqual({ status: 422, code: 'idempotency-key-reused' });
  });

  test('is refused while another one is open, with its id', async () => {
    const caseId = await denied();
    const { id } = await filed(caseId);
    const { status, problem } = await file(caseId);
    expect({ status, code: problem.code, appealId: problem.appealId }).toEqual({
      status: 409,
      code: 'duplicate-appeal',
      appealId: id,
    });
  });

  test.each([
    [{}, ['by', 'reason', 'urgency']],
    [{ ...APPEAL, by: 'a friend', urgency: 'soon' }, ['by', 'urgency']],
    [{ ...APPEAL, reason: ' ' }, ['reason']],
    [{ ...APPEAL, receivedAt: '2026-11-22' }, ['receivedAt']],
    [{ ...APPEAL, receivedAt: '2030-11-22T15:00:00Z' }, ['receivedAt']],
    [{ ...APPEAL, proofOfAuthority: 'a letter' }, ['proofOfAuthority']],
    [{ ...APPEAL, status: 'upheld' }, ['status']],
  ])('is refused with %j, each error named', async (body, paths) => {
    const caseId = await denied();
    const before = await api.stored();
    const { status, faulty } = await file(caseId, body);
    expect({ status, faulty }).toEqual({ status: 422, faulty: paths });
    expect(await api.stored()).toBe(before);
  });

  test('of no case, and no appeal, is not found', async () => {
    const unknown = '01a205be-2122-7257-a0f1-a80b45bcc7a4';
    expect((await file(unknown)).problem.code).toBe('case-not-found');
    for (const id of [unknown, 'none']) {
      const { status, problem } = await api.call('GET', `/v1/appeals/${id}`);
      expect({ status, code: problem.code }).toEqual({ status: 404, code: 'appeal-not-found' });
    }
  });
});

describe('a decision on an appeal', () => {
  test('overturns the denial, and issues an authorization', async () => {
    const caseId = await denied();
    const { status, headers, body } = await command(await filed(caseId), 'decision', DECISION);
    const shown = appeal.parse(body);
    expect({ status, tag: headers.get('etag') }).toEqual({ status: 200, tag: '"2"' });
    expect(shown).toMatchObject({
      status: 'overturned',
      decision: { decision: 'overturn', by: { subject: 'medical-director-1' }, months: null },
    });
    const issued = await api.call('GET', `/v1/authorizations/${shown.authorization}`);
    expect(authorization.parse(issued.body).caseId).toBe(caseId);
    const { shown: after } = await api.call('GET', `/v1/cases/${caseId}`);
    expect(after).toMatchObject({
      status: 'denied',
      authorization: { number: shown.authorization },
    });
    const told = await api.call('GET', `/v1/cases/${caseId}/timeline`);
    expect(timeline.parse(told.body).items.at(-1)?.summary).toBe(
      `Appeal ${shown.number} decided: denial overturned, authorization ${shown.authorization}.`,
    );
  });

  test('in part says for how long', async () => {
    const decision = { ...SIGNED, decision: 'partly-overturn', approve: { months: 2 } };
    const { body } = await command(await filed(await denied()), 'decision', decision);
    expect(appeal.parse(body)).toMatchObject({
      status: 'partly-overturned',
      decision: { months: 2 },
    });
  });

  test('keeps the license of who upholds the denial, also one that only the token states', async () => {
    const uphold = { ...DECISION, decision: 'uphold' };
    const typed = await command(await filed(await denied()), 'decision', {
      ...uphold,
      license: LICENSE,
    });
    expect(appeal.parse(typed.body).decision?.license).toEqual(LICENSE);
    const ofToken = { number: '55-1', state: 'PR', specialty: 'Oncology' } as const;
    const headers = {
      'if-match': '"1"',
      authorization: await api.authorization(DIRECTOR, ofToken),
    };
    const open = await filed(await denied());
    const other = await command(
      open,
      'decision',
      { ...uphold, license: LICENSE },
      DIRECTOR,
      headers,
    );
    expect([other.status, other.faulty]).toEqual([422, ['license']]);
    const { body } = await command(open, 'decision', uphold, DIRECTOR, headers);
    expect(appeal.parse(body).decision?.license).toEqual(ofToken);
    const overturned = await command(
      await filed(await denied()),
      'decision',
      DECISION,
      DIRECTOR,
      headers,
    );
    expect(appeal.parse(overturned.body).decision?.license).toBeNull();
  });

  test.each(['uphold', 'partly-overturn'])('to %s needs each document opened', async (decision) => {
    const caseId = await denied();
    const open = await filed(caseId);
    const note = kept(await upload(api, caseId, Buffer.from('Late.'), { name: 'note.txt' }));
    const approve = decision === 'uphold' ? {} : { approve: { months: 2 } };
    const signed = { ...SIGNED, decision, ...approve };
    const before = await api.stored();
    const refused = await command(open, 'decision', signed);
    expect(refused.status).toBe(409);
    expect(refused.problem).toMatchObject({
      code: 'documents-not-opened',
      detail:
        'you have not opened a document of this case; open and read each of them before you uphold the denial: note.txt',
      documents: [{ id: note.id, name: 'note.txt' }],
    });
    expect(await api.stored()).toBe(before);
    await api.fetch('GET', `/v1/cases/${caseId}/documents/${note.id}`, { role: DIRECTOR });
    expect((await command(open, 'decision', signed)).status).toBe(200);
  });

  test('overturns the denial with documents that were not opened', async () => {
    const caseId = await denied();
    const open = await filed(caseId);
    await upload(api, caseId, Buffer.from('Late.'), { name: 'note.txt' });
    expect((await command(open, 'decision', DECISION)).status).toBe(200);
  });

  test.each([
    [{}, ['decision', 'rationale']],
    [{ ...DECISION, approve: { months: 2 } }, ['approve']],
    [{ ...SIGNED, decision: 'partly-overturn' }, ['approve.months']],
    [{ ...SIGNED, decision: 'partly-overturn', approve: {} }, ['approve.months']],
    [{ ...SIGNED, decision: 'partly-overturn', approve: { months: 2, days: 3 } }, ['approve.days']],
    [{ ...DECISION, decision: 'approve' }, ['decision']],
    [{ ...DECISION, clauses: [] }, ['clauses']],
    [SIGNED, ['license']],
    [{ ...DECISION, decision: 'uphold' }, ['license']],
    [{ ...DECISION, decision: 'partly-overturn', approve: { months: 2 } }, ['license']],
    [
      { ...DECISION, decision: 'partly-overturn', approve: { months: 6 } },
      ['approve.months', 'license'],
    ],
    [
      { ...SIGNED, decision: 'uphold', license: { number: 'ME-1', state: 'FL' } },
      ['license.specialty'],
    ],
  ])('is refused with %j', async (body, paths) => {
    const opened = await filed(await denied());
    const before = await api.stored();
    const { status, faulty } = await command(opened, 'decision', body);
    expect({ status, faulty }).toEqual({ status: 422, faulty: paths });
    expect(await api.stored()).toBe(before);
  });

  test('is refused for a pharmacist', async () => {
    const opened = await filed(await denied());
    const { status, problem } = await command(opened, 'decision', DECISION, 'pharmacist');
    expect({ status, code: problem.code }).toEqual({ status: 403, code: 'role-not-allowed' });
  });
});

describe('an appeal that a medical director looks at first', () => {
  const unproven = async (id: string) =>
    appeal.parse((await file(id, { ...APPEAL, by: 'representative' })).body);
  const summaries = async (caseId: string) => {
    const { body } = await api.call('GET', `/v1/cases/${caseId}/timeline`);
    return timeline.parse(body).items.map(({ summary }) => summary);
  };

  test('is heard, or dismissed as a sibling of a withdrawal', async () => {
    const caseId = await denied();
    const first = await unproven(caseId);
    const dismissal = { accepted: false, reason: 'It never came.' };
    const gone = await command(first, 'good-cause', dismissal);
    expect(appeal.parse(gone.body)).toMatchObject({
      status: 'withdrawn',
      closedAs: 'dismissed',
      goodCause: { about: 'no-proof-of-authority', accepted: false, reason: 'It never came.' },
      clock: { state: 'ended' },
    });
    expect(await summaries(caseId)).toContain(
      `Appeal ${first.number} dismissed: the representative sent no proof of authority.`,
    );
    const again = { accepted: true, reason: 'A guardian.' };
    const second = await command(await unproven(caseId), 'good-cause', again);
    expect(second.problem.code).toBe('took-part');
    const otherCase = await denied();
    const next = await unproven(otherCase);
    const heard = await command(next, 'good-cause', again);
    expect(appeal.parse(heard.body)).toMatchObject({
      status: 'open',
      closedAs: null,
      reviewReasons: [],
    });
    expect(await summaries(otherCase)).toContain(
      `Appeal ${next.number} accepted for review: the authority of the representative is accepted.`,
    );
  });

  test.each([
    [{}, ['accepted', 'reason']],
    [{ accepted: 'yes', reason: 'So.' }, ['accepted']],
    [{ accepted: true, reason: 'So.', about: 'a feeling' }, ['about']],
  ])('is refused with %j', async (body, paths) => {
    const { status, faulty } = await command(await unproven(await denied()), 'good-cause', body);
    expect({ status, faulty }).toEqual({ status: 422, faulty: paths });
  });

  test('is not dismissed by a pharmacist, nor if there is nothing to look at', async () => {
    const caseId = await denied();
    const body = { accepted: false, reason: 'So.' };
    const { status, problem } = await command(
      await unproven(caseId),
      'good-cause',
      body,
      'pharmacist',
    );
    expect({ status, code: problem.code }).toEqual({ status: 403, code: 'role-not-allowed' });
    const other = await command(await filed(await denied()), 'good-cause', body);
    expect({ status: other.status, code: other.problem.code }).toEqual({
      status: 409,
      code: 'nothing-to-accept',
    });
  });
});

describe('the other commands', () => {
  test('expedite, withdraw, forward and record what came of it', async () => {
    const opened = await filed(await denied());
    const upgrade = { by: 'member', reason: 'It is getting worse.' };
    const fast = appeal.parse((await command(opened, 'expedite', upgrade, 'intake')).body);
    expect(fast).toMatchObject({ urgency: 'expedited', version: 2 });
    const upheld = appeal.parse(
      (await command(fast, 'decision', { ...SIGNED, decision: 'uphold' })).body,
    );
    expect(upheld.status).toBe('upheld');
    const sent = appeal.parse((await command(upheld, 'forward', undefined, 'intake')).body);
    expect(sent).toMatchObject({
      status: 'forwarded',
      forwarding: { to: 'external-review', by: { subject: 'intake-1' } },
    });
    const came = { outcome: 'overturned', note: 'The reviewer disagrees.' };
    const over = appeal.parse((await command(sent, 'external-outcome', came, 'pharmacist')).body);
    expect(over).toMatchObject({
      status: 'overturned',
      external: { outcome: 'overturned', by: { role: 'pharmacist' } },
      version: 5,
    });
    expect(over.authorization).not.toBeNull();
    const other = await filed(await denied());
    const gone = await command(other, 'withdraw', { reason: 'Changed plans.' }, 'intake');
    expect(appeal.parse(gone.body)).toMatchObject({
      status: 'withdrawn',
      withdrawal: { reason: 'Changed plans.' },
    });
  });

  const COMMANDS = [
    ['decision', DECISION],
    ['expedite', { by: 'member', reason: 'It is getting worse.' }],
    ['withdraw', { reason: 'Changed plans.' }],
    ['forward', undefined],
    ['external-outcome', { outcome: 'upheld', note: 'So.' }],
    ['good-cause', { accepted: true, reason: 'In the hospital.' }],
    ['vacate-dismissal', { reason: 'In the hospital.' }],
    ['proof-of-authority', { document: '01a205be-2122-7257-a0f1-a80b45bcc7a4' }],
  ] as const;

  test.each(COMMANDS)('%s needs the version of the appeal', async (name, body) => {
    const opened = await filed(await denied());
    const before = await api.stored();
    const without = await command(opened, name, body, DIRECTOR, {});
    expect({ status: without.status, code: without.problem.code }).toEqual({
      status: 428,
      code: 'version-required',
    });
    const other = await command({ ...opened, version: 7 }, name, body);
    expect({ status: other.status, code: other.problem.code }).toEqual({
      status: 412,
      code: 'appeal-changed',
    });
    expect(await api.stored()).toBe(before);
  });

  test.each(COMMANDS)('%s refuses what it does not know', async (name, body) => {
    const opened = await filed(await denied());
    const { status, faulty } = await command(opened, name, { ...body, note2: 'x' });
    expect({ status, faulty }).toEqual({ status: 422, faulty: ['note2'] });
  });

  test('sent again under its key changes nothing', async () => {
    const opened = await filed(await denied());
    const headers = { 'if-match': '"1"', 'idempotency-key': `withdraw-${opened.id}` };
    const reason = { reason: 'Changed plans.' };
    const first = await command(opened, 'withdraw', reason, 'intake', headers);
    const before = await api.stored();
    const again = await command(opened, 'withdraw', reason, 'intake', headers);
    expect(again.body).toEqual(first.body);
    expect(await api.stored()).toBe(before);
  });

  test('forward has to wait for the decision', async () => {
    const opened = await filed(await denied());
    const { status, problem } = await command(opened, 'forward', undefined);
    expect({ status, code: problem.code }).toEqual({ status: 409, code: 'appeal-undecided' });
  });
});

test('the number of an appeal finds its case, and its letters name it', async () => {
  const caseId = await denied();
  const { id, number } = await filed(caseId);
  await filed(await denied());
  const found = await api.call('POST', '/v1/cases/search', { body: { q: number } });
  expect(caseSummaryPage.parse(found.body).items.map((each) => each.id)).toEqual([caseId]);
  const { body } = await api.call('GET', `/v1/cases/${caseId}/notices`);
  const letters = noticeList.parse(body).items.map(({ kind, appealId }) => [kind, appealId]);
  expect(letters).toContainEqual(['appeal-received', id]);
  expect(letters).toContainEqual(['denial', null]);
});

describe('the list of appeals', () => {
  test('comes in pages, by status and case', async () => {
    const caseId = await denied();
    const { id } = await filed(caseId);
    const listed = async (query: string) =>
      appealPage.parse((await api.call('GET', `/v1/appeals${query}`)).body);
    expect((await listed(`?caseId=${caseId}`)).items.map((each) => each.id)).toEqual([id]);
    expect((await listed(`?caseId=${caseId}&status=upheld,withdrawn`)).items).toEqual([]);
    expect((await listed(`?caseId=${caseId}&status=upheld&status=open`)).items).toHaveLength(1);
    await filed(await denied());
    const [only] = (await listed(`?caseId=${caseId}`)).items;
    const { shown } = await api.call('GET', `/v1/cases/${caseId}`);
    const { givenName, familyName } = shown.request.member;
    expect(only?.case).toEqual({
      number: shown.number,
      memberName: `${givenName} ${familyName}`,
      drug: 'ixazomib',
    });
    const first = await listed('?limit=1');
    expect(first.items).toHaveLength(1);
    const second = await listed(`?limit=1&cursor=${first.nextCursor}`);
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
  });

  test.each(['?status=lost', '?status=open,', '?caseId=none', '?who=max', '?cursor=made-up'])(
    'refuses %s',
    async (query) => {
      const { status, problem } = await api.call('GET', `/v1/appeals${query}`);
      expect({ status, code: problem.code }).toEqual({ status: 422, code: 'invalid' });
    },
  );
});

test('a case that is not decided in time can be appealed, and shows why', async () => {
  const { record } = await opened(api.desk.ports, { facts: TOO_MANY_CAPSULES });
  expect((await file(record.id)).problem.code).toBe('not-appealable');
  const before = await api.desk.clock.now();
  api.desk.clock.set(new Date((record.dueAt?.getTime() ?? 0) + 3_600_000));
  const shown = await filed(record.id);
  expect(shown).toMatchObject({ ground: 'no-decision', status: 'open', closedAs: null });
  const ledger = clocks.parse((await api.call('GET', `/v1/cases/${record.id}/clocks`)).body);
  const own = ledger.items.find(({ kind }) => kind === 'decision');
  expect(own?.state).toBe('missed');
  expect(own?.consequence).toMatch(/appeal/);
  const upholding = await command(shown, 'decision', { ...SIGNED, decision: 'uphold' });
  expect({ status: upholding.status, code: upholding.problem.code }).toEqual({
    status: 409,
    code: 'case-undecided',
  });
  const part = { months: 2, capsulesPer28Days: 3 };
  const decision = { ...SIGNED, decision: 'partly-overturn', approve: part };
  const { body } = await command(shown, 'decision', decision);
  expect(appeal.parse(body).decision?.terms.map(({ term }) => term)).toEqual([
    'months',
    'capsulesPer28Days',
  ]);
  const { shown: after } = await api.call('GET', `/v1/cases/${record.id}`);
  expect(after).toMatchObject({
    status: 'approved',
    decision: { modification: { reason: DECISION.rationale } },
  });
  const told = await api.call('GET', `/v1/cases/${record.id}/timeline`);
  const summaries = timeline.parse(told.body).items.map(({ summary }) => summary);
  expect(summaries.join('\n')).toContain(
    'received from the prescriber, because the request was not decided in time; decision due ',
  );
  expect(summaries.at(-2)).toMatch(
    new RegExp(`^Approved with changes by the decision on appeal ${shown.number}, authorization `),
  );
  api.desk.clock.set(before);
});
