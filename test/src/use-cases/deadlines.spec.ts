import {
  CaseMissing,
  evaluateCase,
  listCases,
  passDecisionDeadline,
  passInformationDeadline,
  viewCase,
} from '@assent/application';
import { openDesk, type Desk } from '../support/desk';
import { ANSWER, MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { accepted, decide, inform, opened, withdraw } from '../support/requests';

const RECEIVED = new Date('2026-11-22T15:00:00Z');
const hours = (count: number): Date => new Date(RECEIVED.getTime() + count * 3_600_000);

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clock.set(RECEIVED));
afterAll(() => desk.close());

const clockOf = async (id: string) => accepted(await viewCase(desk.ports)(id)).clock;

describe('the deadlines of a case', () => {
  it.each([
    ['commercial', 'standard', 360],
    ['commercial', 'expedited', 72],
    ['medicare-advantage', 'standard', 72],
    ['medicare-advantage', 'expedited', 24],
  ] as const)('of %s, %s, is %p hours from receipt', async (lineOfBusiness, urgency, limit) => {
    const { record } = await opened(desk.ports, { lineOfBusiness, urgency, facts: ONE_MISSING });
    expect([record.dueAt, record.informationDueAt]).toEqual([hours(limit), hours(limit * 0.8)]);
  });

  it('count from receipt and not from entry, and leave the provider office a quarter of the time to answer', async () => {
    desk.clock.set(hours(300));
    const { record, clock } = await opened(desk.ports, {
      receivedAt: RECEIVED,
      facts: ONE_MISSING,
    });
    expect(record.informationDueAt).toEqual(hours(390));
    expect(clock).toEqual({ dueAt: hours(360), state: 'running' });
  });

  it('can be over when the request is entered, which escalates it at once', async () => {
    desk.clock.set(hours(361));
    const { record, clock } = await opened(desk.ports, {
      receivedAt: RECEIVED,
      facts: TOO_MANY_CAPSULES,
    });
    expect(record.review).toMatchObject({ since: hours(361), escalatedAt: hours(361) });
    expect([record.status, clock.state, record.nextStepAt]).toEqual(['in-review', 'missed', null]);
  });
});

describe('the decision clock', () => {
  it('runs until the deadline itself, and is missed after it', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    const states = [];
    for (const at of [hours(0), hours(360), new Date(hours(360).getTime() + 1)]) {
      desk.clock.set(at);
      states.push((await clockOf(record.id)).state);
    }
    expect(states).toEqual(['running', 'running', 'missed']);
  });

  it.each([
    [360, 'met'],
    [361, 'missed'],
  ])(
    'of a case decided after %p hours stays %s, and of a withdrawn one neither',
    async (after, state) => {
      const decided = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
      const withdrawn = await opened(desk.ports, { facts: ONE_MISSING });
      desk.clock.set(hours(after));
      accepted(await decide(desk.ports, decided.record.id, 'approve'));
      accepted(await withdraw(desk.ports, withdrawn.record.id));
      desk.clock.set(hours(5000));
      expect((await clockOf(decided.record.id)).state).toBe(state);
      expect((await clockOf(withdrawn.record.id)).state).toBe('ended');
    },
  );
});

describe('the deadline for information', () => {
  it('hands the case over to a person', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    desk.clock.set(record.informationDueAt!);
    const step = await passInformationDeadline(desk.ports)(record.id);
    const after = await desk.ports.records.case(record.id);
    expect(after?.review).toEqual({
      reason: 'information-overdue',
      since: record.informationDueAt,
      escalatedAt: null,
    });
    expect([step.status, after?.nextStepAt, after?.decision]).toEqual([
      'in-review',
      record.dueAt,
      null,
    ]);
  });

  it('does nothing early, twice, or to a case that has moved on', async () => {
    const { record: early } = await opened(desk.ports, { facts: ONE_MISSING });
    const { record: approved } = await opened(desk.ports, { facts: ONE_MISSING });
    await inform(desk.ports, approved.id, ANSWER);
    const { record: twice } = await opened(desk.ports, { facts: ONE_MISSING });

    await passInformationDeadline(desk.ports)(early.id);
    desk.clock.set(hours(300));
    for (const { id } of [approved, twice, twice]) await passInformationDeadline(desk.ports)(id);
    const versions = [];
    for (const { id } of [early, approved, twice]) {
      versions.push((await desk.ports.records.case(id))?.version);
    }
    expect(versions).toEqual([1, 2, 2]);
  });
});

describe('the deadline for the decision', () => {
  it('escalates once, and decides nothing', async () => {
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
    desk.clock.set(hours(360));
    await passDecisionDeadline(desk.ports)(record.id);
    desk.clock.set(hours(400));
    const step = await passDecisionDeadline(desk.ports)(record.id);
    const after = await desk.ports.records.case(record.id);
    expect(after?.review?.escalatedAt).toEqual(hours(360));
    expect([after?.status, after?.decision, after?.version]).toEqual(['in-review', null, 2]);
    expect(step.next?.action).not.toBe('escalate');
  });

  it('does nothing early, or to a case that waits for information or is closed', async () => {
    const { record: early } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
    const { record: pending } = await opened(desk.ports, { facts: ONE_MISSING });
    const { record: denied } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
    await decide(desk.ports, denied.id, 'deny');
    await passDecisionDeadline(desk.ports)(early.id);
    desk.clock.set(hours(400));
    for (const { id } of [pending, denied]) await passDecisionDeadline(desk.ports)(id);
    const versions = [];
    for (const { id } of [early, pending, denied]) {
      versions.push((await desk.ports.records.case(id))?.version);
    }
    expect(versions).toEqual([1, 1, 2]);
  });
});

describe('evaluating a case again', () => {
  it.each([
    ['approved', MET],
    ['pending-information', ONE_MISSING],
    ['in-review', TOO_MANY_CAPSULES],
  ])('with the same facts leaves one that is %s unchanged', async (status, facts) => {
    const { record } = await opened(desk.ports, { facts });
    const step = await evaluateCase(desk.ports)(record.id);
    expect(step.status).toBe(status);
    expect(await desk.ports.records.case(record.id)).toEqual(record);
  });

  it('names what is planned next', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    const { next } = await evaluateCase(desk.ports)(record.id);
    expect(next).toEqual({ action: 'hand-to-review', at: record.informationDueAt });
  });

  it('of a nonexistent case says so', async () => {
    const none = '00000000-0000-4000-8000-000000000000';
    await expect(evaluateCase(desk.ports)(none)).rejects.toThrow(CaseMissing);
  });
});

it('the worklist shows each case with its clock and authorization', async () => {
  const { record, authorization } = await opened(desk.ports, { facts: MET });
  const { items } = await listCases(desk.ports)({ q: record.number, limit: 5 });
  expect(items).toEqual([
    expect.objectContaining({ record, authorization, clock: { dueAt: hours(360), state: 'met' } }),
  ]);
});
