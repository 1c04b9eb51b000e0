import {
  agreeCall,
  callsOf,
  clocksOf,
  recordCall,
  requestCall,
  type CaseView,
} from '@assent/application';
import type { CallOutcome, Result } from '@assent/domain';
import { openDesk, type Desk } from '../support/desk';
import { MET, TOO_MANY_CAPSULES } from '../support/facts';
import { deliverDue } from '../support/letters';
import {
  accepted,
  decide,
  DIRECTOR,
  INTAKE,
  opened,
  PHARMACIST,
  refused,
  withdraw,
} from '../support/requests';

/** The Wednesday before Thanksgiving. */
const ASKED = '2026-11-25T15:00:00Z';
const FRIDAY_NIGHT = new Date('2026-11-28T05:00:00Z');
const SLOTS = [new Date('2026-11-27T19:00:00Z'), new Date('2026-11-27T15:00:00Z')];

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clock.set(ASKED));
afterAll(() => desk.close());

const inReview = async () => (await opened(desk.ports, { facts: TOO_MANY_CAPSULES })).record.id;
const request = (caseId: string, slots = SLOTS) =>
  requestCall(desk.ports)({ caseId, slots, actor: INTAKE });
const agree = (id: string, slot: Date) => agreeCall(desk.ports)({ id, slot, actor: INTAKE });
const record = (id: string, outcome: CallOutcome) =>
  recordCall(desk.ports)({ id, outcome, note: 'Spoke for ten minutes.', actor: DIRECTOR });
const callOf = (result: Result<CaseView>) => {
  const call = accepted(result).record.peerToPeer.at(-1);
  if (!call) throw new Error('no call was requested');
  return call;
};
const clockOf = async (caseId: string) =>
  accepted(await clocksOf(desk.ports)(caseId)).find(({ kind }) => kind === 'peer-to-peer');

