import {
  clocksOf,
  evaluateCase,
  expediteAppeal,
  forwardAppeal,
  passAppealDeadline,
  recordExternalOutcome,
  withdrawAppeal,
} from '@assent/application';
import { appealLedger, type Appeal } from '@assent/domain';
import { plannedWork } from '@assent/persistence';
import { decideOn, deniedCase, filed } from '../support/appeals';
import { openDesk, type Desk } from '../support/desk';
import { accepted, INTAKE, PHARMACIST } from '../support/requests';

const NOW = '2026-11-24T15:00:00Z';
const MEDICARE = { lineOfBusiness: 'medicare-advantage' } as const;
const HOUR = 3_600_000;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clock.set(NOW));
afterAll(() => desk.close());

const follow = (caseId: string) => evaluateCase(desk.ports)(caseId);
const pass = (caseId: string) => passAppealDeadline(desk.ports)(caseId);
const stored = async ({ id }: Appeal) => {
  const found = await desk.ports.records.appeal(id);
  if (!found) throw new Error('there is no such appeal');
  return found;
};
const command = async (appeal: Appeal) => ({
  id: appeal.id,
  actor: INTAKE,
  version: (await stored(appeal)).version,
});
const escalations = async (caseId: string) =>
  (await desk.ports.records.events(caseId))
    .filter(({ type }) => type === 'appeal-escalated')
    .map(({ details: { owed, appeal } }) => [owed, appeal]);
const later = (instant: Date, milliseconds = 1) =>
  desk.clock.set(new Date(instant.getTime() + milliseconds));

async function appealed(overrides: Parameters<typeof deniedCase>[1] = MEDICARE) {
  const caseId = await deniedCase(desk.ports, overrides);
  return { caseId, appeal: await filed(desk.ports, caseId) };
}

it('a denied case ends its workflow, until it is appealed', async () => {
  const caseId = await deniedCase(desk.ports);
  expect(await follow(caseId)).toMatchObject({ open: false, next: null, dueAt: null });
  const { dueAt } = await filed(desk.ports, caseId);
  expect(await follow(caseId)).toMatchObject({
    status: 'denied',
    open: true,
    dueAt,
    next: { action: 'escalate-appeal', at: dueAt },
  });
});

it('a missed decision is escalated once, and nothing is decided', async () => {
  const { caseId, appeal } = await appealed({});
  later(appeal.dueAt, -1);
  await pass(caseId);
  expect(await escalations(caseId)).toEqual([]);
  later(appeal.dueAt);
  expect(await pass(caseId)).toMatchObject({ open: true, next: null, dueAt: appeal.dueAt });
  await pass(caseId);
  await Promise.all([pass(caseId), pass(caseId), pass(caseId)]);
  expect(await escalations(caseId)).toEqual([['decision', appeal.number]]);
  expect(await stored(appeal)).toMatchObject({
    status: 'open',
    version: 2,
    escalatedAt: await desk.clock.now(),
    decision: null,
  });
});

it('is work that the sandbox clock waits for, and stops at', async () => {
  const { caseId, appeal } = await appealed();
  const work = plannedWork(desk.records.database);
  const { dueAt } = appeal;
  expect(await work.nextAfter(new Date(dueAt.getTime() - 1))).toEqual(dueAt);
  const before = await work.unfinishedBy(dueAt);
  desk.clock.set(dueAt);
  await pass(caseId);
  expect(await work.unfinishedBy(dueAt)).toBe(before - 1);
  expect(await work.nextAfter(new Date(dueAt.getTime() - 1))).not.toEqual(dueAt);
});

it('of several at once, there is one', async () => {
  const { caseId, appeal } = await appealed();
  later(appeal.dueAt);
  await Promise.all(Array.from({ length: 5 }, () => pass(caseId)));
  expect(await escalations(caseId)).toHaveLength(1);
});

