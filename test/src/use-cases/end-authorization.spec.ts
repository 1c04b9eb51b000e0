import {
  endAuthorization,
  expireAuthorization,
  followAuthorization,
  openContinuationReview,
  type CaseRecord,
  type EndAuthorization,
} from '@assent/application';
import { END_REASONS, type EndReason } from '@assent/domain';
import { openDesk, type Desk } from '../support/desk';
import { MET, RESPONDING } from '../support/facts';
import { deliverDue, makeMemberLetters } from '../support/letters';
import {
  accepted,
  decide,
  digestLike,
  inform,
  INTAKE,
  open,
  opened,
  refused,
  unique,
  withdraw,
} from '../support/requests';
import { twinOf } from '../support/twins';

/** Sixty days before 2027-05-21, at six in the morning of New York. */
const OPENS = '2027-03-22T10:00:00Z';

type Member = CaseRecord['member'];

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clock.set('2026-11-22T15:00:00Z'));
afterAll(() => desk.close());

/** An authorization for 2026-11-22 to 2027-05-21. */
async function authorized() {
  const { record, authorization } = await opened(desk.ports, { facts: MET });
  return { member: record.member, origin: record, number: authorization!.number };
}

/** The same, with its renewal review open. */
async function underReview() {
  const { member, number } = await authorized();
  desk.clock.set(OPENS);
  await openContinuationReview(desk.ports)(number);
  const { continuationCaseId } = await stored(number);
  return { member, number, reviewId: continuationCaseId! };
}

const stored = async (number: string) => (await desk.ports.records.authorization(number))!;
const end = (number: string, overrides: Partial<EndAuthorization> = {}) =>
  endAuthorization(desk.ports)({
    number,
    reason: 'therapy-stopped',
    lastDay: '2027-01-31',
    actor: INTAKE,
    ...overrides,
  });
const remindersLeft = (number: string) =>
  desk.records.database.notice.count({
    where: { authorization: number, kind: 'renewal-reminder', sentAt: null },
  });