describe('a peer-to-peer call', () => {
  it('is due by the end of the next business day, and the strictest clock is first', async () => {
    const id = await inReview();
    const call = callOf(await request(id));
    expect(call).toMatchObject({ dueAt: FRIDAY_NIGHT, slots: [SLOTS[1], SLOTS[0]], attempts: [] });
    expect(accepted(await callsOf(desk.ports)(id))).toEqual([call]);
    const clocks = accepted(await clocksOf(desk.ports)(id));
    expect(clocks.map(({ kind, state }) => [kind, state])).toEqual([
      ['peer-to-peer', 'running'],
      ['decision', 'running'],
    ]);
    expect(clocks[0]?.why).toContain('within 1 business day of the request for it (URAC');
  });

  it('is over once it was held, in time or not', async () => {
    const id = await inReview();
    const call = callOf(await request(id));
    desk.clock.set('2026-11-27T15:20:00Z');
    accepted(await record(call.id, 'held'));
    expect((await clockOf(id))?.state).toBe('met');
    expect(refused(await record(call.id, 'held')).code).toBe('peer-to-peer-over');
  });

  it('keeps which of its times was agreed, also with its outcome', async () => {
    const id = await inReview();
    const call = callOf(await request(id));
    const slot = SLOTS[0]!;
    const agreed = callOf(await agree(call.id, slot));
    expect(agreed).toMatchObject({ id: call.id, slots: call.slots, agreed: { slot, by: INTAKE } });
    expect(callOf(await agree(call.id, SLOTS[1]!)).agreed?.slot).toEqual(SLOTS[1]);
    const { attempts, agreed: left } = callOf(await record(call.id, 'held'));
    expect([attempts.map((each) => each.slot), left]).toEqual([[SLOTS[1]], undefined]);
    expect(refused(await agree(call.id, slot)).code).toBe('peer-to-peer-over');
  });

  it('agrees on no time that the request does not name, and on none of before', async () => {
    const id = await inReview();
    const call = callOf(await request(id));
    const later = new Date('2026-11-30T15:00:00Z');
    expect(refused(await agree(call.id, later)).faults?.[0]?.path).toBe('slot');
    accepted(await agree(call.id, SLOTS[0]!));
    expect(callOf(await request(id, [later])).agreed).toBeUndefined();
    const unknown = '00000000-0000-4000-8000-00000000dead';
    expect(refused(await agree(unknown, later)).code).toBe('peer-to-peer-not-found');
  });

  it('that the plan missed is still owed, and counts', async () => {
    const id = await inReview();
    const call = callOf(await request(id));
    desk.clock.set('2026-11-27T15:20:00Z');
    accepted(await record(call.id, 'plan-missed'));
    accepted(await record(call.id, 'plan-missed'));
    expect(await clockOf(id)).toMatchObject({
      state: 'running',
      why: expect.stringMatching(/The plan missed 2 calls\.$/) as string,
    });
    const later = [new Date('2026-11-30T15:00:00Z')];
    const again = callOf(await request(id, later));
    expect(again).toMatchObject({ id: call.id, slots: later, dueAt: FRIDAY_NIGHT });
    desk.clock.set('2026-11-30T15:10:00Z');
    accepted(await record(call.id, 'held'));
    expect((await clockOf(id))?.state).toBe('missed');
  });

  it('that the prescriber missed is over, and another one can be requested', async () => {
    const id = await inReview();
    const call = callOf(await request(id));
    accepted(await record(call.id, 'prescriber-missed'));
    expect((await clockOf(id))?.state).toBe('ended');
    expect(callOf(await request(id)).id).not.toBe(call.id);
    expect(accepted(await callsOf(desk.ports)(id))).toHaveLength(2);
  });

  it('can be requested after a denial, which stays', async () => {
    const id = await inReview();
    accepted(await decide(desk.ports, id, 'deny'));
    const call = callOf(await request(id));
    expect(accepted(await record(call.id, 'held')).record).toMatchObject({
      status: 'denied',
      decision: { decision: 'deny' },
    });
  });

  it.each(['approved', 'withdrawn'] as const)('is not for a case that was %s', async (status) => {
    const facts = status === 'approved' ? MET : TOO_MANY_CAPSULES;
    const { id } = (await opened(desk.ports, { facts })).record;
    if (status === 'withdrawn') accepted(await withdraw(desk.ports, id));
    expect(refused(await request(id)).code).toBe('case-closed');
  });

  it('is refused for slots in the past, with each of them named', async () => {
    const id = await inReview();
    const before = await desk.ports.records.case(id);
    const past = new Date(ASKED);
    const refusal = refused(await request(id, [past, ...SLOTS, past]));
    expect(refusal.faults?.map(({ path }) => path)).toEqual(['slots.0', 'slots.3']);
    expect(await desk.ports.records.case(id)).toEqual(before);
  });

  it('that nobody requested has no outcome', async () => {
    const unknown = '00000000-0000-4000-8000-00000000dead';
    expect(refused(await record(unknown, 'held')).code).toBe('peer-to-peer-not-found');
  });

  it('is told on the timeline', async () => {
    const id = await inReview();
    const call = callOf(await request(id));
    accepted(await agree(call.id, SLOTS[0]!));
    accepted(await record(call.id, 'held'));
    const told = (await desk.ports.records.events(id)).slice(-3);
    expect(told.map(({ type, actor }) => [type, actor])).toEqual([
      ['peer-to-peer-requested', INTAKE],
      ['peer-to-peer-agreed', INTAKE],
      ['peer-to-peer-outcome', DIRECTOR],
    ]);
  });
});

describe('the letter about a decision', () => {
  const noticeOf = async (id: string) =>
    accepted(await clocksOf(desk.ports)(id)).find(({ kind }) => kind === 'written-notice');

  it('is due with the decision, and met once it is sent', async () => {
    const id = await inReview();
    expect(await noticeOf(id)).toBeUndefined();
    const { record: decided } = accepted(
      await decide(desk.ports, id, 'approve', { actor: PHARMACIST }),
    );
    expect(await noticeOf(id)).toMatchObject({ state: 'running', dueAt: decided.dueAt });
    await deliverDue(desk);
    expect((await noticeOf(id))?.state).toBe('met');
  });

  it('is missed when it goes out too late', async () => {
    const id = await inReview();
    accepted(await decide(desk.ports, id, 'approve'));
    desk.clock.set('2026-12-10T15:00:01Z');
    expect((await noticeOf(id))?.state).toBe('missed');
    await deliverDue(desk);
    expect((await noticeOf(id))?.state).toBe('missed');
  });
});