it('the auditor sees it, and no workflow is woken for what it did itself', async () => {
  const { caseId, appeal } = await appealed();
  later(appeal.dueAt);
  await desk.records.database.outbox.deleteMany();
  await pass(caseId);
  const [last] = await desk.records.database.auditEntry.findMany({
    where: { caseId },
    orderBy: { id: 'desc' },
    take: 1,
  });
  expect(last).toMatchObject({ action: 'pass-appeal-deadline', actor: 'assent' });
  expect(await desk.records.database.outbox.count()).toBe(0);
});

it('an appeal that becomes expedited is escalated at its sooner deadline', async () => {
  const { caseId, appeal } = await appealed({});
  const reason = 'The disease progresses.';
  const expedited = accepted(
    await expediteAppeal(desk.ports)({ ...(await command(appeal)), by: 'prescriber', reason }),
  ).appeal;
  expect(expedited.dueAt.getTime()).toBeLessThan(appeal.dueAt.getTime());
  expect((await follow(caseId)).next?.at).toEqual(expedited.dueAt);
  later(expedited.dueAt);
  await pass(caseId);
  later(appeal.dueAt);
  await pass(caseId);
  expect(await escalations(caseId)).toHaveLength(1);
});

it('a missed forwarding is escalated too, also after a decision that was late', async () => {
  const { caseId, appeal } = await appealed();
  later(appeal.dueAt);
  await pass(caseId);
  later(appeal.dueAt, HOUR);
  const upheld = accepted(await decideOn(desk.ports, appeal.id, 'uphold')).appeal;
  expect(upheld.escalatedAt).toBeNull();
  expect((await follow(caseId)).next).toEqual({ action: 'escalate-forwarding', at: upheld.dueAt });
  later(upheld.dueAt, 2 * HOUR);
  expect(await pass(caseId)).toMatchObject({ open: true, next: null });
  await pass(caseId);
  expect(await escalations(caseId)).toEqual([
    ['decision', appeal.number],
    ['forwarding', appeal.number],
  ]);
  accepted(await forwardAppeal(desk.ports)(await command(appeal)));
  expect(await follow(caseId)).toMatchObject({ open: false, next: null, dueAt: null });
});

it.each([
  ['overturned', (appeal: Appeal) => decideOn(desk.ports, appeal.id, 'overturn')],
  [
    'withdrawn',
    async (appeal: Appeal) =>
      withdrawAppeal(desk.ports)({ ...(await command(appeal)), reason: 'No longer wanted.' }),
  ],
])('an appeal that is %s in time is never escalated', async (_, end) => {
  const { caseId, appeal } = await appealed();
  accepted(await end(appeal));
  later(appeal.dueAt);
  expect(await pass(caseId)).toMatchObject({ open: false, next: null });
  expect(await escalations(caseId)).toEqual([]);
});

it('an upheld denial of an employer plan owes nothing more', async () => {
  const { caseId, appeal } = await appealed({});
  accepted(await decideOn(desk.ports, appeal.id, 'uphold'));
  expect(await follow(caseId)).toMatchObject({ open: false, next: null });
});

it('of two appeals, each has its deadline', async () => {
  const { caseId, appeal } = await appealed();
  const upheld = accepted(await decideOn(desk.ports, appeal.id, 'uphold')).appeal;
  const second = await filed(desk.ports, caseId);
  const due = [upheld, second].sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  expect((await follow(caseId)).next?.at).toEqual(due[0]?.dueAt);
  later(due[1]?.dueAt ?? new Date(), HOUR);
  expect((await pass(caseId)).next).not.toBeNull();
  const forwardBy = new Date(second.dueAt.getTime() + 24 * HOUR);
  expect((await pass(caseId)).next).toEqual({ action: 'escalate-forwarding', at: forwardBy });
  expect((await escalations(caseId)).map(([, number]) => number).sort()).toEqual(
    [upheld.number, second.number].sort(),
  );
});