describe('ending an authorization early', () => {
  it.each(END_REASONS)('records when it ended and that the reason was %s', async (reason) => {
    const { number, origin } = await authorized();
    desk.clock.set('2027-01-31T15:00:00Z');
    const ended = accepted(await end(number, { reason, note: 'Told by phone.' }));
    expect(ended).toMatchObject({ status: 'ended', endedOn: '2027-01-31', endReason: reason });
    expect(await stored(number)).toEqual(ended);
    expect((await desk.ports.records.events(origin.id)).at(-1)).toMatchObject({
      type: 'authorization-ended',
      actor: INTAKE,
      details: { authorization: number, reason, lastDay: '2027-01-31', note: 'Told by phone.' },
    });
    const entries = await desk.records.database.auditEntry.findMany({
      where: { caseId: origin.id, action: 'end-authorization' },
    });
    expect(entries.map(({ actor, role }) => [actor, role])).toEqual([['ivy', 'intake']]);
  });

  it('cancels its reminders, and leaves its workflow nothing to do', async () => {
    const { number } = await authorized();
    expect(await remindersLeft(number)).toBe(4);
    accepted(await end(number));
    expect(await remindersLeft(number)).toBe(0);
    const { outbox } = desk.records.database;
    expect(await outbox.count({ where: { topic: 'authorization-changed', subject: number } })).toBe(
      1,
    );
    const { status, next } = await followAuthorization(desk.ports)(number);
    expect([status, next]).toEqual(['ended', null]);
  });

  it('withdraws its open review in the same change', async () => {
    const { number, reviewId } = await underReview();
    accepted(await end(number, { reason: 'member-died', lastDay: '2027-03-20' }));
    const review = (await desk.ports.records.case(reviewId))!;
    expect(review.status).toBe('withdrawn');
    expect((await desk.ports.records.events(reviewId)).at(-1)).toMatchObject({
      type: 'withdrawn',
      details: { reason: `Authorization ${number} was ended.` },
    });
  });

  it('leaves open a review that another authorization shares', async () => {
    const { number } = await authorized();
    const twin = await twinOf(desk, number, { facts: MET });
    desk.clock.set(OPENS);
    await openContinuationReview(desk.ports)(number);
    await openContinuationReview(desk.ports)(twin);
    accepted(await end(number, { lastDay: '2027-03-31' }));
    const { continuationCaseId } = await stored(twin);
    expect((await desk.ports.records.case(continuationCaseId!))?.status).toBe(
      'pending-information',
    );
  });

  it.each(['2026-11-20', '2027-05-22'])('is refused for the last day %s', async (lastDay) => {
    const { number } = await authorized();
    const { code, faults } = refused(await end(number, { lastDay }));
    expect([code, faults?.map(({ path }) => path)]).toEqual(['invalid', ['lastDay']]);
  });

  it('is refused for a later day than today if the member has died', async () => {
    const { number } = await authorized();
    const died = (lastDay: string) => end(number, { reason: 'member-died', lastDay });
    const { code, faults } = refused(await died('2026-11-23'));
    expect([code, faults]).toEqual([
      'invalid',
      [
        {
          path: 'lastDay',
          code: 'in-the-future',
          message: "can't be after today, November 22, 2026, because the member has died",
        },
      ],
    ]);
    expect((await stored(number)).status).toBe('active');
    accepted(await died('2026-11-22'));
  });

  it('voids what has not started if the member has died, and refuses a future day', async () => {
    const { number: current, member } = await authorized();
    const renewal = { requestType: 'continuation', member, facts: RESPONDING } as const;
    const { number, period } = (await opened(desk.ports, renewal)).authorization!;
    const died = (lastDay: string) => end(number, { reason: 'member-died', lastDay });
    expect(period.start).toBe('2027-05-22');
    expect(refused(await died('2027-05-21')).faults?.[0]?.code).toBe('in-the-future');
    accepted(await died('2026-11-22'));
    expect((await stored(number)).status).toBe('ended');
    expect(await stored(current)).toMatchObject({
      status: 'ended',
      endReason: 'member-died',
      endedOn: '2026-11-22',
      renewedBy: null,
    });
  });

  it('is refused once it is over, and for an unknown number', async () => {
    const { number } = await authorized();
    accepted(await end(number));
    expect(refused(await end(number)).code).toBe('authorization-over');
    expect(refused(await end('AU-NONE')).code).toBe('authorization-not-found');
  });

  it('is done once under its key, even if it is sent many times at once', async () => {
    const { number, origin } = await authorized();
    const command = { key: unique(), digest: digestLike('end') };
    const results = await Promise.all(Array.from({ length: 6 }, () => end(number, { command })));
    expect(new Set(results.map((result) => accepted(result).status))).toEqual(new Set(['ended']));
    const events = await desk.ports.records.events(origin.id);
    expect(events.filter(({ type }) => type === 'authorization-ended')).toHaveLength(1);
    const other = { key: command.key, digest: digestLike('other') };
    expect(refused(await end(number, { command: other })).code).toBe('idempotency-key-reused');
  });

  it('makes room from the day after, and not before', async () => {
    const { number, member } = await authorized();
    accepted(await end(number, { lastDay: '2026-12-10' }));
    const again = await opened(desk.ports, { member, facts: MET });
    expect(again.authorization?.period.start).toBe('2026-12-11');
  });

  it('of a renewal entered in error leaves the authorization before without a renewal', async () => {
    const { number, member } = await authorized();
    const renewed = accepted(
      await open(desk.ports, { requestType: 'continuation', member, facts: RESPONDING }),
    ).view.authorization!;
    expect(await remindersLeft(number)).toBe(0);
    accepted(await end(renewed.number, { reason: 'entered-in-error', lastDay: '2026-11-22' }));
    expect(await stored(number)).toMatchObject({ renewedBy: null, nextStepAt: new Date(OPENS) });
    expect(await remindersLeft(number)).toBe(4);
    const second = await opened(desk.ports, {
      requestType: 'continuation',
      member,
      facts: RESPONDING,
    });
    expect([second.authorization?.period.start, (await stored(number)).renewedBy]).toEqual([
      '2027-05-22',
      second.authorization?.number,
    ]);
  });

  const WEAKER = { ...MET, dosing: { ...MET.dosing, capsuleStrengthMg: 3 } };

  /** What a person approved in place of everything from a day on. */
  async function replacing(member: Member, requestedStart?: string) {
    const { record } = await opened(desk.ports, {
      member,
      facts: WEAKER,
      ...(requestedStart !== undefined && { requestedStart }),
    });
    const { authorization } = accepted(await decide(desk.ports, record.id, 'approve'));
    return authorization!;
  }

  it("of one that has not started ends all of the member's coverage if they have died", async () => {
    const { number, member, reviewId } = await underReview();
    const next = await replacing(member, '2027-05-22');
    accepted(await end(next.number, { reason: 'member-died', lastDay: '2027-03-21' }));
    expect(await stored(number)).toMatchObject({ status: 'ended', endedOn: '2027-03-21' });
    expect(await stored(next.number)).toMatchObject({ status: 'ended', endedOn: '2027-03-21' });
    expect(await remindersLeft(number)).toBe(0);
    expect((await desk.ports.records.case(reviewId))?.status).toBe('withdrawn');
  });

  it.each([
    ['coverage-ended', 'therapy-stopped', 'initiation', MET],
    ['therapy-stopped', 'superseded', 'continuation', RESPONDING],
  ] as const)(
    'for %s and then for %s still holds the next %s because of the first reason',
    async (first, second, requestType, facts) => {
      const { number, member } = await authorized();
      desk.clock.set('2026-11-25T15:00:00Z');
      accepted(await end(number, { reason: first, lastDay: '2026-12-31' }));
      desk.clock.set('2026-11-26T15:00:00Z');
      accepted(await end(number, { reason: second, lastDay: '2026-12-10' }));
      const { record } = await opened(desk.ports, {
        requestType,
        member,
        facts,
        requestedStart: '2027-01-05',
      });
      expect([record.status, record.holds.map(({ id }) => id)]).toEqual([
        'in-review',
        ['ended-before'],
      ]);
    },
  );

  it('of what replaced a renewal before it started leaves the authorization before without a renewal', async () => {
    const { number, member } = await authorized();
    const renewal = { requestType: 'continuation', member, facts: RESPONDING } as const;
    const renewed = (await opened(desk.ports, renewal)).authorization!;
    const instead = await replacing(member, renewed.period.start);
    expect((await stored(renewed.number)).renewedBy).toBe(instead.number);
    accepted(await end(instead.number, { reason: 'entered-in-error', lastDay: '2027-05-21' }));
    expect(await stored(number)).toMatchObject({ renewedBy: null, nextStepAt: new Date(OPENS) });
    expect(await remindersLeft(number)).toBe(4);
  });

  it('of a renewal that covers no day, for any reason except an ended therapy or ended coverage', async () => {
    const { number, member } = await authorized();
    const renewal = { requestType: 'continuation', member, facts: RESPONDING } as const;
    const renewed = (await opened(desk.ports, renewal)).authorization!;
    accepted(await end(renewed.number, { reason: 'superseded', lastDay: '2027-05-21' }));
    expect([(await stored(number)).renewedBy, await remindersLeft(number)]).toEqual([null, 4]);
    const again = (await opened(desk.ports, renewal)).authorization!;
    accepted(await end(again.number, { reason: 'therapy-stopped', lastDay: '2027-05-21' }));
    expect(await remindersLeft(number)).toBe(0);
  });

  it.each(['therapy-stopped', 'coverage-ended'] as const)(
    'for %s of a renewal that had not started still reports the coverage gap',
    async (reason) => {
      const { number, member } = await authorized();
      const renewal = { requestType: 'continuation', member, facts: RESPONDING } as const;
      const renewed = (await opened(desk.ports, renewal)).authorization!;
      accepted(await end(renewed.number, { reason, lastDay: '2027-05-21' }));
      const { record: asked } = await opened(desk.ports, renewal);
      desk.clock.set(OPENS);
      const { next } = await openContinuationReview(desk.ports)(number);
      expect(next?.action).toBe('expire');
      expect(await stored(number)).toMatchObject({
        status: 'active',
        renewedBy: null,
        continuationCaseId: renewed.caseId,
      });
      desk.clock.set('2027-05-22T04:00:00Z');
      await expireAuthorization(desk.ports)(number);
      expect((await desk.ports.records.case(asked.id))?.withoutCoverSince).toBe('2027-05-22');
      const where = { caseId: asked.id, kind: 'cover-lapse' };
      expect(await desk.records.database.notice.count({ where })).toBe(1);
    },
  );

  it('leaves an expired authorization lapsed if its renewal was entered in error', async () => {
    const { number, member } = await authorized();
    const renewal = { requestType: 'continuation', member, facts: RESPONDING } as const;
    const renewed = (await opened(desk.ports, renewal)).authorization!;
    desk.clock.set('2027-05-22T04:00:00Z');
    await expireAuthorization(desk.ports)(number);
    accepted(await end(renewed.number, { reason: 'entered-in-error', lastDay: '2027-05-21' }));
    expect(await stored(number)).toMatchObject({ status: 'expired', renewedBy: null });
    expect(await remindersLeft(number)).toBe(0);
  });

  it('as entered in error does not count as a prior approval of a later request', async () => {
    const { number, member } = await authorized();
    accepted(await end(number, { reason: 'entered-in-error', lastDay: '2026-11-21' }));
    const { determination } = await opened(desk.ports, {
      requestType: 'continuation',
      member,
      facts: RESPONDING,
    });
    expect(determination.outcome).toBe('information-needed');
  });
});

