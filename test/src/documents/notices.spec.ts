import { randomUUID } from 'node:crypto';
import { LetterNotAccepted } from '@assent/application';
import { noticeList } from '@assent/contracts';
import { startApi, type ApiServer } from '../api/api-server';
import { MET, ONE_MISSING } from '../support/facts';
import { deliverDue, lettersOf } from '../support/letters';
import { caseOf } from './uploads';

let api: ApiServer;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

async function noticesOf(caseId: string) {
  const { body } = await api.call('GET', `/v1/cases/${caseId}/notices`, { role: 'auditor' });
  return noticeList.parse(body).items;
}

it('shows a notice word for word as it was sent', async () => {
  const caseId = await caseOf(api, ONE_MISSING);
  const [letter] = await lettersOf(api.desk, caseId);
  const [notice] = await noticesOf(caseId);
  expect(notice).toMatchObject({
    id: letter?.id,
    kind: 'information-request',
    to: 'office@example.org',
    subject: letter?.subject,
    text: letter?.text,
    sentAt: (await api.desk.ports.clock.now()).toISOString(),
    attempts: 1,
    lastError: null,
  });
});

it('shows the number of attempts, and what the mail system said', async () => {
  const caseId = await caseOf(api, ONE_MISSING);
  await deliverDue(api.desk, { send: () => Promise.reject(new LetterNotAccepted('450')) });
  const [notice] = await noticesOf(caseId);
  const lastError = 'The mail server did not accept the letter (450).';
  expect(notice).toMatchObject({ sentAt: null, to: null, attempts: 1, lastError });
});

it('also shows the reminders of the authorization, in the order in which they are due', async () => {
  const notices = await noticesOf(await caseOf(api, MET));
  expect(notices.map(({ kind, daysBefore }) => [kind, daysBefore])).toEqual([
    ['approval', null],
    ['renewal-reminder', 60],
    ['renewal-reminder', 30],
    ['renewal-reminder', 14],
    ['renewal-reminder', 7],
  ]);
});

it('shows nothing for a nonexistent case', async () => {
  const { problem } = await api.call('GET', `/v1/cases/${randomUUID()}/notices`);
  expect(problem.code).toBe('case-not-found');
});

describe('the contact of a prescriber', () => {
  const change = (caseId: string, body: object, headers: Record<string, string> = {}) =>
    api.call('PATCH', `/v1/cases/${caseId}/prescriber`, { role: 'intake', body, headers });

  it('can be changed from the version that was read, and once under one key', async () => {
    const caseId = await caseOf(api, ONE_MISSING);
    const email = 'new@example.org';
    const unversioned = await change(caseId, { email });
    const sent = { 'if-match': '"1"', 'idempotency-key': randomUUID() };
    const changed = await change(caseId, { email }, sent);
    const repeated = await change(caseId, { email }, sent);
    const stale = await change(caseId, { email: 'late@example.org' }, { 'if-match': '"1"' });
    expect([unversioned.problem.code, stale.problem.code]).toEqual([
      'version-required',
      'case-changed',
    ]);
    expect([changed.status, repeated.status]).toEqual([200, 200]);
    expect(repeated.body).toMatchObject({ version: 2, request: { prescriber: { email } } });
  });

  it.each([
    ['no address', { email: 'office@example.org.' }, 'email'],
    ['nothing', {}, ''],
    ['another member', { email: 'new@example.org', fax: '+13055550100' }, 'fax'],
  ])('is refused with %s', async (_what, body, path) => {
    const { problem } = await change(await caseOf(api, ONE_MISSING), body, { 'if-match': '"1"' });
    expect([problem.status, problem.errors?.map((each) => each.path)]).toEqual([422, [path]]);
  });
});
