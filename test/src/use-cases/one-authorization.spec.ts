import { evaluateCase, type CaseRecord } from '@assent/application';
import type { Facts } from '@assent/criteria';
import { openDesk, type Desk } from '../support/desk';
import { MET, RESPONDING, TOO_MANY_CAPSULES } from '../support/facts';
import {
  accepted,
  decide,
  inform,
  open,
  opened,
  PHARMACIST,
  refused,
  requestOf,
} from '../support/requests';

const WEAKER: Facts = { ...MET, dosing: { capsuleStrengthMg: 3, capsulesPer28Days: 3 } };
const OTHER_REGIMEN: Facts = {
  ...MET,
  regimen: { combinationAgents: ['cyclophosphamide', 'dexamethasone'] },
};
const OVERDOSED = { dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 4 } };

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clock.set('2026-11-22T15:00:00Z'));
afterAll(() => desk.close());

type Member = CaseRecord['member'];

const authorizations = (memberId: string) =>
  desk.ports.records.authorizationsOf(memberId, 'ixazomib');
const continuation = (member: Member, overrides = {}) =>
  open(desk.ports, { requestType: 'continuation', member, facts: RESPONDING, ...overrides });
const unsent = (authorization: string) =>
  desk.records.database.notice.count({
    where: { authorization, kind: 'renewal-reminder', sentAt: null },
  });

/** A member with an authorization for 2026-11-22 to 2027-05-21. */
async function covered(facts: Facts = MET) {
  const { record, authorization } = await opened(desk.ports, { facts });
  return { member: record.member, first: authorization! };
}

async function noDayTwice({ memberId }: Member): Promise<void> {
  const days = (await authorizations(memberId))
    .map(({ period, endedOn }) => ({ start: period.start, last: endedOn ?? period.end }))
    .filter(({ start, last }) => last >= start);
  days.sort((a, b) => (a.start < b.start ? -1 : 1));
  days.slice(1).forEach(({ start }, place) => expect(start > days[place]!.last).toBe(true));
}

describe('a renewal request while its renewal is in force', () => {
  it('is refused under every other key, whatever day it asks for, and names the renewal', async () => {
    const { member } = await covered();
    const first = accepted(await continuation(member)).view.authorization;
    const later = [];
    for (const requestedStart of ['2026-11-22', '2027-05-22', '2027-11-01']) {
      later.push(refused(await continuation(member, { requestedStart })));
    }
    expect(first?.period).toEqual({ start: '2027-05-22', end: '2028-05-21' });
    expect(later.map(({ code, authorization }) => [code, authorization])).toEqual(
      later.map(() => ['duplicate-authorization', first?.number]),
    );
    expect(await authorizations(member.memberId)).toHaveLength(2);
  });

  it('is refused if many are sent at once: one renews', async () => {
    const { member } = await covered();
    const results = await Promise.all(Array.from({ length: 8 }, () => continuation(member)));
    const renewed = results.flatMap((result) =>
      result.ok ? [result.value.view.authorization] : [],
    );
    const refusals = results.flatMap((result) => (result.ok ? [] : [result.refusal]));
    expect(renewed).toHaveLength(1);
    expect(new Set(refusals.map(({ code, authorization }) => `${code} ${authorization}`))).toEqual(
      new Set([`duplicate-authorization ${renewed[0]?.number}`]),
    );
    expect(await authorizations(member.memberId)).toHaveLength(2);
  });

  it('ends when the authorization it would renew is replaced, and is refused from then on', async () => {
    const { member } = await covered();
    const facts = { ...RESPONDING, ...OVERDOSED };
    const { record } = accepted(await continuation(member, { facts })).view;
    const replaced = await opened(desk.ports, {
      member,
      facts: WEAKER,
      requestedStart: '2027-02-01',
    });
    const issued = accepted(await decide(desk.ports, replaced.record.id, 'approve'));
    expect((await desk.ports.records.case(record.id))?.status).toBe('withdrawn');
    expect(refused(await continuation(member, { facts }))).toMatchObject({
      code: 'duplicate-authorization',
      authorization: issued.authorization?.number,
    });
  });

  it("that is already open is held, and a pharmacist is told why they can't approve it", async () => {
    const facts = { ...RESPONDING, ...OVERDOSED, previouslyMetInitiationCriteria: true };
    const { record } = await opened(desk.ports, { requestType: 'continuation', facts });
    const { member } = record;
    const { authorization } = await opened(desk.ports, {
      member,
      facts: MET,
      requestedStart: '2026-12-01',
    });
    const refusal = refused(await decide(desk.ports, record.id, 'approve', { actor: PHARMACIST }));
    expect(refusal).toMatchObject({
      code: 'duplicate-authorization',
      authorization: authorization?.number,
      caseId: record.id,
    });
    const { outbox } = desk.records.database;
    expect(
      await outbox.count({ where: { topic: 'case-changed', subject: record.id } }),
    ).toBeGreaterThan(0);
    await evaluateCase(desk.ports)(record.id);
    const held = (await desk.ports.records.case(record.id))!;
    expect(held.holds.map(({ id, authorization: number }) => [id, number])).toEqual([
      ['already-covered', authorization?.number],
    ]);
    const dosing = { dosing: { capsulesPer28Days: 3 } };
    const met = accepted(await inform(desk.ports, record.id, dosing));
    expect([met.record.status, met.record.review?.reason]).toEqual(['in-review', 'hold']);
    expect(await authorizations(member.memberId)).toHaveLength(1);
  });
});