describe('an earlier end for an authorization that was already ended', () => {
  /** An authorization that was ended for a reason, with its last day weeks ahead. */
  async function endedAhead(reason: EndReason = 'therapy-stopped') {
    const covered = await authorized();
    accepted(await end(covered.number, { reason, lastDay: '2027-01-31' }));
    return covered;
  }

  it.each(END_REASONS)('replaces the day and the reason, for %s', async (reason) => {
    const { number, origin } = await endedAhead();
    const ended = accepted(await end(number, { reason, lastDay: '2026-11-21' }));
    expect(ended).toMatchObject({ status: 'ended', endedOn: '2026-11-21', endReason: reason });
    expect(await stored(number)).toEqual(ended);
    const events = await desk.ports.records.events(origin.id);
    const ends = events.filter(({ type }) => type === 'authorization-ended');
    expect(ends.map(({ details }) => [details['reason'], details['lastDay']])).toEqual([
      ['therapy-stopped', '2027-01-31'],
      [reason, '2026-11-21'],
    ]);
    const { auditEntry } = desk.records.database;
    const where = { caseId: origin.id, action: 'end-authorization' };
    expect(await auditEntry.count({ where })).toBe(2);
  });

  it('applies a death to the member from then on', async () => {
    const { number, member } = await endedAhead();
    accepted(await end(number, { reason: 'member-died', lastDay: '2026-11-22' }));
    const { record } = await opened(desk.ports, { member, facts: MET });
    expect([record.status, record.holds.map(({ id }) => id)]).toEqual([
      'in-review',
      ['ended-before'],
    ]);
  });

  it('voids what was approved since then to start later, if the member has died', async () => {
    const { number, member } = await endedAhead();
    const next = await opened(desk.ports, { member, facts: MET, requestedStart: '2027-02-01' });
    accepted(await end(number, { reason: 'member-died', lastDay: '2026-11-22' }));
    expect(await stored(next.authorization!.number)).toMatchObject({
      status: 'ended',
      endReason: 'member-died',
      endedOn: '2027-01-31',
    });
  });

  it('accepts a death on the last day that it was ended on', async () => {
    const { number } = await endedAhead();
    desk.clock.set('2027-01-31T15:00:00Z');
    const died = { reason: 'member-died', lastDay: '2027-01-31' } as const;
    expect(accepted(await end(number, died)).endReason).toBe('member-died');
    expect(refused(await end(number, died)).code).toBe('authorization-over');
  });

  it('leaves what was approved since then, if only the day was mistyped', async () => {
    const { number, member } = await endedAhead();
    const next = await opened(desk.ports, { member, facts: MET, requestedStart: '2027-02-01' });
    accepted(await end(number, { lastDay: '2026-12-31' }));
    expect((await stored(next.authorization!.number)).status).toBe('active');
  });

  it('doesn’t hold requests again if a person approved another one since then', async () => {
    const { number, member } = await endedAhead('coverage-ended');
    const { record } = await opened(desk.ports, {
      member,
      facts: MET,
      requestedStart: '2027-02-01',
    });
    accepted(await decide(desk.ports, record.id, 'approve'));
    desk.clock.set('2026-11-23T15:00:00Z');
    accepted(await end(number, { reason: 'coverage-ended', lastDay: '2026-12-31' }));
    // The only thing against it is the coverage that it already has.
    const again = await open(desk.ports, { member, facts: MET, requestedStart: '2027-02-01' });
    expect(refused(again).code).toBe('duplicate-authorization');
  });

  it.each([
    ['entered-in-error', 'active'],
    ['member-died', 'ended'],
  ] as const)(
    'as %s leaves the authorization that replaced it %s, without a renewal',
    async (reason, status) => {
      const { number, member } = await authorized();
      const { record } = await opened(desk.ports, {
        member,
        facts: { ...MET, dosing: { capsulesPer28Days: 2 } },
        requestedStart: '2026-12-20',
      });
      const { authorization } = accepted(await decide(desk.ports, record.id, 'approve'));
      expect((await stored(number)).endReason).toBe('superseded');
      accepted(await end(number, { reason, lastDay: '2026-11-22' }));
      expect([
        (await stored(authorization!.number)).status,
        (await stored(number)).renewedBy,
      ]).toEqual([status, null]);
    },
  );

  it.each([
    ['adds days', '2026-11-22T15:00:00Z', '2027-02-01'],
    ['changes nothing', '2026-11-22T15:00:00Z', '2027-01-31'],
    ['comes after the last day', '2027-02-01T15:00:00Z', '2027-01-15'],
  ])('is refused if it %s', async (_, now, lastDay) => {
    const { number } = await endedAhead();
    const before = await stored(number);
    desk.clock.set(now);
    const { code, detail } = refused(await end(number, { lastDay }));
    expect(code).toBe('authorization-over');
    expect(detail).toMatch(
      now < '2027'
        ? 'has already ended: its last day is January 31, 2027, and it can only be changed to an earlier day'
        : /has already ended$/,
    );
    expect(await stored(number)).toEqual(before);
  });

  it('can’t replace a death with another reason', async () => {
    const { number } = await endedAhead();
    accepted(await end(number, { reason: 'member-died', lastDay: '2026-11-22' }));
    const earlier = { lastDay: '2026-11-21' };
    expect(refused(await end(number, earlier)).detail).toMatch(/because the member has died$/);
    accepted(await end(number, { ...earlier, reason: 'member-died' }));
  });
});

