import {
  changePrescriber,
  endAuthorization,
  expireAuthorization,
  followAuthorization,
  openContinuationReview,
  passInformationDeadline,
  viewCase,
  type CaseRepository,
  type Change,
  type Ports,
} from '@assent/application';
import type { Facts } from '@assent/criteria';
import { openDesk, type Desk } from '../support/desk';
import { DARATUMUMAB, MET, RESPONDING, RESPONSE } from '../support/facts';
import {
  accepted,
  decide,
  inform,
  INTAKE,
  opened,
  PHARMACIST,
  withdraw,
} from '../support/requests';

const TOO_MANY = { capsuleStrengthMg: 4, capsulesPer28Days: 4 };

/** Sixty days before 2027-05-31, at six in the morning of New York. */
const OPENS = new Date('2027-04-01T10:00:00Z');
/** Seventy-two hours before the end of that day there. */
const THREE_DAYS_LEFT = new Date('2027-05-29T04:00:00Z');

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clock.set('2026-11-22T15:00:00Z'));
afterAll(() => desk.close());

/** An authorization for 2026-12-01 to 2027-05-31. */
async function authorized(facts: Facts = MET) {
  const view = await opened(desk.ports, { facts, channel: 'fax', requestedStart: '2026-12-01' });
  return { origin: view.record, authorization: view.authorization! };
}

async function reviewOf(number: string) {
  const authorization = await desk.ports.records.authorization(number);
  const id = authorization?.continuationCaseId;
  if (!id) throw new Error('there is no review');
  return accepted(await viewCase(desk.ports)(id));
}

const reviews = (memberId: string) =>
  desk.records.database.case.count({ where: { memberId, requestType: 'continuation' } });