describe('a new request for days that an authorization covers', () => {
  it('is refused if nothing differs, and names the authorization', async () => {
    const { member, first } = await covered();
    const brands = { ...MET, regimen: { combinationAgents: ['Decadron', 'Revlimid', 'Ninlaro'] } };
    for (const facts of [MET, brands]) {
      const refusal = refused(await open(desk.ports, { member, facts }));
      expect([refusal.code, refusal.authorization]).toEqual([
        'duplicate-authorization',
        first.number,
      ]);
    }
    expect(await desk.records.database.case.count({ where: { memberId: member.memberId } })).toBe(
      1,
    );
  });

  it('sent ten times at once issues one authorization', async () => {
    const { member } = await requestOf(desk.ports);
    const send = () => open(desk.ports, { member, facts: MET });
    const results = await Promise.all(Array.from({ length: 10 }, send));
    const [only, ...others] = await authorizations(member.memberId);
    expect(others).toEqual([]);
    const refusals = results.flatMap((result) => (result.ok ? [] : [result.refusal]));
    expect(refusals.map(({ code, authorization }) => [code, authorization])).toEqual(
      Array.from({ length: 9 }, () => ['duplicate-authorization', only?.number]),
    );
  });

  it.each([
    ['another strength', WEAKER, {}, 'capsule strength 3 mg instead of 4 mg'],
    [
      'another regimen',
      OTHER_REGIMEN,
      {},
      'combination drugs cyclophosphamide + dexamethasone instead of lenalidomide + dexamethasone',
    ],
  ])(
    'with %s leads to a review, which shows the authorization',
    async (_, facts, overrides, words) => {
      const { member, first } = await covered();
      const { record, authorization } = await opened(desk.ports, { member, facts, ...overrides });
      expect([record.status, record.review?.reason, authorization]).toEqual([
        'in-review',
        'hold',
        null,
      ]);
      expect(record.holds).toEqual([
        {
          id: 'already-covered',
          authorization: first.number,
          message: `authorization ${first.number} is approved from November 22, 2026 through May 21, 2027; this request differs: ${words}`,
        },
      ]);
      const events = await desk.ports.records.events(record.id);
      expect(events.at(-1)).toMatchObject({
        type: 'handed-to-review',
        details: { because: record.holds.map(({ message }) => message) },
      });
    },
  );

  it('that starts earlier leads to a review', async () => {
    const { record, authorization } = await opened(desk.ports, {
      facts: MET,
      requestedStart: '2026-12-10',
    });
    const earlier = await opened(desk.ports, { member: record.member, facts: MET });
    expect(earlier.record.holds[0]?.message).toContain('coverage from November 22, 2026 on');
    accepted(await decide(desk.ports, earlier.record.id, 'approve'));
    expect(await desk.ports.records.authorization(authorization!.number)).toMatchObject({
      status: 'ended',
      endedOn: '2026-11-21',
    });
    await noDayTwice(record.member);
  });

  it('is approved from the day after the last covered day', async () => {
    const { member } = await covered();
    desk.clock.set('2027-05-10T15:00:00Z');
    const next = await opened(desk.ports, { member, facts: MET, requestedStart: '2027-05-22' });
    expect(next.authorization?.period.start).toBe('2027-05-22');
  });
});

