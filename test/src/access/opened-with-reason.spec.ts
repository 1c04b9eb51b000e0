import { caseAccess, caseAccessPage, timeline } from '@assent/contracts';
import { startApi, type Answer, type ApiServer } from '../api/api-server';
import { filed, deniedCase } from '../support/appeals';
import { TOO_MANY_CAPSULES } from '../support/facts';
import { opened } from '../support/requests';
import { openSql } from '../record/sql';
import { NOT_MINE } from './scene';

const NOW = '2026-11-22T15:00:00.000Z';
const REASON = { reason: 'Covers for Pia, who is ill.' };

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
beforeEach(() => api.desk.clock.set(NOW));
afterAll(() => api.stop());

const inReview = async () => (await opened(api.desk.ports, { facts: TOO_MANY_CAPSULES })).record.id;

async function asOutsider(
  method: string,
  path: string,
  body?: object,
  { subject = 'omar', role = 'pharmacist', ...headers }: Record<string, string> = {},
): Promise<Answer> {
  const authorization = await api.authorizationIn(NOT_MINE, role, subject);
  return api.call(method, path, { headers: { authorization, ...headers }, body });
}

const openIt = (id: string, as: Record<string, string> = {}) =>
  asOutsider('POST', `/v1/cases/${id}/access`, REASON, as);

test('a case of another line of business says how to open it', async () => {
  const id = await inReview();
  const { status, problem } = await asOutsider('GET', `/v1/cases/${id}`);
  expect({ status, code: problem.code, caseId: problem.caseId }).toEqual({
    status: 403,
    code: 'another-line',
    caseId: id,
  });
  expect(problem.detail).toContain(`send a reason to POST /v1/cases/${id}/access`);
});

test('opens to the person who states a reason, and to no other', async () => {
  const id = await inReview();
  const { status, body } = await openIt(id);
  expect(status).toBe(201);
  expect(caseAccess.parse(body)).toMatchObject({
    caseId: id,
    lineOfBusiness: 'commercial',
    by: { subject: 'omar', role: 'pharmacist' },
    reason: REASON.reason,
    at: NOW,
    until: '2026-11-22T23:00:00.000Z',
  });
  expect((await asOutsider('GET', `/v1/cases/${id}`)).status).toBe(200);
  expect((await asOutsider('GET', `/v1/cases/${id}`, undefined, { subject: 'lea' })).status).toBe(
    403,
  );
});

test('needs a reason', async () => {
  const id = await inReview();
  for (const reason of ['', '   ', undefined]) {
    const answer = await asOutsider('POST', `/v1/cases/${id}/access`, { reason });
    expect([answer.status, answer.faulty]).toEqual([422, ['reason']]);
  }
  expect((await asOutsider('GET', `/v1/cases/${id}`)).status).toBe(403);
});

test('lets the person do what their role does with a case of their own, for its time', async () => {
  const id = await inReview();
  await openIt(id);
  const claimed = await asOutsider('POST', `/v1/cases/${id}/claim`, {});
  expect(claimed.shown.assignee).toBe('omar');
  api.desk.clock.set('2026-11-22T22:59:59.999Z');
  expect((await asOutsider('GET', `/v1/cases/${id}/timeline`)).status).toBe(200);
  api.desk.clock.set('2026-11-22T23:00:00.000Z');
  expect((await asOutsider('GET', `/v1/cases/${id}/timeline`)).status).toBe(403);
});

test('stays out of lists while it is open', async () => {
  const id = await inReview();
  await openIt(id);
  const { body } = await asOutsider('POST', '/v1/cases/search', { queue: 'all' });
  expect(JSON.stringify(body)).not.toContain(id);
});

test('is on the timeline and in the audit entries, and changes nothing of the case', async () => {
  const id = await inReview();
  const before = await api.desk.ports.records.case(id);
  await openIt(id);
  expect(await api.desk.ports.records.case(id)).toEqual(before);
  const { body } = await api.call('GET', `/v1/cases/${id}/timeline`);
  expect(timeline.parse(body).items.at(-1)).toMatchObject({
    type: 'opened-with-reason',
    actor: { subject: 'omar', role: 'pharmacist' },
    details: { reason: REASON.reason },
    summary:
      'Opened by a person of another line of business, with a reason, until November 22, 2026 at 6:00 PM Eastern Time.',
  });
  const entries = await api.desk.records.database.auditEntry.findMany({ where: { caseId: id } });
  expect(entries.at(-1)).toMatchObject({
    actor: 'omar',
    role: 'pharmacist',
    action: 'open-with-reason',
    caseVersion: before?.version,
  });
});