describe('the reminders of an authorization whose renewal request is closed', () => {
  it.each([
    [
      'denied',
      async (id: string) => {
        accepted(await inform(desk.ports, id, { ...RESPONDING, dosing: { capsulesPer28Days: 4 } }));
        accepted(await decide(desk.ports, id, 'deny', { clauses: ['C.4'] }));
      },
    ],
    ['withdrawn', async (id: string) => void accepted(await withdraw(desk.ports, id))],
  ])('stop if it is %s, for every twin', async (_, close) => {
    const { number } = await authorized();
    const twin = await twinOf(desk, number, { facts: MET });
    desk.clock.set(OPENS);
    await openContinuationReview(desk.ports)(number);
    await openContinuationReview(desk.ports)(twin);
    expect([await remindersLeft(number), await remindersLeft(twin)]).toEqual([4, 4]);
    await close((await stored(number)).continuationCaseId!);
    expect([await remindersLeft(number), await remindersLeft(twin)]).toEqual([0, 0]);
  });

  it('continue if it is withdrawn before the review is due, which still opens', async () => {
    const { number, member } = await authorized();
    const { record } = await opened(desk.ports, { requestType: 'continuation', member });
    accepted(await withdraw(desk.ports, record.id));
    expect(await remindersLeft(number)).toBe(4);
    desk.clock.set(OPENS);
    await openContinuationReview(desk.ports)(number);
    expect((await stored(number)).continuationCaseId).not.toBeNull();
  });

  it('continue if a new request is withdrawn', async () => {
    const { number, member } = await authorized();
    const { record } = await opened(desk.ports, { member, facts: {} });
    accepted(await withdraw(desk.ports, record.id));
    expect(await remindersLeft(number)).toBe(4);
  });
});