describe('a person who approves days that are already covered', () => {
  it('replaces the old authorization: it ends the day before, with its reminders and its review', async () => {
    const { member, first } = await covered();
    desk.clock.set('2027-01-10T15:00:00Z');
    const sent = await opened(desk.ports, { requestType: 'continuation', member });
    await desk.records.database.authorization.update({
      where: { number: first.number },
      data: { continuationCaseId: sent.record.id },
    });
    const { record } = await opened(desk.ports, { member, facts: WEAKER });
    const approved = accepted(
      await decide(desk.ports, record.id, 'approve', { actor: PHARMACIST }),
    );
    const old = (await desk.ports.records.authorization(first.number))!;
    expect(approved.authorization?.period).toEqual({ start: '2027-01-10', end: '2027-07-09' });
    expect(old).toMatchObject({
      status: 'ended',
      endedOn: '2027-01-09',
      endReason: 'superseded',
      renewedBy: approved.authorization?.number,
      nextStepAt: null,
      period: first.period,
    });
    expect(await unsent(first.number)).toBe(0);
    expect((await desk.ports.records.case(sent.record.id))?.status).toBe('withdrawn');
    const ending = (await desk.ports.records.events(first.caseId)).at(-1);
    expect(ending).toMatchObject({ type: 'authorization-ended', actor: PHARMACIST });
    await noDayTwice(member);
  });

  it('also replaces its renewal', async () => {
    const { member, first } = await covered();
    const second = accepted(await continuation(member)).view.authorization!;
    desk.clock.set('2027-04-10T15:00:00Z');
    const { record } = await opened(desk.ports, { member, facts: WEAKER });
    accepted(await decide(desk.ports, record.id, 'approve'));
    const ended = await Promise.all(
      [first, second].map(({ number }) => desk.ports.records.authorization(number)),
    );
    expect(ended.map((each) => [each?.status, each?.endedOn])).toEqual([
      ['ended', '2027-04-09'],
      ['ended', '2027-04-09'],
    ]);
    await noDayTwice(member);
  });

  it('is refused until the case names the authorization', async () => {
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
    const { member } = record;
    const facts = { ...RESPONDING, previouslyMetInitiationCriteria: true };
    const issued = accepted(await continuation(member, { facts })).view.authorization!;
    const refusal = refused(await decide(desk.ports, record.id, 'approve'));
    expect([refusal.code, refusal.authorization, refusal.caseId]).toEqual([
      'duplicate-authorization',
      issued.number,
      record.id,
    ]);
    await evaluateCase(desk.ports)(record.id);
    const stale = await decide(desk.ports, record.id, 'approve', { version: record.version });
    expect(refused(stale).code).toBe('case-changed');
    const approved = accepted(await decide(desk.ports, record.id, 'approve'));
    expect(await desk.ports.records.authorization(issued.number)).toMatchObject({
      endReason: 'superseded',
      renewedBy: approved.authorization?.number,
    });
    await noDayTwice(member);
  });

  it('for so long that it overlaps an authorization not named on the case is refused, with what helps', async () => {
    const later = await opened(desk.ports, { facts: MET, requestedStart: '2027-07-20' });
    const { authorization } = accepted(await decide(desk.ports, later.record.id, 'approve'));
    const { member } = later.record;
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES, member });
    const refusal = refused(
      await decide(desk.ports, record.id, 'approve', { months: 12, reason: 'A year.' }),
    );
    expect([refusal.code, refusal.authorization]).toEqual([
      'duplicate-authorization',
      authorization?.number,
    ]);
    expect(refusal.detail).toContain('approve this request for fewer months');
    accepted(await decide(desk.ports, record.id, 'approve'));
    await noDayTwice(member);
  });

  it('at the same time as software renews never gets an internal error', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { member } = await covered();
      const { record } = await opened(desk.ports, { member, facts: WEAKER });
      const results = await Promise.all([
        decide(desk.ports, record.id, 'approve'),
        continuation(member),
        open(desk.ports, { member, facts: MET }),
      ]);
      for (const result of results) {
        if (result.ok) continue;
        expect(['duplicate-authorization', 'duplicate-case', 'case-changed']).toContain(
          result.refusal.code,
        );
      }
      await noDayTwice(member);
    }
  });
});

describe('a start date that is far ahead', () => {
  const asking = (requestedStart: string) => open(desk.ports, { facts: MET, requestedStart });

  it.each([
    ['90 days after receipt', '2027-02-20', 'approved', []],
    ['91 days after receipt', '2027-02-21', 'in-review', ['start-far-ahead']],
    ['a year after receipt', '2027-11-22', 'in-review', ['start-far-ahead']],
  ])('%s', async (_, requestedStart, status, holds) => {
    const { record } = accepted(await asking(requestedStart)).view;
    expect([record.status, record.holds.map(({ id }) => id)]).toEqual([status, holds]);
  });

  it.each(['2027-11-23', '2036-12-01', '2062-12-01'])('%s is refused', async (requestedStart) => {
    expect(refused(await asking(requestedStart)).faults).toEqual([
      expect.objectContaining({ path: 'requestedStart', code: 'too-far-ahead' }),
    ]);
  });

  it('is approved by a person as requested', async () => {
    const { record } = accepted(await asking('2027-03-01')).view;
    const approved = accepted(await decide(desk.ports, record.id, 'approve'));
    expect(approved.authorization?.period.start).toBe('2027-03-01');
  });
});
