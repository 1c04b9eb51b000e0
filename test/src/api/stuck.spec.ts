import { until } from '@assent/local';
import { casePage, repairAnswer, stuckBoard } from '@assent/contracts';
import { WorkflowsUnreachable, type WorkflowInspector } from '@assent/application';
import { openDesk } from '../support/desk';
import { ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { deliverDue, makeMemberLetters } from '../support/letters';
import { startApi, type Answer, type ApiServer, type ShownCase } from './api-server';
import { bodyOf, send } from './bodies';

const NO_CASE = '/v1/cases/01a2065c-5e76-7a37-b4fe-e17be6203709/repair';

let api: ApiServer;
let waiting: ShownCase;
let unclaimed: ShownCase;

beforeAll(async () => {
  api = await startApi();
  waiting = (await send(api, bodyOf(ONE_MISSING))).shown;
  unclaimed = (await send(api, bodyOf(TOO_MANY_CAPSULES))).shown;
  api.desk.clock.set(new Date(Date.parse('2026-11-22T15:00:00Z') + 37 * 3_600_000));
  await api.desk.records.database.$executeRaw`
    UPDATE outbox SET written_at = now() - interval '1 minute' WHERE subject = ${waiting.id}`;
  await deliverDue(api.desk);
  await makeMemberLetters(api.desk);
});
afterAll(() => api.stop());

async function checked() {
  return stuckBoard.parse((await api.call('POST', '/v1/stuck/check')).body);
}

test('shows stuck cases by cause, the most serious first, as of the last check', async () => {
  const board = await checked();
  expect(board.groups.map(({ cause, count }) => [cause, count])).toEqual([
    ['outbox-failing', 1],
    ['review-unclaimed', 1],
  ]);
  expect(board.reachable).toBe(false);
  const { body } = await api.call('GET', '/v1/stuck', { role: 'auditor' });
  expect(body).toEqual(board);
});

test('shows what each case waits for and who has it', async () => {
  const { groups } = await checked();
  const shown = groups.flatMap(({ cases }) => cases).find(({ id }) => id === waiting.id);
  expect(shown).toMatchObject({
    number: waiting.number,
    memberName: `${waiting.request.member.givenName} ${waiting.request.member.familyName}`,
    prescriberName: waiting.request.prescriber.name,
    stuck: { cause: 'outbox-failing', repair: 'send-again', waitsFor: 'software' },
  });
});

test('lists stuck cases, and the others', async () => {
  await checked();
  const ids = async (stuck: boolean) => {
    const { body } = await api.call('GET', `/v1/cases?stuck=${stuck}`);
    return casePage.parse(body).items.map(({ id }) => id);
  };
  expect((await ids(true)).sort()).toEqual([waiting.id, unclaimed.id].sort());
  expect(await ids(false)).toEqual([]);
});

test('says what a repair did and that it did not help', async () => {
  await checked();
  const { body } = await api.call('POST', `/v1/cases/${waiting.id}/repair`);
  expect(repairAnswer.parse(body)).toMatchObject({
    did: 'send-again',
    moved: false,
    stuck: { cause: 'outbox-failing' },
  });
});

test('shows a repair and who started it on the timeline', async () => {
  await api.call('POST', `/v1/cases/${waiting.id}/repair`, { role: 'admin' });
  const { body } = await api.call('GET', `/v1/cases/${waiting.id}/timeline`);
  expect(body).toMatchObject({
    items: expect.arrayContaining([
      expect.objectContaining({
        type: 'repaired',
        actor: { subject: 'admin-1', role: 'admin' },
        summary: 'Stuck case repaired: pending messages sent again.',
      }),
    ]) as unknown,
  });
});

test('answers that a nonexistent case is not found', async () => {
  const { status, problem } = await api.call('POST', NO_CASE);
  expect([status, problem.code]).toEqual([404, 'case-not-found']);
});

test('repairs nothing for a person who only reads', async () => {
  const { status } = await api.call('POST', `/v1/cases/${waiting.id}/repair`, { role: 'auditor' });
  expect(status).toBe(403);
});

test.each(['/v1/stuck/check', NO_CASE])(
  '%s accepts a body without members, or none',
  async (path) => {
    const { status, faulty } = await api.call('POST', path, { body: { all: true } });
    expect([status, faulty]).toEqual([422, ['all']]);
  },
);

describe('a long check', () => {
  let slow: ApiServer;
  let begun = 0;
  let release: () => void;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });

  beforeAll(async () => {
    const desk = await openDesk();
    const workflows: WorkflowInspector = {
      answers: async () => {
        begun += 1;
        await held;
        return false;
      },
      patience: () => () => true,
      ringsBy: () => Promise.resolve(true),
      look: () => Promise.reject(new WorkflowsUnreachable('there is no Temporal in this test')),
      idOf: () => 'none',
    };
    const repairing = {
      stuck: desk.records.stuck,
      ...{ workflows, looks: new Map(), soon: (holds: () => Promise<boolean>) => holds() },
    };
    slow = await startApi({ repairing }, desk);
  });
  afterAll(() => slow.stop());

  test('is shared by all who ask, and does not delay readers', async () => {
    const asked = Array.from({ length: 40 }, () => slow.call('POST', '/v1/stuck/check'));
    expect(await until(() => begun === 1, { timeoutMs: 20_000 })).toBe(true);
    const reads = Array.from({ length: 40 }, () => slow.call('GET', '/v1/cases'));
    expect(statuses(await Promise.all(reads))).toEqual([200]);
    expect(begun).toBe(1);
    release();
    expect(statuses(await Promise.all(asked))).toEqual([200]);
    expect(begun).toBe(2);
  }, 60_000);

  test('is refused while another copy of the software runs one', async () => {
    await slow.desk.records.database.$executeRaw`
      UPDATE reconciliation SET checker = gen_random_uuid(), checker_until = now() + interval '1 hour'`;
    const { status, problem } = await slow.call('POST', '/v1/stuck/check');
    expect([status, problem.code]).toEqual([409, 'check-under-way']);
  });

  const statuses = (answers: readonly Answer[]) => [
    ...new Set(answers.map(({ status }) => status)),
  ];
});
