import { authorization, timeline } from '@assent/contracts';
import { MET, RESPONDING } from '../support/facts';
import { startApi, type ApiServer } from './api-server';
import { bodyOf, send } from './bodies';

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

async function authorized() {
  const { shown } = await send(api, bodyOf());
  return { case: shown, member: shown.request.member, number: shown.authorization?.number ?? '' };
}

const END = { reason: 'therapy-stopped', lastDay: '2026-12-31', note: 'The office called.' };
const end = (number: string, body: unknown = END, headers = {}) =>
  api.call('POST', `/v1/authorizations/${number}/end`, { body, headers });

test('ends an authorization early, and shows that everywhere it appears', async () => {
  const { case: origin, member, number } = await authorized();
  const { status, body } = await end(number);
  expect(status).toBe(200);
  expect(authorization.parse(body)).toMatchObject({
    number,
    status: 'ended',
    endedOn: '2026-12-31',
    endReason: 'therapy-stopped',
    period: { start: '2026-11-22', end: '2027-05-21' },
  });
  const shown = await api.call('GET', `/v1/cases/${origin.id}`);
  expect(shown.shown.authorization).toEqual(body);
  const { items } = timeline.parse((await api.call('GET', `/v1/cases/${origin.id}/timeline`)).body);
  expect(items.at(-1)?.summary).toBe(
    `Authorization ${number} ended: therapy stopped, last day of coverage December 31, 2026.`,
  );
  const listed = await Promise.all(
    ['/v1/reminders', '/v1/renewals', '/v1/authorizations?expiringBefore=2028-01-01'].map((path) =>
      api.call('GET', path),
    ),
  );
  expect(JSON.stringify(listed.map((answer) => answer.body))).not.toContain(number);
  const duplicates = await api.call('POST', '/v1/cases/duplicates', {
    body: { memberId: member.memberId, drug: 'ixazomib' },
  });
  expect(duplicates.body).toMatchObject({ authorizations: [] });
});

test.each([
  ['reason', { ...END, reason: 'because' }],
  ['lastDay', { ...END, lastDay: '2027-02-30' }],
  ['lastDay', { ...END, lastDay: '2027-05-22' }],
  ['until', { ...END, until: '2026-12-31' }],
])('refuses an error at %s', async (path, body) => {
  const { number } = await authorized();
  const answer = await end(number, body);
  expect([answer.status, answer.faulty]).toEqual([422, [path]]);
});

test('ends it once under its key', async () => {
  const { number } = await authorized();
  const headers = { 'idempotency-key': `end-${number}` };
  const first = await end(number, END, headers);
  expect((await end(number, END, headers)).body).toEqual(first.body);
  const again = await end(number);
  expect([again.status, again.problem.authorization]).toEqual([409, number]);
  expect((await end('AU-22222-22222')).status).toBe(404);
});

test('names the authorization that already answers a request', async () => {
  const { member, number } = await authorized();
  const repeated = await send(api, bodyOf(MET, { member }));
  expect([repeated.status, repeated.problem.authorization]).toEqual([409, number]);
  const renewal = bodyOf(RESPONDING, { requestType: 'continuation', member });
  const { shown } = await send(api, renewal);
  const second = await send(api, renewal);
  expect([second.status, second.problem.authorization]).toEqual([409, shown.authorization?.number]);
});

test('shows what prevents automatic approval, and names it in the timeline', async () => {
  const { member, number } = await authorized();
  const dosing = { capsuleStrengthMg: 3, capsulesPer28Days: 3 };
  const { shown } = await send(api, bodyOf({ ...MET, dosing }, { member }));
  expect(shown).toMatchObject({
    status: 'in-review',
    review: { reason: 'hold' },
    holds: [{ id: 'already-covered', authorization: number }],
  });
  const { body } = await api.call('GET', `/v1/cases/${shown.id}/timeline`);
  expect(timeline.parse(body).items.at(-1)?.summary).toBe(
    `Sent to clinical review: authorization ${number} is approved from November 22, 2026 through May 21, 2027; this request differs: capsule strength 3 mg instead of 4 mg.`,
  );
});
