import {
  accessTo,
  determinationReport,
  letterPreview,
  operations,
  type Operation,
} from '@assent/contracts';
import { CONTRADICTORY, MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { startApi, type Answer, type ApiServer } from './api-server';
import { bodyOf, keysOf, send } from './bodies';

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const CRITERIA = ['I.S', 'I.B', 'I.1', 'I.2', 'I.3'];
const DENIAL = { decision: 'deny', rationale: 'Above the dose limit.', clauses: ['I.3'] };
const WORKERS = ['intake', 'admin', 'pharmacist', 'medical-director'];

/** What tells that a criterion is not met, or that the check says so. */
const TOLD = /not[- ]met|could be approved|"hold"|conflicting/i;

const inTexas = (facts: object = TOO_MANY_CAPSULES, state = 'TX') => {
  const body = bodyOf(facts);
  return { ...body, member: { ...body.member, state } };
};

const inReview = async (facts: object = TOO_MANY_CAPSULES) =>
  (await send(api, inTexas(facts))).shown;

const found = (notMet: readonly string[] = [], others = 'met') => ({
  findings: CRITERIA.map((criterion) => ({
    criterion,
    finding: notMet.includes(criterion) ? 'not-met' : others,
  })),
});

function record(id: string, body: unknown, version = 1, role = 'medical-director') {
  const headers = { 'if-match': `"${version}"` };
  return api.call('POST', `/v1/cases/${id}/findings`, { body, headers, role });
}

function view(id: string, role: string) {
  return api.call('GET', `/v1/cases/${id}`, { role });
}

async function deny(id: string, version: number, denial: object = DENIAL): Promise<Answer> {
  const keys = await keysOf(api, id, denial, `"${version}"`);
  const headers = { 'if-match': `"${version}"` };
  const body = { ...denial, ...keys };
  return api.call('POST', `/v1/cases/${id}/decision`, { body, headers, role: 'medical-director' });
}

/** How many denials the report counts that came after findings. */
async function afterFindings(): Promise<number> {
  const path = '/v1/reports/determinations?from=2026-11-01&to=2026-11-30';
  const { body } = await api.call('GET', path, { role: 'auditor' });
  return determinationReport.parse(body).rows[0]?.afterFindings ?? 0;
}

/** Every call that only reads, about a case or about all. */
const READING = Object.values<Operation>(operations).filter(
  ({ id, method, answerAs }) =>
    method === 'GET' && accessTo({ id }).may !== 'public' && answerAs !== 'events',
);

const RANGE = 'from=2026-01-01T00:00:00Z&to=2027-12-31T00:00:00Z';

function addressOf({ path, id }: Operation, caseId: string): string {
  const about = path.replace(/\{\w+\}/, caseId);
  if (id === 'listActivity') return `${about}?${RANGE}&limit=200`;
  return id === 'reportDeterminations' ? `${about}?from=2026-01-01&to=2026-12-31` : about;
}

/** The calls whose answers tell a result. */
async function telling(caseId: string, role: string): Promise<string[]> {
  const told: string[] = [];
  for (const operation of READING) {
    const answer = await api.fetch('GET', addressOf(operation, caseId), { role });
    if (TOLD.test(await answer.text())) told.push(operation.id);
  }
  return told;
}

describe('while a reviewer has no findings of their own', () => {
  it.each(WORKERS)('no answer tells %s that a criterion is not met', async (role) => {
    const { id, request } = await inReview();
    expect(await telling(id, role)).toEqual([]);
    const { memberId } = request.member;
    const searches = [
      ['/v1/cases/search', {}],
      ['/v1/members/search', { text: memberId }],
      ['/v1/cases/duplicates', { memberId, drug: 'ixazomib' }],
      ['/v1/determinations', inTexas()],
    ] as const;
    for (const [path, body] of searches) {
      const answer = await api.fetch('POST', path, { role, body });
      const said = await answer.text();
      expect([path, answer.status, TOLD.exec(said)]).toEqual([path, 200, null]);
    }
    const shown = (await view(id, role)).shown;
    expect(shown).toMatchObject({
      status: 'in-review',
      determination: { outcome: 'withheld', clauses: { verdict: 'withheld' }, holds: [] },
      review: { reason: 'withheld' },
      missing: [],
      findings: { withheld: true, others: [] },
    });
    expect(shown.request.facts).toMatchObject({ dosing: { capsulesPer28Days: 4 } });
    expect(shown.findings?.criteria.map(({ criterion }) => criterion)).toEqual(CRITERIA);
  });

  it('no command of theirs answers it', async () => {
    const { id } = await inReview();
    const role = 'medical-director';
    const commands = [
      ['claim', {}],
      ['snooze', { until: '2026-11-24T15:00:00Z', reason: 'Waiting for a colleague.' }],
      ['unsnooze', {}],
      ['release', {}],
      ['information', { facts: { transplantCandidate: false } }],
      ['expedite', { by: 'member', reason: 'The pain is severe.' }],
    ] as const;
    for (const [name, body] of commands) {
      const answer = await api.fetch('POST', `/v1/cases/${id}/${name}`, { role, body });
      const said = await answer.text();
      expect([name, answer.status, TOLD.exec(said)]).toEqual([name, 200, null]);
    }
    const { version } = (await view(id, role)).shown;
    const headers = { 'if-match': `"${version}"` };
    for (const clauses of [['I.3'], ['I.S']]) {
      const call = { role, headers, body: { ...DENIAL, clauses } };
      const preview = await api.call('POST', `/v1/cases/${id}/decision/preview`, call);
      expect([preview.status, preview.problem.code]).toEqual([409, 'findings-needed']);
      expect(preview.problem.detail).toBe(
        'record your own finding for each criterion before you deny; these lack one: I.S, I.B, I.1, I.2, I.3',
      );
    }
  });

  it('a case with a contradiction looks the same', async () => {
    const [held, notMet] = [await inReview(CONTRADICTORY), await inReview()];
    const shapeOf = async (id: string) => {
      const { determination, review, holds, missing, status } = (await view(id, 'pharmacist'))
        .shown;
      const { outcome, clauses, holds: notes } = determination;
      return { outcome, clauses, notes, reason: review?.reason, holds, missing, status };
    };
    expect(await shapeOf(held.id)).toEqual(await shapeOf(notMet.id));
  });

  it('a case after a denial does not tell whether it answers that', async () => {
    const body = inTexas();
    const { id } = (await send(api, body)).shown;
    await record(id, found(['I.3']));
    await deny(id, 2);
    const again = (await send(api, body)).shown.id;
    const told = /was denied, and|denied-before/;
    expect(JSON.stringify((await view(again, 'auditor')).body)).toMatch(told);
    for (const path of [`/v1/cases/${again}`, `/v1/cases/${again}/timeline`]) {
      const answer = await api.fetch('GET', path, { role: 'pharmacist' });
      expect(await answer.text()).not.toMatch(told);
    }
    const search = { body: { q: body.member.memberId, queue: 'all' }, role: 'pharmacist' };
    const { body: page } = await api.call('POST', '/v1/cases/search', search);
    expect(page).toMatchObject({ items: [{ id: again, held: false }, { id }] });
  });

  it('an auditor sees every result, to inspect the check', async () => {
    const { id } = await inReview();
    const told = await telling(id, 'auditor');
    const expected = ['listCases', 'viewCase', 'showTimeline', 'listActivity'];
    expect(told).toEqual(expect.arrayContaining(expected));
    const { shown } = await view(id, 'auditor');
    expect(shown.determination.outcome).toBe('criteria-not-met');
    expect(shown.review?.reason).toBe('criteria-not-met');
  });
});

describe('findings', () => {
  it('let their reviewer see the results beside them, and no one else', async () => {
    const { id } = await inReview();
    const { status, shown } = await record(id, found(['I.3', 'I.2']));
    expect([status, shown.version]).toEqual([200, 2]);
    expect(shown.determination.outcome).toBe('criteria-not-met');
    expect(shown.findings).toMatchObject({ withheld: false, others: [] });
    const compared = shown.findings?.criteria.map(({ criterion, own, engine }) => [
      criterion,
      own?.finding,
      engine,
    ]);
    expect(compared).toEqual([
      ['I.S', 'met', 'met'],
      ['I.B', 'met', 'met'],
      ['I.1', 'met', 'met'],
      ['I.2', 'not-met', 'met'],
      ['I.3', 'not-met', 'not-met'],
    ]);
    const changes = await api.fetch('GET', `/v1/cases/${id}/changes-needed`, {
      role: 'medical-director',
    });
    expect(changes.status).toBe(200);
    const other = await view(id, 'pharmacist');
    expect(JSON.stringify(other.body)).not.toMatch(TOLD);
    const timeline = await api.fetch('GET', `/v1/cases/${id}/timeline`, { role: 'pharmacist' });
    expect(await timeline.text()).not.toMatch(TOLD);
  });

  it('are on the timeline, and once recorded again under the same key, only once', async () => {
    const { id } = await inReview();
    const headers = { 'if-match': '"1"', 'idempotency-key': `findings-${id}` };
    const call = { role: 'pharmacist', headers, body: found(['I.3'], 'cannot-tell') };
    const first = await api.call('POST', `/v1/cases/${id}/findings`, call);
    const again = await api.call('POST', `/v1/cases/${id}/findings`, call);
    expect([first.shown.version, again.shown.version]).toEqual([2, 2]);
    const { body } = await api.call('GET', `/v1/cases/${id}/timeline`, { role: 'pharmacist' });
    expect(body).toMatchObject({
      items: [
        { type: 'case-opened' },
        { type: 'determined' },
        { type: 'handed-to-review' },
        { type: 'findings-recorded', details: { findings: { 'I.3': 'not-met' } } },
      ],
    });
  });

  it('name every criterion of the guideline once', async () => {
    const { id } = await inReview();
    const some = [
      { criterion: 'I.S', finding: 'met' },
      { criterion: 'I.S', finding: 'met' },
      { criterion: 'I.1.a', finding: 'met' },
    ];
    const { status, problem } = await record(id, { findings: some });
    expect(status).toBe(422);
    expect(problem.errors?.map(({ path, code }) => [path, code])).toEqual([
      ['findings.1.criterion', 'repeated'],
      ['findings.2.criterion', 'unknown-criterion'],
      ['findings', 'incomplete'],
    ]);
  });

  it('are only for reviewers, in review, on the version they saw, where they come first', async () => {
    const { id } = await inReview();
    expect((await record(id, found(), 1, 'intake')).status).toBe(403);
    expect((await record(id, found(), 7)).problem.code).toBe('case-changed');
    const pending = (await send(api, inTexas(ONE_MISSING))).shown;
    expect((await record(pending.id, found())).problem.code).toBe('case-waits-for-information');
    const elsewhere = (await send(api, inTexas(TOO_MANY_CAPSULES, 'FL'))).shown;
    expect((await record(elsewhere.id, found())).problem.code).toBe('findings-not-needed');
  });

  it('become stale with what their criterion reads, and hold for the others', async () => {
    const { id } = await inReview();
    await record(id, found(['I.3']));
    const body = { facts: { dosing: { capsulesPer28Days: 5 } } };
    await api.call('POST', `/v1/cases/${id}/information`, { body });
    const { shown } = await view(id, 'medical-director');
    expect(shown.findings?.withheld).toBe(true);
    expect(shown.determination.outcome).toBe('withheld');
    const stale = shown.findings?.criteria.filter((each) => each.stale);
    expect(stale?.map(({ criterion, own }) => [criterion, own])).toEqual([['I.3', null]]);
    expect((await record(id, found(['I.3']), 3)).shown.findings?.withheld).toBe(false);
  });
});

describe('a denial where findings come first', () => {
  it('keeps what the reviewer found beside the result', async () => {
    const { id } = await inReview();
    await record(id, found(['I.3', 'I.2']));
    const before = await afterFindings();
    const { status, shown } = await deny(id, 2);
    expect(await afterFindings()).toBe(before + 1);
    expect([status, shown.status]).toEqual([200, 'denied']);
    expect(shown.decision?.enginePart).toMatchObject({
      part: 'not-shown-before-findings',
      guideline: { id: 'ixazomib', version: '2024-10-01' },
      outcome: 'criteria-not-met',
    });
    expect(shown.decision?.enginePart?.compared).toContainEqual({
      criterion: 'I.2',
      finding: 'not-met',
      changedTo: null,
      engine: 'met',
    });
    expect((await view(id, 'intake')).shown.determination.outcome).toBe('criteria-not-met');
  });

  it("takes the denier's own findings", async () => {
    const { id } = await inReview();
    await record(id, found(['I.3']), 1, 'pharmacist');
    const headers = { 'if-match': '"2"' };
    const keys = { license: { number: '1', state: 'TX', specialty: 'Oncology' } };
    const body = { ...DENIAL, ...keys, letterDigest: '0'.repeat(64) };
    const call = { body, headers, role: 'medical-director' };
    const refused = await api.call('POST', `/v1/cases/${id}/decision`, call);
    expect([refused.status, refused.problem.code]).toEqual([409, 'findings-needed']);
  });

  it('is based on a criterion that they found not met before they saw the result', async () => {
    const { id } = await inReview();
    await record(id, found());
    // Now they see that the check says otherwise, and follow it.
    await record(id, found(['I.3']), 2);
    const { shown } = await view(id, 'medical-director');
    expect(shown.findings?.criteria.at(-1)).toMatchObject({
      own: { finding: 'met' },
      changedTo: { finding: 'not-met' },
    });
    const call = { body: DENIAL, headers: { 'if-match': '"3"' }, role: 'medical-director' };
    const refused = await api.call('POST', `/v1/cases/${id}/decision/preview`, call);
    expect([refused.status, refused.faulty]).toEqual([422, ['clauses']]);
    expect(refused.problem.errors?.[0]?.code).toBe('no-own-finding');
  });

  it('can name a condition below that criterion', async () => {
    const facts = { ...MET, bortezomib: { clinicallyInappropriate: false } };
    const { id } = await inReview(facts);
    await record(id, found(['I.1']));
    const denial = { ...DENIAL, clauses: ['I.1.a.ii'], rationale: 'Bortezomib fits.' };
    expect((await deny(id, 2, denial)).shown.status).toBe('denied');
  });
});

describe('elsewhere', () => {
  it('a denial says that the result was shown', async () => {
    const { id } = (await send(api, bodyOf(TOO_MANY_CAPSULES))).shown;
    const { shown } = await deny(id, 1);
    expect(shown.jurisdiction).toBeNull();
    expect(shown.decision?.enginePart).toEqual({
      part: 'shown-to-reviewer',
      guideline: { id: 'ixazomib', version: '2024-10-01' },
      outcome: 'criteria-not-met',
      compared: [],
    });
  });

  it("Medicare Advantage follows its own law, not the member's state", async () => {
    const body = { ...inTexas(), lineOfBusiness: 'medicare-advantage' };
    const { shown } = await send(api, body);
    expect(shown.jurisdiction).toMatchObject({ state: 'TX', findingsFirst: null });
    expect(shown.determination.outcome).toBe('criteria-not-met');
  });
});

it('what meets the criteria is approved by the software, as anywhere', async () => {
  const { shown } = await send(api, inTexas(MET));
  expect(shown).toMatchObject({ status: 'approved', decision: { by: { role: 'software' } } });
});

it('missing information is asked for, and named while it is awaited', async () => {
  const { shown } = await send(api, inTexas(ONE_MISSING));
  expect(shown.status).toBe('pending-information');
  expect(shown.missing.map(({ fact }) => fact)).toEqual(['diagnosis.symptomatic']);
  expect(shown.determination.outcome).toBe('withheld');
});

it('a reviewer may approve without findings', async () => {
  const { id } = await inReview();
  const call = {
    body: { decision: 'approve', rationale: 'Two specialists agree.' },
    headers: { 'if-match': '"1"' },
    role: 'pharmacist',
  };
  const preview = await api.call('POST', `/v1/cases/${id}/decision/preview`, call);
  expect(letterPreview.parse(preview.body).letterDigest).toBeNull();
  expect((await api.call('POST', `/v1/cases/${id}/decision`, call)).shown.status).toBe('approved');
});

it('refuses a state that is none', async () => {
  const { status, faulty } = await send(api, inTexas(MET, 'XX'));
  expect([status, faulty]).toEqual([422, ['member.state']]);
});