describe('a Medicare Advantage appeal that is not decided in time', () => {
  const ledger = async (appeal: Appeal) =>
    appealLedger(await stored(appeal), await desk.clock.now()).map(({ kind, state, dueAt }) => [
      kind,
      state,
      dueAt,
    ]);
  const forward = async (appeal: Appeal) => forwardAppeal(desk.ports)(await command(appeal));

  it.each(['standard', 'expedited'] as const)(
    'that is %s is due at outside review 24 hours later, and is not decided',
    async (urgency) => {
      const caseId = await deniedCase(desk.ports, MEDICARE);
      const appeal = await filed(desk.ports, caseId, { urgency });
      const forwardBy = new Date(appeal.dueAt.getTime() + 24 * HOUR);
      later(appeal.dueAt);
      expect(await pass(caseId)).toMatchObject({
        open: true,
        dueAt: forwardBy,
        next: { action: 'escalate-forwarding', at: forwardBy },
      });
      expect(await stored(appeal)).toMatchObject({ status: 'open', decision: null });
      expect(await ledger(appeal)).toEqual([
        ['forwarding', 'running', forwardBy],
        ['appeal', 'missed', appeal.dueAt],
      ]);
      const [escalated] = (await desk.ports.records.events(caseId)).filter(
        ({ type }) => type === 'appeal-escalated',
      );
      expect(escalated?.details).toMatchObject({ forwardBy: forwardBy.toISOString() });
    },
  );

  it('is sent in time, which its clock keeps', async () => {
    const { caseId, appeal } = await appealed();
    later(appeal.dueAt);
    await pass(caseId);
    later(appeal.dueAt, 24 * HOUR);
    const sent = accepted(await forward(appeal)).appeal;
    expect(sent).toMatchObject({ status: 'forwarded', decision: null });
    expect((await ledger(appeal)).slice(1)).toEqual([
      ['forwarding', 'met', new Date(appeal.dueAt.getTime() + 24 * HOUR)],
      ['appeal', 'missed', appeal.dueAt],
    ]);
    expect(sent.escalatedAt).toBeNull();
    expect(await follow(caseId)).toMatchObject({ open: false, next: null });
  });

  it('is sent too late, which is escalated once and kept', async () => {
    const { caseId, appeal } = await appealed();
    later(appeal.dueAt);
    await pass(caseId);
    later(appeal.dueAt, 25 * HOUR);
    await Promise.all([pass(caseId), pass(caseId), pass(caseId)]);
    expect(await pass(caseId)).toMatchObject({ open: true, next: null });
    expect((await escalations(caseId)).map(([owed]) => owed)).toEqual(['decision', 'forwarding']);
    accepted(await forward(appeal));
    expect((await ledger(appeal))[1]?.slice(0, 2)).toEqual(['forwarding', 'missed']);
  });

  it('has the same clock if no worker ran until it was sent', async () => {
    const { appeal } = await appealed();
    later(appeal.dueAt, HOUR);
    accepted(await forward(appeal));
    expect((await ledger(appeal))[1]?.[2]).toEqual(new Date(appeal.dueAt.getTime() + 24 * HOUR));
    expect((await ledger(appeal)).slice(1).map(([kind, state]) => [kind, state])).toEqual([
      ['forwarding', 'met'],
      ['appeal', 'missed'],
    ]);
  });

  it('is escalated for both deadlines if no worker ran past both', async () => {
    const { caseId, appeal } = await appealed();
    later(appeal.dueAt, 100 * HOUR);
    expect(await pass(caseId)).toMatchObject({ next: { action: 'escalate-forwarding' } });
    expect(await pass(caseId)).toMatchObject({ next: null });
    expect((await escalations(caseId)).map(([owed]) => owed)).toEqual(['decision', 'forwarding']);
  });

  it('owes nothing more once it is overturned after all', async () => {
    const { caseId, appeal } = await appealed();
    later(appeal.dueAt);
    await pass(caseId);
    accepted(await decideOn(desk.ports, appeal.id, 'overturn'));
    expect(await follow(caseId)).toMatchObject({ open: false, next: null });
    expect((await ledger(appeal)).map(([kind, state]) => [kind, state])).toEqual([
      ['forwarding', 'ended'],
      ['appeal', 'missed'],
    ]);
  });

  it('that is upheld late keeps the deadline of sending its file', async () => {
    const { caseId, appeal } = await appealed();
    later(appeal.dueAt);
    await pass(caseId);
    const upheld = accepted(await decideOn(desk.ports, appeal.id, 'uphold')).appeal;
    expect(upheld.dueAt).toEqual(new Date(appeal.dueAt.getTime() + 24 * HOUR));
    expect((await follow(caseId)).next).toEqual({
      action: 'escalate-forwarding',
      at: upheld.dueAt,
    });
  });

  it('keeps both deadlines when it is expedited', async () => {
    const { caseId, appeal } = await appealed();
    later(appeal.dueAt);
    await pass(caseId);
    const how = { by: 'member', reason: 'It is getting worse.' } as const;
    const expedited = accepted(
      await expediteAppeal(desk.ports)({ ...(await command(appeal)), ...how }),
    ).appeal;
    expect(expedited).toMatchObject({ urgency: 'expedited', clocks: { length: 2 } });
    expect(expedited.dueAt).toEqual(new Date(appeal.dueAt.getTime() + 24 * HOUR));
  });
});