it('an approved renewal renews every twin, and no reminder of a twin is sent', async () => {
  const { number, member } = await authorized();
  const twin = await twinOf(desk, number, { facts: MET });
  desk.clock.set(OPENS);
  const { authorization } = await opened(desk.ports, {
    requestType: 'continuation',
    member,
    facts: RESPONDING,
  });
  const [first, second] = [await stored(number), await stored(twin)];
  expect([first.renewedBy, second.renewedBy]).toEqual([
    authorization?.number,
    authorization?.number,
  ]);
  expect([await remindersLeft(number), await remindersLeft(twin)]).toEqual([0, 0]);
  expect(authorization?.period.start).toBe('2027-05-22');
});

describe('the letters about the end of an authorization', () => {
  const planned = async (caseId: string) => {
    const [notices, letters] = [
      await desk.ports.records.notices(caseId),
      await desk.ports.records.memberLetters(caseId),
    ];
    const kinds = (all: readonly { kind: string; authorization: string | null }[]) =>
      all.map(({ kind }) => kind).filter((kind) => !kind.startsWith('renewal'));
    return { office: kinds(notices), member: kinds(letters) };
  };
  /** Approved while no letters go out, so that the letters about it wait. */
  const atNight = async () => {
    desk.clock.set('2026-11-23T03:00:00Z');
    return authorized();
  };

  it.each([
    ['therapy-stopped', ['approval', 'authorization-ended'], ['approval', 'authorization-ended']],
    ['coverage-ended', ['approval', 'authorization-ended'], ['approval', 'authorization-ended']],
    ['entered-in-error', ['authorization-ended'], ['authorization-ended']],
    ['member-died', ['authorization-ended'], []],
    ['superseded', ['approval'], ['approval']],
  ] as const)('(%s) go to whom it concerns, without what is untrue', async (reason, ...all) => {
    const { number, origin } = await atNight();
    const lastDay = reason === 'member-died' ? '2026-11-22' : '2027-01-31';
    accepted(await end(number, { reason, lastDay }));
    const [office, member] = all;
    expect(await planned(origin.id)).toEqual({ office, member });
  });

  it('are sent as the record says, in the words of each', async () => {
    const { number, origin } = await atNight();
    accepted(await end(number));
    desk.clock.set('2026-11-23T15:00:00Z');
    await deliverDue(desk);
    await makeMemberLetters(desk);
    const [letter] = (await desk.ports.records.notices(origin.id)).filter(
      ({ kind }) => kind === 'authorization-ended',
    );
    expect(letter?.text).toContain('and ends on January 31, 2027.');
    const [toMember] = (await desk.ports.records.memberLetters(origin.id)).filter(
      ({ kind }) => kind === 'authorization-ended',
    );
    expect(toMember?.text).toContain('Why: we were told that you have stopped this treatment.');
    const [approval] = (await desk.ports.records.memberLetters(origin.id)).filter(
      ({ kind }) => kind === 'approval',
    );
    expect(approval?.text).toContain('January 31, 2027');
  });

  it('are replaced by those about an earlier end, while they wait', async () => {
    const { number, origin } = await atNight();
    accepted(await end(number));
    accepted(await end(number, { lastDay: '2026-12-31' }));
    expect((await planned(origin.id)).office).toEqual(['approval', 'authorization-ended']);
    accepted(await end(number, { reason: 'member-died', lastDay: '2026-11-22' }));
    expect(await planned(origin.id)).toEqual({ office: ['authorization-ended'], member: [] });
  });

  it('after a death, neither is the withdrawn renewal told to the member', async () => {
    const { number, reviewId } = await underReview();
    accepted(await end(number, { reason: 'member-died', lastDay: '2027-03-20' }));
    const { member, office } = await planned(reviewId);
    expect([office.includes('withdrawal'), member]).toEqual([true, []]);
  });
});