describe('the renewal review of an authorization', () => {
  it('opens sixty days before its last day, and not a moment earlier', async () => {
    const { origin, authorization } = await authorized();
    const { number } = authorization;
    const planned = await followAuthorization(desk.ports)(number);
    desk.clock.set(new Date(OPENS.getTime() - 1));
    await openContinuationReview(desk.ports)(number);
    const early = await reviews(origin.member.memberId);
    desk.clock.set(OPENS);
    await openContinuationReview(desk.ports)(number);
    expect([planned.status, authorization.nextStepAt]).toEqual(['active', OPENS]);
    expect([early, await reviews(origin.member.memberId)]).toEqual([0, 1]);
  });

  it('carries over the facts, with the authorization itself as the prior one', async () => {
    const { origin, authorization } = await authorized();
    desk.clock.set(OPENS);
    await openContinuationReview(desk.ports)(authorization.number);
    const { record } = await reviewOf(authorization.number);
    expect(record).toMatchObject({
      requestType: 'continuation',
      member: origin.member,
      prescriber: origin.prescriber,
      renews: authorization.number,
      carriedFrom: origin.id,
      requestedStart: '2027-06-01',
      receivedAt: OPENS,
      facts: {
        ...MET,
        priorAuthorizations: [{ payer: 'Test Health Plan', approvedOn: '2026-11-22' }],
      },
    });
  });

  it('carries over nothing else from the earlier case', async () => {
    const { origin, authorization } = await authorized();
    desk.clock.set(OPENS);
    const { records } = desk.ports;
    const commits: Change[] = [];
    const withMore: CaseRepository = {
      ...records,
      case: async (id) => {
        const record = await records.case(id);
        return record && { ...record, aNewMember: 'of the case before' };
      },
      commit: (change) => {
        commits.push(change);
        return records.commit(change);
      },
    };
    await openContinuationReview({ ...desk.ports, records: withMore })(authorization.number);
    const [review] = commits.flatMap(({ opened: each }) => each ?? []);
    expect(review).toMatchObject({ member: origin.member, carriedFrom: origin.id });
    expect(review).not.toHaveProperty('aNewMember');
  });

  it('asks only for the response, and is due when coverage ends', async () => {
    const { authorization } = await authorized();
    desk.clock.set(OPENS);
    await openContinuationReview(desk.ports)(authorization.number);
    const { record, determination, clock } = await reviewOf(authorization.number);
    expect([record.status, record.nextStepAt]).toEqual(['pending-information', THREE_DAYS_LEFT]);
    expect(determination.missing.map(({ fact }) => fact)).toEqual([
      'beneficialResponse.achieved',
      'beneficialResponse.evidence',
    ]);
    expect(clock).toEqual({ dueAt: new Date('2027-06-01T04:00:00Z'), state: 'running' });
  });

  it('asks again for what changes: response and laboratory values', async () => {
    const labs = { ancPerMm3: 1200, plateletsPerMm3: 90_000 };
    const { authorization } = await authorized({ ...MET, ...RESPONSE, labs });
    desk.clock.set(OPENS);
    await openContinuationReview(desk.ports)(authorization.number);
    const { record } = await reviewOf(authorization.number);
    expect(Object.keys(record.facts)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/labs|beneficialResponse/)]),
    );
  });

  it('names the source of each fact', async () => {
    const { origin, authorization } = await authorized();
    desk.clock.set(OPENS);
    await openContinuationReview(desk.ports)(authorization.number);
    const opening = await reviewOf(authorization.number);
    const answeredAt = new Date('2027-04-20T12:00:00Z');
    desk.clock.set(answeredAt);
    accepted(await inform(desk.ports, opening.record.id, RESPONSE));
    const { sources } = await reviewOf(authorization.number);
    const software = { subject: 'assent', role: 'software' };
    expect(sources['setting']).toEqual({ by: software, at: OPENS, carriedFrom: origin.id });
    expect(sources['priorAuthorizations']).toEqual({ by: software, at: OPENS });
    expect(sources['beneficialResponse.achieved']).toEqual({
      by: INTAKE,
      at: answeredAt,
      channel: 'phone',
    });
  });

  it('is approved by software once the response is known, from the day after', async () => {
    const { authorization } = await authorized();
    desk.clock.set(OPENS);
    await openContinuationReview(desk.ports)(authorization.number);
    const { record } = await reviewOf(authorization.number);
    const renewed = accepted(await inform(desk.ports, record.id, RESPONSE));
    expect(renewed.authorization?.period).toEqual({ start: '2027-06-01', end: '2028-05-31' });
    expect(await desk.ports.records.authorization(authorization.number)).toMatchObject({
      renewedBy: renewed.authorization?.number,
    });
  });

  it('goes to a person three days before coverage ends if it is not answered, and not before', async () => {
    const { authorization } = await authorized();
    desk.clock.set(OPENS);
    await openContinuationReview(desk.ports)(authorization.number);
    const { id } = (await reviewOf(authorization.number)).record;
    desk.clock.set(new Date(THREE_DAYS_LEFT.getTime() - 1));
    const early = await passInformationDeadline(desk.ports)(id);
    desk.clock.set(THREE_DAYS_LEFT);
    await passInformationDeadline(desk.ports)(id);
    const { record, clock } = await reviewOf(authorization.number);
    expect([early.status, record.status, clock.state]).toEqual([
      'pending-information',
      'in-review',
      'running',
    ]);
    expect(record.review).toMatchObject({ reason: 'information-overdue', escalatedAt: null });
  });

  it('is still approved by software if that person adds the response', async () => {
    const { authorization } = await authorized();
    desk.clock.set(OPENS);
    await openContinuationReview(desk.ports)(authorization.number);
    const { id } = (await reviewOf(authorization.number)).record;
    desk.clock.set(THREE_DAYS_LEFT);
    await passInformationDeadline(desk.ports)(id);
    const renewed = accepted(await inform(desk.ports, id, RESPONSE));
    expect(renewed.record.decision?.by.role).toBe('software');
    expect(renewed.authorization?.period.start).toBe('2027-06-01');
  });

  it('opened late leaves the provider office its least share of the time to answer', async () => {
    const { authorization } = await authorized();
    const late = new Date('2027-05-30T15:00:00Z');
    desk.clock.set(late);
    await openContinuationReview(desk.ports)(authorization.number);
    const { record } = await reviewOf(authorization.number);
    expect(record.informationDueAt).toEqual(new Date(late.getTime() + 90 * 3_600_000));
  });

  it('goes to a person at once if its regimen is not on the list', async () => {
    const { authorization } = await authorized(DARATUMUMAB);
    desk.clock.set(OPENS);
    await openContinuationReview(desk.ports)(authorization.number);
    const { record } = await reviewOf(authorization.number);
    expect([record.status, record.review?.reason]).toEqual(['in-review', 'criteria-not-met']);
  });

  it('is recorded in the audit and reported to its workflow, as opened by software', async () => {
    const { authorization } = await authorized();
    desk.clock.set(OPENS);
    await openContinuationReview(desk.ports)(authorization.number);
    const { id } = (await reviewOf(authorization.number)).record;
    const { outbox, auditEntry } = desk.records.database;
    expect(await outbox.findMany({ where: { subject: id }, select: { topic: true } })).toEqual([
      { topic: 'case-opened' },
    ]);
    expect(await auditEntry.findMany({ where: { caseId: id } })).toEqual([
      expect.objectContaining({ role: 'software', caseVersion: 1 }),
    ]);
  });
});