describe('outside review', () => {
  const sentAt = new Date('2026-11-24T16:00:00Z');
  const newest = async (appeal: Appeal) =>
    appealLedger(await stored(appeal), await desk.clock.now())[0];

  it.each([
    ['commercial', 'standard', 45 * 24, 'medium'],
    ['commercial', 'expedited', 72, 'medium'],
    ['medicare-advantage', 'standard', 7 * 24, 'medium'],
    ['medicare-advantage', 'expedited', 72, 'low'],
  ] as const)('of %s, %s, has %i hours', async (lineOfBusiness, urgency, hours, confidence) => {
    const caseId = await deniedCase(desk.ports, { lineOfBusiness });
    const appeal = await filed(desk.ports, caseId, { urgency });
    accepted(await decideOn(desk.ports, appeal.id, 'uphold'));
    desk.clock.set(sentAt);
    const sent = accepted(await forwardAppeal(desk.ports)(await command(appeal))).appeal;
    const dueAt = new Date(sentAt.getTime() + hours * HOUR);
    expect(sent.dueAt).toEqual(dueAt);
    expect(await newest(appeal)).toMatchObject({
      kind: 'outside-review',
      state: 'running',
      startedAt: sentAt,
      dueAt,
      rule: { confidence },
    });
    expect(await follow(caseId)).toMatchObject({ open: false, next: null });
    later(dueAt);
    expect((await newest(appeal))?.state).toBe('missed');
  });

  it.each([
    [0, 'met'],
    [1, 'missed'],
  ] as const)(
    'that tells its outcome %i ms after it is due has a clock that is %s',
    async (ms, state) => {
      const { caseId, appeal } = await appealed({});
      accepted(await decideOn(desk.ports, appeal.id, 'uphold'));
      const sent = accepted(await forwardAppeal(desk.ports)(await command(appeal))).appeal;
      desk.clock.set(new Date(sent.dueAt.getTime() + ms));
      accepted(
        await recordExternalOutcome(desk.ports)({
          ...(await command(appeal)),
          actor: PHARMACIST,
          outcome: 'upheld',
          note: 'As the reviewer wrote.',
        }),
      );
      later(sent.dueAt, HOUR);
      const clocks = accepted(await clocksOf(desk.ports)(caseId));
      expect(clocks.find(({ kind }) => kind === 'outside-review')?.state).toBe(state);
    },
  );
});
