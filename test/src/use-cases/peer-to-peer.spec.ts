import {
  agreeCall,
  callsOf,
  clocksOf,
  passCallTime,
  passInformationDeadline,
  recordCall,
  reportDelivery,
  requestCall,
  type CaseView,
} from '@assent/application';
import { nextOfCall, owedCall, type CallOutcome, type Result } from '@assent/domain';
import { openDesk, type Desk } from '../support/desk';
import { CONTRADICTORY, MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { deliverDue, mailMemberLetter } from '../support/letters';
import {
  accepted,
  decide,
  DIRECTOR,
  inform,
  INTAKE,
  opened,
  PHARMACIST,
  refused,
  withdraw,
} from '../support/requests';
import { texan } from '../support/texas';

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

  it.each(['plan-missed', 'prescriber-missed'] as const)(
    'is not %s before the time that was agreed, only at it',
    async (outcome) => {
      const id = await inReview();
      const call = callOf(await request(id));
      const [slot] = call.slots;
      accepted(await agree(call.id, slot!));
      const before = await desk.ports.records.case(id);
      expect(refused(await record(call.id, outcome))).toEqual({
        code: 'peer-to-peer-not-due',
        detail:
          'this call is agreed for November 27, 2026 at 10:00 AM Eastern Time, so it was not missed yet; record that then, or agree on another time',
      });
      expect(await desk.ports.records.case(id)).toEqual(before);
      desk.clock.set(slot!.toISOString());
      expect(callOf(await record(call.id, outcome)).attempts).toMatchObject([{ outcome, slot }]);
    },
  );

  it('that is held before the time that was agreed was held when it was recorded', async () => {
    const id = await inReview();
    const call = callOf(await request(id));
    accepted(await agree(call.id, SLOTS[0]!));
    const { attempts } = callOf(await record(call.id, 'held'));
    expect(attempts).toMatchObject([{ outcome: 'held', at: new Date(ASKED), slot: SLOTS[0] }]);
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

describe('what the workflow does for a call', () => {
  const pass = (id: string) => passCallTime(desk.ports)(id);
  const told = async (id: string) =>
    (await desk.ports.records.events(id))
      .filter(({ type, actor }) => type.startsWith('peer-to-peer') && actor.role === 'software')
      .map(({ type, details: { caller } }) => [type, caller]);
  /** The same, as the check and the sandbox clock see it. */
  const plannedBySql = async (id: string) =>
    (await desk.records.stuck.observe(new Date(ASKED), id, 1)).compared.find(
      ({ authorization }) => authorization === null,
    )?.stepAt ?? null;
  const planned = async (id: string) => {
    const found = await desk.ports.records.case(id);
    const call = found && owedCall(found);
    await desk.records.database.outbox.deleteMany();
    const next = call && nextOfCall(call);
    expect(await plannedBySql(id)).toEqual(next?.at ?? null);
    return next;
  };
  /** Denied, so that no step but that of its call is planned. */
  async function denied() {
    const id = await inReview();
    accepted(await decide(desk.ports, id, 'deny'));
    return { id, call: callOf(await request(id)) };
  }

  it('is the same for Postgres and for the domain, from the request to the outcome', async () => {
    const { id, call } = await denied();
    expect(await planned(id)).toEqual({ action: 'escalate-call', at: FRIDAY_NIGHT });
    accepted(await agree(call.id, call.slots[0]!));
    expect(await planned(id)).toEqual({ action: 'call-due', at: call.slots[0] });
    desk.clock.set(call.slots[0]!.toISOString());
    await pass(id);
    expect(await planned(id)).toEqual({ action: 'escalate-call', at: FRIDAY_NIGHT });
    desk.clock.set(FRIDAY_NIGHT.toISOString());
    await pass(id);
    await pass(id);
    expect(await planned(id)).toBeNull();
    expect(await told(id)).toEqual([
      ['peer-to-peer-due', DIRECTOR.subject],
      ['peer-to-peer-escalated', DIRECTOR.subject],
    ]);
    const monday = new Date('2026-11-30T15:00:00Z');
    accepted(await request(id, [monday]));
    accepted(await agree(call.id, monday));
    expect(await planned(id)).toEqual({ action: 'call-due', at: monday });
    accepted(await record(call.id, 'held'));
    expect(await planned(id)).toBeNull();
  });

  it('comes after the plan’s time for an appointment that is later', async () => {
    const { id } = await denied();
    const monday = new Date('2026-11-30T15:00:00Z');
    const { id: callId } = callOf(await request(id, [monday]));
    accepted(await agree(callId, monday));
    expect(await planned(id)).toEqual({ action: 'escalate-call', at: FRIDAY_NIGHT });
  });

  it('is told once if both times have passed, and not for an appointment of before', async () => {
    const { id, call } = await denied();
    accepted(await agree(call.id, call.slots[0]!));
    desk.clock.set('2026-11-28T15:00:00Z');
    await pass(id);
    accepted(await agree(call.id, call.slots[1]!));
    expect(await planned(id)).toBeNull();
    expect(await told(id)).toEqual([['peer-to-peer-escalated', DIRECTOR.subject]]);
  });

  it('changes nothing early', async () => {
    const { id } = await denied();
    const before = await desk.ports.records.case(id);
    await pass(id);
    expect(await desk.ports.records.case(id)).toEqual(before);
  });
});

describe('an offer of a call', () => {
  /** Before letters go out on the same day. */
  const NIGHT = '2026-11-25T07:00:00Z';
  const ONE_MORE = { dosing: { capsulesPer28Days: 4 } };
  const offersOf = async (id: string) =>
    (await desk.ports.records.notices(id)).filter(({ kind }) => kind === 'peer-to-peer-offer');
  const late = async (overrides: object = {}) => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING, ...overrides });
    desk.clock.set(record.informationDueAt!);
    await passInformationDeadline(desk.ports)(record.id);
    expect((await desk.ports.records.case(record.id))?.status).toBe('in-review');
    return record.id;
  };

  it('goes to the provider office alone once the criteria are not met, as the timeline tells', async () => {
    const id = await inReview();
    await deliverDue(desk);
    const [offer, ...others] = await offersOf(id);
    expect([others, await desk.ports.records.memberLetters(id)]).toEqual([[], []]);
    expect(offer).toMatchObject({ sentAt: new Date(ASKED), delivery: null });
    expect(offer?.text).toContain('Dose within the limit: at most three capsules');
    expect((await desk.ports.records.events(id)).at(-1)).toMatchObject({
      type: 'notice-sent',
      details: { notice: offer?.id, kind: 'peer-to-peer-offer' },
    });
  });

  it('is made once, however often the case comes back to review', async () => {
    const id = await inReview();
    await deliverDue(desk);
    for (const answer of [{ pregnancyPotential: true }, { setting: 'provider-administered' }]) {
      accepted(await decide(desk.ports, id, 'request-information'));
      const { record } = accepted(await inform(desk.ports, id, answer));
      expect(record.review?.reason).toBe('criteria-not-met');
    }
    expect(await offersOf(id)).toHaveLength(1);
  });

  it('is made of no case that is held or whose answer is late, until it does not meet the criteria', async () => {
    const { id } = (await opened(desk.ports, { facts: CONTRADICTORY })).record;
    const before = [...(await offersOf(id)), ...(await offersOf(await late()))];
    accepted(await inform(desk.ports, id, ONE_MORE));
    expect([before, (await offersOf(id)).length]).toEqual([[], 1]);
  });

  it('is not made if the prescriber has asked for a call', async () => {
    const { id } = (await opened(desk.ports, { facts: CONTRADICTORY })).record;
    accepted(await request(id));
    accepted(await inform(desk.ports, id, ONE_MORE));
    expect(await offersOf(id)).toEqual([]);
  });

  it.each([
    ['a denial', (id: string) => decide(desk.ports, id, 'deny')],
    ['an approval', (id: string) => decide(desk.ports, id, 'approve')],
    ['a withdrawal', (id: string) => withdraw(desk.ports, id)],
  ])('that was not sent is cancelled by %s', async (_, close) => {
    desk.clock.set(NIGHT);
    const id = await inReview();
    expect(await offersOf(id)).toMatchObject([{ sentAt: null }]);
    accepted(await close(id));
    expect(await offersOf(id)).toEqual([]);
  });

  it('that came back is owed until there is a decision', async () => {
    const id = await inReview();
    await deliverDue(desk);
    const [offer] = await offersOf(id);
    const letterId = offer!.id;
    const at = new Date(ASKED);
    accepted(await reportDelivery(desk.ports)({ letterId, outcome: 'bounced', at, actor: INTAKE }));
    const owed = await offersOf(id);
    accepted(await decide(desk.ports, id, 'deny'));
    const states = [...owed, ...(await offersOf(id))].map(({ resend }) => resend);
    expect(states).toEqual(['owed', null]);
  });

  it('is the same for each case in review where findings come first', async () => {
    const texts: string[] = [];
    for (const facts of [TOO_MANY_CAPSULES, CONTRADICTORY]) {
      const member = texan();
      const { record } = await opened(desk.ports, { facts, member });
      await deliverDue(desk);
      const [offer] = await offersOf(record.id);
      const { memberId } = record.member;
      texts.push(offer!.text!.replaceAll(record.number, 'PA').replace(memberId, 'ID'));
    }
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).not.toMatch(/criteri|guideline|requirement|\b[Dd]ose\b/);
    expect(await offersOf(await late({ member: texan() }))).toHaveLength(1);
  });
});

describe('the letter about a decision', () => {
  const noticeOf = async (id: string) =>
    accepted(await clocksOf(desk.ports)(id)).find(({ kind }) => kind === 'written-notice');

  it('is due with the decision, and met once each letter is on its way', async () => {
    const id = await inReview();
    expect(await noticeOf(id)).toBeUndefined();
    const { record: decided } = accepted(
      await decide(desk.ports, id, 'approve', { actor: PHARMACIST }),
    );
    expect(await noticeOf(id)).toMatchObject({ state: 'running', dueAt: decided.dueAt });
    await deliverDue(desk);
    expect((await noticeOf(id))?.state).toBe('running');
    await mailMemberLetter(desk, id);
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