describe('a second renewal review', () => {
  it('is not opened by repeated or simultaneous calls', async () => {
    const { origin, authorization } = await authorized();
    desk.clock.set(OPENS);
    const openReview = () => openContinuationReview(desk.ports)(authorization.number);
    const steps = await Promise.all(Array.from({ length: 8 }, openReview));
    await openReview();
    expect(await reviews(origin.member.memberId)).toBe(1);
    expect(new Set(steps.map(({ status }) => status))).toEqual(new Set(['active']));
  });

  it('is opened if the provider office withdraws its own at the same moment', async () => {
    const { origin, authorization } = await authorized();
    desk.clock.set(OPENS);
    const asked = { requestType: 'continuation', member: origin.member, facts: MET } as const;
    const { record: theirs } = await opened(desk.ports, asked);
    const { records } = desk.ports;
    let isWithdrawn = false;
    const withdrawing: CaseRepository = {
      ...records,
      commit: async (change) => {
        if (!isWithdrawn) accepted(await withdraw(desk.ports, theirs.id));
        isWithdrawn = true;
        return records.commit(change);
      },
    };
    await openContinuationReview({ ...desk.ports, records: withdrawing })(authorization.number);
    const { record } = await reviewOf(authorization.number);
    expect([record.id === theirs.id, record.status]).toEqual([false, 'pending-information']);
  });

  it('is not opened if the provider office has an open one: that one is the review', async () => {
    const { origin, authorization } = await authorized();
    desk.clock.set(new Date(OPENS.getTime() - 86_400_000));
    const sent = await opened(desk.ports, { requestType: 'continuation', member: origin.member });
    desk.clock.set(OPENS);
    await openContinuationReview(desk.ports)(authorization.number);
    expect((await reviewOf(authorization.number)).record.id).toBe(sent.record.id);
    expect(await reviews(origin.member.memberId)).toBe(1);
  });

  it('is opened next to a review of another line of business', async () => {
    const { origin, authorization } = await authorized();
    desk.clock.set(new Date(OPENS.getTime() - 86_400_000));
    const elsewhere = await opened(desk.ports, {
      requestType: 'continuation',
      member: origin.member,
      lineOfBusiness: 'medicare-advantage',
    });
    desk.clock.set(OPENS);
    await openContinuationReview(desk.ports)(authorization.number);
    const { record } = await reviewOf(authorization.number);
    expect([record.id === elsewhere.record.id, record.lineOfBusiness, record.renews]).toEqual([
      false,
      'commercial',
      authorization.number,
    ]);
    accepted(await withdraw(desk.ports, elsewhere.record.id));
    expect((await desk.ports.records.case(record.id))?.status).toBe('pending-information');
  });

  it('is not opened if the authorization is already renewed', async () => {
    const { origin, authorization } = await authorized();
    desk.clock.set(new Date(OPENS.getTime() - 86_400_000));
    const sent = { requestType: 'continuation', member: origin.member } as const;
    await opened(desk.ports, { ...sent, facts: RESPONDING });
    desk.clock.set(OPENS);
    await openContinuationReview(desk.ports)(authorization.number);
    expect(await desk.ports.records.authorization(authorization.number)).toMatchObject({
      continuationCaseId: null,
      nextStepAt: new Date('2027-06-01T04:00:00Z'),
    });
    expect(await reviews(origin.member.memberId)).toBe(1);
  });

  it('opens a year later, for the authorization that followed', async () => {
    const { origin, authorization } = await authorized();
    desk.clock.set(OPENS);
    await openContinuationReview(desk.ports)(authorization.number);
    const { record } = await reviewOf(authorization.number);
    const renewed = accepted(await inform(desk.ports, record.id, RESPONSE)).authorization!;
    desk.clock.set(renewed.nextStepAt!);
    await openContinuationReview(desk.ports)(renewed.number);
    const second = await reviewOf(renewed.number);
    expect(second.record.carriedFrom).toBe(record.id);
    expect(second.record.facts['beneficialResponse']).toBeUndefined();
    expect(await reviews(origin.member.memberId)).toBe(2);
  });
});

