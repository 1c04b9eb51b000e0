import { appeal, determinationReport, timeline } from '@assent/contracts';
import type { z } from 'zod';
import { LICENSE, unique } from '../support/requests';
import { deniedInTexas, found } from '../support/texas';
import { startApi, type Answer, type ApiServer } from './api-server';
import { openDocuments } from './bodies';

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

type Shown = z.output<typeof appeal>;

const WORKERS = ['intake', 'admin', 'pharmacist', 'medical-director'];

/** A medical director who took no part in the case. */
const DIRECTOR = 'medical-director';

const UPHOLD = {
  decision: 'uphold',
  rationale: 'The label allows three capsules.',
  license: LICENSE,
};
const PART = { ...UPHOLD, decision: 'partly-overturn', approve: { months: 2 } };
const OVERTURN = { decision: 'overturn', rationale: 'The dose is supported.' };

/** What tells that a criterion is not met, or that the check says so. */
const TOLD = /not[- ]met|could be approved/i;

const denied = () => deniedInTexas(api.desk.ports);

async function filed(caseId: string, urgency = 'standard'): Promise<Shown> {
  const body = { by: 'member', urgency, reason: 'The dose helped before.' };
  return appeal.parse((await api.call('POST', `/v1/cases/${caseId}/appeals`, { body })).body);
}

async function appealed(urgency = 'standard'): Promise<Shown> {
  return filed(await denied(), urgency);
}

const view = async ({ id }: Pick<Shown, 'id'>, role = DIRECTOR): Promise<Shown> =>
  appeal.parse((await api.call('GET', `/v1/appeals/${id}`, { role })).body);

async function command(
  { id }: Pick<Shown, 'id'>,
  name: string,
  body: object,
  role = DIRECTOR,
): Promise<Answer> {
  const { version } = await view({ id }, 'auditor');
  const headers = { 'if-match': `"${version}"` };
  return api.call('POST', `/v1/appeals/${id}/${name}`, { body, headers, role });
}

const record = (of: Pick<Shown, 'id'>, findings = found(), role = DIRECTOR) =>
  command(of, 'findings', { findings }, role);

async function upload(caseId: string): Promise<void> {
  const form = new FormData();
  form.set('file', new Blob([`A note of ${unique()}.`], { type: 'text/plain' }), 'note.txt');
  const answer = await fetch(`${api.url}/v1/cases/${caseId}/documents`, {
    method: 'POST',
    headers: { authorization: await api.authorization('intake') },
    body: form,
  });
  expect(answer.status).toBe(201);
}

describe('before who decides an appeal has found', () => {
  it.each(WORKERS)('nothing about the case or the appeal tells %s a result', async (role) => {
    const caseId = await denied();
    const { id } = await filed(caseId);
    for (const path of [
      `/v1/cases/${caseId}`,
      `/v1/cases/${caseId}/timeline`,
      `/v1/appeals/${id}`,
      `/v1/appeals?caseId=${caseId}`,
      '/v1/appeals',
      `/v1/cases/${caseId}/changes-needed`,
    ]) {
      const answer = await api.fetch('GET', path, { role });
      const said = await answer.text();
      expect([path, TOLD.exec(said)]).toEqual([path, null]);
    }
    const { shown } = await api.call('GET', `/v1/cases/${caseId}`, { role });
    expect(shown).toMatchObject({
      status: 'denied',
      determination: { outcome: 'withheld', clauses: { verdict: 'withheld' } },
      decision: { decision: 'deny', clauses: ['I.3'], enginePart: null },
      findings: { withheld: true, others: [] },
    });
    expect(await view({ id }, role)).toMatchObject({ findings: { withheld: true, others: [] } });
  });

  it('who may come to decide an appeal does not see the results of the denied case either', async () => {
    const caseId = await denied();
    const shownTo = async (role: string) =>
      (await api.call('GET', `/v1/cases/${caseId}`, { role })).shown.determination.outcome;
    expect(await shownTo(DIRECTOR)).toBe('withheld');
    expect(await shownTo('intake')).toBe('criteria-not-met');
  });

  it('an auditor sees all of it', async () => {
    const caseId = await denied();
    const { id } = await filed(caseId);
    const { shown } = await api.call('GET', `/v1/cases/${caseId}`, { role: 'auditor' });
    expect(shown.determination.outcome).toBe('criteria-not-met');
    expect((await view({ id }, 'auditor')).findings).toMatchObject({ withheld: false });
  });

  it.each(['standard', 'expedited'])(
    'a %s appeal is not upheld, in full or in part, and says what to do',
    async (urgency) => {
      const { id, caseId } = await appealed(urgency);
      for (const decision of [UPHOLD, PART]) {
        const refused = await command({ id }, 'decision', decision);
        expect([refused.status, refused.problem.code]).toEqual([409, 'findings-needed']);
        expect(refused.problem).toMatchObject({ caseId });
        expect(refused.problem.detail).toMatch(
          /^record your own finding for each criterion on this appeal before you uphold .*: I\.S, I\.B, I\.1, I\.2, I\.3; or overturn the denial$/,
        );
      }
      const overturned = await command({ id }, 'decision', OVERTURN);
      expect(appeal.parse(overturned.body)).toMatchObject({
        status: 'overturned',
        decision: { enginePart: null },
      });
    },
  );
});