test('sent again under its key is the same opening', async () => {
  const id = await inReview();
  const key = { 'idempotency-key': `access-${id}` };
  const first = await openIt(id, key);
  const before = await api.stored();
  expect((await openIt(id, key)).body).toEqual(first.body);
  expect(await api.stored()).toBe(before);
  const other = await asOutsider('POST', `/v1/cases/${id}/access`, { reason: 'Another.' }, key);
  expect([other.status, other.problem.code]).toEqual([422, 'idempotency-key-reused']);
});

test('is not needed for a case of the own lines of business', async () => {
  const id = await inReview();
  const { status, problem } = await api.call('POST', `/v1/cases/${id}/access`, { body: REASON });
  expect([status, problem.code]).toEqual([409, 'access-not-needed']);
});

test('answers that there is no such case', async () => {
  const answer = await openIt(crypto.randomUUID());
  expect([answer.status, answer.problem.code]).toEqual([404, 'case-not-found']);
});

test('does not keep a medical director from deciding the appeal', async () => {
  const id = await deniedCase(api.desk.ports);
  const director = { subject: 'lea', role: 'medical-director' };
  await openIt(id, director);
  const appeal = await filed(api.desk.ports, id);
  const answer = await asOutsider(
    'POST',
    `/v1/appeals/${appeal.id}/decision`,
    { decision: 'overturn', rationale: 'The dose is supported.' },
    { ...director, 'if-match': '"1"' },
  );
  expect(answer.status).toBe(200);
});

describe('the list of openings', () => {
  test('shows auditors who opened which case and why, newest first, in pages', async () => {
    const [first, second] = [await inReview(), await inReview()];
    await openIt(first);
    api.desk.clock.set('2026-11-22T15:00:01.000Z');
    await openIt(second);
    const page = async (query: string) =>
      caseAccessPage.parse(
        (await api.call('GET', `/v1/access?${query}`, { role: 'auditor' })).body,
      );
    const { items, nextCursor } = await page('limit=1');
    expect(items.map(({ caseId }) => caseId)).toEqual([second]);
    const next = await page(`limit=1&cursor=${encodeURIComponent(nextCursor ?? '')}`);
    expect(next.items.map(({ caseId }) => caseId)).toEqual([first]);
    const ofOne = await page(`caseId=${first}`);
    expect(ofOne.items).toEqual(next.items);
  });

  test.each(['intake', 'pharmacist', 'medical-director', 'admin'])(
    'is not for %s',
    async (role) => {
      expect((await api.call('GET', '/v1/access', { role })).problem.code).toBe('role-not-allowed');
    },
  );
});

test('the record keeps openings as they were', async () => {
  await openIt(await inReview());
  const owner = await openSql(api.desk.databaseUrl);
  try {
    for (const statement of [
      `UPDATE case_access SET open_until = open_until + interval '1 year'`,
      `UPDATE case_access SET reason = 'none'`,
      'DELETE FROM case_access',
      'TRUNCATE case_access',
    ]) {
      expect(await owner.refusalOf(statement)).toMatchObject({ code: 'AS001' });
    }
    const row = `'${crypto.randomUUID()}', (SELECT id FROM pa_case LIMIT 1), 'omar', 'pharmacist'`;
    expect(
      await owner.refusalOf(
        `INSERT INTO case_access VALUES (${row}, '  ', now(), now() + interval '1 hour')`,
      ),
    ).toMatchObject({ rule: 'an_opened_case_says_why' });
    expect(
      await owner.refusalOf(`INSERT INTO case_access VALUES (${row}, 'Ill.', now(), now())`),
    ).toMatchObject({ rule: 'an_opened_case_is_open_for_a_time' });
  } finally {
    await owner.close();
  }
});