describe("a renewal that was requested under another person's number", () => {
  /** The review of an authorization is due while it is open. */
  async function taken() {
    const { origin, authorization } = await authorized();
    const { number } = authorization;
    const member = { ...origin.member, givenName: 'Robert', birthDate: '1961-02-03' };
    desk.clock.set('2027-02-01T15:00:00Z');
    const stranger = await opened(desk.ports, { requestType: 'continuation', member });
    expect(stranger.record.holds.map(({ id }) => id)).toContain('another-person');
    desk.clock.set(OPENS);
    await openContinuationReview(desk.ports)(number);
    return { origin, number, strangerId: stranger.record.id };
  }

  const waiting = (number: string) =>
    desk.records.database.notice.count({
      where: { authorization: number, kind: 'renewal-reminder', sentAt: null },
    });

  it.each([
    ['withdrawn', withdraw],
    ['denied', (ports: Ports, id: string) => decide(ports, id, 'deny', { clauses: ['C.4'] })],
  ])(
    'leaves room for the review once it is %s, and leaves the reminders unchanged',
    async (_, close) => {
      const { origin, number, strangerId } = await taken();
      accepted(await inform(desk.ports, strangerId, { ...RESPONDING, dosing: TOO_MANY }));
      desk.clock.set('2027-04-10T15:00:00Z');
      accepted(await close(desk.ports, strangerId));
      const { next } = await followAuthorization(desk.ports)(number);
      expect(next).toEqual({ action: 'open-continuation', at: new Date('2027-04-10T15:00:00Z') });
      await openContinuationReview(desk.ports)(number);
      const { record } = await reviewOf(number);
      expect([record.carriedFrom, record.member]).toEqual([origin.id, origin.member]);
      expect(await waiting(number)).toBe(4);
    },
  );

  it("reveals nothing about the other person's coverage", async () => {
    const { number, strangerId } = await taken();
    desk.clock.set('2027-06-01T04:00:00Z');
    await expireAuthorization(desk.ports)(number);
    const where = { caseId: strangerId, kind: 'cover-lapse' };
    expect(await desk.records.database.notice.count({ where })).toBe(0);
    const { record } = accepted(await viewCase(desk.ports)(strangerId));
    expect(record.withoutCoverSince).toBe('2027-06-01');
  });

  it("does not change how the other person's office is reached", async () => {
    const { origin, strangerId } = await taken();
    accepted(
      await changePrescriber(desk.ports)({
        caseId: strangerId,
        contact: { email: 'elsewhere@example.org' },
        actor: PHARMACIST,
      }),
    );
    const { record } = accepted(await viewCase(desk.ports)(origin.id));
    expect(record.prescriber).toEqual(origin.prescriber);
  });

  it('stays open when the authorization is ended', async () => {
    const { number, strangerId } = await taken();
    const lastDay = '2027-04-01';
    accepted(
      await endAuthorization(desk.ports)({ number, reason: 'member-died', lastDay, actor: INTAKE }),
    );
    const { record } = accepted(await viewCase(desk.ports)(strangerId));
    expect(record.closedAt).toBeNull();
  });
});