describe('findings on an appeal', () => {
  it('open the results to who found, and to no one else', async () => {
    const { id, caseId } = await appealed();
    const { status, body } = await record({ id }, found(['I.3', 'I.2']));
    expect(status).toBe(200);
    const { findings } = appeal.parse(body);
    expect(findings).toMatchObject({ withheld: false, others: [] });
    expect(findings?.criteria.map(({ own, engine }) => [own?.finding, engine])).toEqual([
      ['met', 'met'],
      ['met', 'met'],
      ['met', 'met'],
      ['not-met', 'met'],
      ['not-met', 'not-met'],
    ]);
    const path = `/v1/cases/${caseId}`;
    const { shown } = await api.call('GET', path, { role: DIRECTOR });
    expect(shown.determination.outcome).toBe('criteria-not-met');
    expect(shown.findings).toMatchObject({ withheld: false, others: [{ items: found() }] });
    const other = await api.call('GET', path, { role: 'pharmacist' });
    expect(other.shown.determination.outcome).toBe('withheld');
    const events = timeline.parse(
      (await api.call('GET', `${path}/timeline`, { role: 'pharmacist' })).body,
    ).items;
    expect(events.at(-1)).toMatchObject({ type: 'appeal-findings-recorded' });
    expect(events.at(-1)?.details).not.toHaveProperty('findings');
  });

  it('are compared with the results once the denial is upheld, and both are kept', async () => {
    const { id, caseId } = await appealed();
    await record({ id }, found(['I.3', 'I.2']));
    const { body } = await command({ id }, 'decision', UPHOLD);
    const { decision } = appeal.parse(body);
    expect(decision?.enginePart).toMatchObject({
      part: 'not-shown-before-findings',
      outcome: 'criteria-not-met',
    });
    expect(decision?.enginePart?.compared).toContainEqual({
      criterion: 'I.2',
      finding: 'not-met',
      changedTo: null,
      engine: 'met',
    });
    const report = await api.call(
      'GET',
      '/v1/reports/determinations?from=2026-01-01&to=2027-12-31',
      { role: 'auditor' },
    );
    const [all] = determinationReport.parse(report.body).rows;
    expect(all?.upheldAfterFindings).toBeGreaterThan(0);
    const { shown } = await api.call('GET', `/v1/cases/${caseId}`, { role: 'intake' });
    expect(shown.determination.outcome).toBe('criteria-not-met');
  });

  it('are needed for a part, too', async () => {
    const { id } = await appealed();
    await record({ id }, found([]));
    const { body } = await command({ id }, 'decision', PART);
    expect(appeal.parse(body)).toMatchObject({
      status: 'partly-overturned',
      decision: { enginePart: { part: 'not-shown-before-findings' } },
    });
  });

  it('uphold nothing that who found by themselves found met', async () => {
    const { id } = await appealed();
    await record({ id }, found([]));
    // Now they see that the check says otherwise, and follow it.
    await record({ id }, found(['I.3']));
    const refused = await command({ id }, 'decision', UPHOLD);
    expect([refused.status, refused.faulty]).toEqual([422, ['decision']]);
    expect(refused.problem.errors?.[0]?.code).toBe('no-own-finding');
  });

  it('are void once a document comes in', async () => {
    const { id, caseId } = await appealed();
    await record({ id });
    await upload(caseId);
    const { findings } = await view({ id });
    expect(findings?.withheld).toBe(true);
    expect(findings?.criteria.every(({ stale, own }) => stale && own === null)).toBe(true);
    const refused = await command({ id }, 'decision', UPHOLD);
    expect(refused.problem.code).toBe('findings-needed');
    await record({ id });
    await openDocuments(api, caseId);
    expect(appeal.parse((await command({ id }, 'decision', UPHOLD)).body).status).toBe('upheld');
  });

  it('are only for a medical director who took no part, on each criterion once', async () => {
    const { id } = await appealed();
    expect((await record({ id }, found(), 'intake')).status).toBe(403);
    expect((await record({ id }, found(), 'pharmacist')).problem.code).toBe('role-not-allowed');
    const lacking = await record({ id }, found().slice(1));
    expect([lacking.status, lacking.faulty]).toEqual([422, ['findings']]);
    const changed = await api.call('POST', `/v1/appeals/${id}/findings`, {
      body: { findings: found() },
      headers: { 'if-match': '"7"' },
      role: DIRECTOR,
    });
    expect(changed.problem.code).toBe('appeal-changed');
  });

  it('are refused once the appeal is decided', async () => {
    const { id } = await appealed();
    await command({ id }, 'decision', OVERTURN);
    expect((await record({ id })).problem.code).toBe('appeal-closed');
  });
});

test('the case file has findings beside results, and neither for who has yet to find', async () => {
  const { id } = await appealed();
  const digestOf = async (role: string) => {
    const answer = await api.fetch('GET', `/v1/appeals/${id}/file`, { role });
    expect(answer.status).toBe(200);
    await answer.arrayBuffer();
    return answer.headers.get('etag');
  };
  const whole = await digestOf('auditor');
  expect(await digestOf(DIRECTOR)).not.toBe(whole);
  expect(await digestOf('auditor')).toBe(whole);
});
