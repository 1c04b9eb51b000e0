import {
  continueBenefits,
  decideGoodCause,
  endAuthorization,
  expireAuthorization,
  followAuthorization,
  forwardAppeal,
  openContinuationReview,
  passDecisionDeadline,
  passInformationDeadline,
  recordExternalOutcome,
  viewAppeal,
  withdrawAppeal,
  type AuthorizationRecord,
  type CoverageRequest,
  type OpenAppeal,
} from '@assent/application';
import type { Facts } from '@assent/criteria';
import { addDays, lastCoveredDay, type Appeal, type CoverageType } from '@assent/domain';
import { decideOn, file, filed, OTHER_DIRECTOR } from '../support/appeals';
import { openDesk, type Desk } from '../support/desk';
import { MET, RESPONDING, RESPONSE, TOO_MANY_CAPSULES } from '../support/facts';
import { deliverDue, lettersOf } from '../support/letters';
import {
  accepted,
  decide,
  inform,
  INTAKE,
  opened,
  PHARMACIST,
  refused,
  requestOf,
  withdraw,
} from '../support/requests';

/** The last day of what is renewed. */
const ENDS = '2027-05-31';
/** In New York. */
const EXPIRY = '2027-06-01T04:00:00Z';
const DENIED = '2027-05-20T15:00:00Z';
const APPEALED = '2027-05-24T15:00:00Z';
const DECIDED = '2027-06-10T15:00:00Z';
const FOUR: Facts = { ...TOO_MANY_CAPSULES, ...RESPONSE };

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clock.set('2026-11-22T15:00:00Z'));
afterAll(() => desk.close());

type Kind = Pick<CoverageRequest, 'lineOfBusiness' | 'coverageType'>;
const MEDICAID: Kind = { lineOfBusiness: 'commercial', coverageType: 'medicaid-plan' };

const caseOf = async (id: string) => (await desk.ports.records.case(id))!;
const stored = async ({ id }: Pick<Appeal, 'id'>) => (await desk.ports.records.appeal(id))!;
const on = async (appeal: Pick<Appeal, 'id'>) => ({
  id: appeal.id,
  actor: INTAKE,
  version: (await stored(appeal)).version,
});
const all = async (caseId: string): Promise<readonly AuthorizationRecord[]> => {
  const { member, drug } = await caseOf(caseId);
  return desk.ports.records.authorizationsOf(member.memberId, drug);
};
const continued = async (caseId: string) =>
  (await all(caseId)).filter(({ continues }) => continues !== undefined);
const kindsOf = async (caseId: string) =>
  (await desk.ports.records.events(caseId)).map(({ type }) => type);
const ask = async (appeal: Appeal, receivedAt?: string) =>
  continueBenefits(desk.ports)({
    ...(await on(appeal)),
    by: 'member',
    ...(receivedAt !== undefined && { receivedAt: new Date(receivedAt) }),
  });

/** The days that are covered, from the first authorization on: each once, and no day between two is not. */
async function coveredDays(caseId: string): Promise<readonly [string, string]> {
  const covering = (await all(caseId))
    .filter((one) => lastCoveredDay(one) >= one.period.start)
    .sort((a, b) => (a.period.start < b.period.start ? -1 : 1));
  covering.slice(1).forEach((one, position) => {
    expect(one.period.start).toBe(addDays(lastCoveredDay(covering[position]!), 1));
  });
  return [covering[0]!.period.start, lastCoveredDay(covering.at(-1)!)];
}

/** A renewal request of an authorization through `ENDS`. */
async function renewal(kind: Partial<CoverageRequest> = {}, facts: Facts = FOUR) {
  const { member } = await requestOf(desk.ports);
  const first = await opened(desk.ports, {
    ...kind,
    member,
    facts: MET,
    requestedStart: '2026-12-01',
  });
  desk.clock.set('2027-05-19T15:00:00Z');
  const { record } = await opened(desk.ports, {
    ...kind,
    member,
    facts,
    requestType: 'continuation',
  });
  return { caseId: record.id, old: first.authorization!.number };
}

/** The same, denied, with the letters about it sent. */
async function denied(kind: Partial<CoverageRequest> = {}) {
  const renewed = await renewal(kind);
  desk.clock.set(DENIED);
  accepted(await decide(desk.ports, renewed.caseId, 'deny', { clauses: ['C.4'] }));
  await deliverDue(desk);
  return renewed;
}

async function appealed(kind: Partial<CoverageRequest> = {}, how: Partial<OpenAppeal> = {}) {
  const renewed = await denied(kind);
  desk.clock.set(APPEALED);
  const appeal = await filed(desk.ports, renewed.caseId, how);
  return { ...renewed, appeal };
}

describe('the appeal of a denied renewal', () => {
  it('continues coverage from the day after its end, at the same dose, without a request', async () => {
    const { caseId, old, appeal } = await appealed();
    const [one, ...others] = await continued(caseId);
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      status: 'active',
      continues: old,
      appealId: appeal.id,
      period: { start: '2027-06-01', end: '2027-07-23' },
      renewedBy: null,
      warnings: [],
    });
    const renewed = (await desk.ports.records.authorization(old))!;
    expect(one!.dosing).toEqual(renewed.dosing);
    expect(renewed).toMatchObject({ status: 'active', renewedBy: one!.number });
    expect(appeal.benefits).toMatchObject({
      rule: { by: 'rule', confidence: 'medium' },
      of: old,
      refusal: null,
      given: { authorization: one!.number, from: '2027-06-01', lastDay: null },
    });
    expect(await coveredDays(caseId)).toEqual(['2026-12-01', '2027-07-23']);
    expect((await kindsOf(caseId)).slice(-2)).toEqual(['appeal-opened', 'benefits-continued']);
    // The case shows what was approved, and nothing was.
    expect(await desk.ports.records.authorizationOfCase(caseId)).toBeNull();
  });

  it('is told in its letters: that coverage continues, and when it ends', async () => {
    const { caseId, appeal } = await appealed();
    const [received] = (await lettersOf(desk, caseId)).filter(({ subject }) =>
      subject.includes('appeal received'),
    );
    expect(received?.text).toContain(
      'Coverage continues from June 1, 2027 while the appeal is open, at the same dose as before. It ends when the appeal is over.',
    );
    desk.clock.set(DECIDED);
    accepted(await decideOn(desk.ports, appeal.id, 'uphold'));
    const [decided] = (await lettersOf(desk, caseId)).filter(({ subject }) =>
      subject.includes('decision on an appeal'),
    );
    expect(decided?.text).toContain('Coverage continues through June 10, 2027.');
  });

  it('does not let the old end be told: no reminder, no lapse', async () => {
    const { caseId, old } = await appealed();
    desk.clock.set(EXPIRY);
    expect((await expireAuthorization(desk.ports)(old)).status).toBe('expired');
    expect(await kindsOf(caseId)).not.toContain('cover-lapsed');
    const unsent = await desk.records.database.notice.findMany({
      where: {
        sentAt: null,
        kind: { in: ['renewal-reminder', 'cover-lapse'] },
        authorization: old,
      },
    });
    expect(unsent).toEqual([]);
  });

  it('has no reminders and no review of what continues it', async () => {
    const { caseId } = await appealed();
    const [one] = await continued(caseId);
    expect(await followAuthorization(desk.ports)(one!.number)).toMatchObject({
      next: { action: 'expire', at: one!.nextStepAt },
    });
    desk.clock.set(one!.nextStepAt!.toISOString());
    await openContinuationReview(desk.ports)(one!.number);
    expect(
      await desk.records.database.notice.count({ where: { authorization: one!.number } }),
    ).toBe(0);
    expect(await continued(caseId)).toEqual([one]);
  });

  it.each([
    ['upheld', '2027-06-10', async (id: string) => decideOn(desk.ports, id, 'uphold')],
    [
      'withdrawn',
      '2027-06-10',
      async (id: string) => withdrawAppeal(desk.ports)({ ...(await on({ id })), reason: 'So.' }),
    ],
  ] as const)('ends coverage on the day on which it is %s', async (status, lastDay, close) => {
    const { caseId, appeal } = await appealed();
    desk.clock.set(DECIDED);
    accepted(await close(appeal.id));
    const [one] = await continued(caseId);
    expect(one).toMatchObject({ status: 'active', period: { end: lastDay } });
    expect(await stored(appeal)).toMatchObject({ status, benefits: { given: { lastDay } } });
    expect(await coveredDays(caseId)).toEqual(['2026-12-01', lastDay]);
    expect(await kindsOf(caseId)).toContain('benefits-ended');
    desk.clock.set(one!.nextStepAt!.toISOString());
    expect((await expireAuthorization(desk.ports)(one!.number)).status).toBe('expired');
  });

  it('that is upheld before the old end revokes what has not begun', async () => {
    const { caseId, old, appeal } = await appealed();
    desk.clock.set('2027-05-26T15:00:00Z');
    accepted(await decideOn(desk.ports, appeal.id, 'uphold'));
    expect(await continued(caseId)).toMatchObject([
      { status: 'ended', endedOn: ENDS, endReason: 'appeal-closed', nextStepAt: null },
    ]);
    expect(await desk.ports.records.authorization(old)).toMatchObject({ renewedBy: null });
    expect((await stored(appeal)).benefits?.given?.lastDay).toBe(ENDS);
    expect(await coveredDays(caseId)).toEqual(['2026-12-01', ENDS]);
  });

  it.each(['2027-05-26T15:00:00Z', DECIDED])(
    'that is overturned at %s is followed by its authorization, without a gap or an overlap',
    async (at) => {
      const { caseId, old, appeal } = await appealed();
      desk.clock.set(at);
      const { appeal: decided } = accepted(await decideOn(desk.ports, appeal.id, 'overturn'));
      const issued = (await desk.ports.records.authorization(decided.authorization!))!;
      expect(await coveredDays(caseId)).toEqual(['2026-12-01', issued.period.end]);
      // It renews what was approved before; what continued that was only a bridge.
      const renewed = await desk.ports.records.authorization(old);
      expect(renewed).toMatchObject({ renewedBy: issued.number });
      expect(renewed?.isContinued).toBeUndefined();
      expect((await caseOf(caseId)).renews).toBe(old);
      expect((await stored(appeal)).benefits?.given?.lastDay).toBe(
        addDays(issued.period.start, -1),
      );
      expect(await desk.ports.records.authorizationOfCase(caseId)).toMatchObject({
        number: issued.number,
      });
    },
  );

  it('that is dismissed ends it', async () => {
    const { caseId, appeal } = await appealed({}, { by: 'representative' });
    expect(await continued(caseId)).toHaveLength(1);
    desk.clock.set(DECIDED);
    const command = { ...(await on(appeal)), actor: OTHER_DIRECTOR };
    accepted(await decideGoodCause(desk.ports)({ ...command, accepted: false, reason: 'No.' }));
    expect(await coveredDays(caseId)).toEqual(['2026-12-01', '2027-06-10']);
  });

  it('ends coverage with the next renewal that is approved, which follows at once', async () => {
    const { caseId, appeal } = await appealed();
    desk.clock.set(DECIDED);
    const { member } = await caseOf(caseId);
    const next = await opened(desk.ports, {
      member,
      facts: RESPONDING,
      requestType: 'continuation',
    });
    const { authorization } =
      next.authorization === null
        ? accepted(await decide(desk.ports, next.record.id, 'approve', { actor: PHARMACIST }))
        : next;
    expect(authorization?.period.start).toBe('2027-06-11');
    // What continued coverage is no approval that the guideline could count.
    const approvals = JSON.stringify(next.record.facts);
    expect(approvals).toContain('2026-11-22');
    expect(approvals).not.toContain('2027-05-24');
    expect((await coveredDays(caseId))[1]).toBe(authorization?.period.end);
    accepted(await decideOn(desk.ports, appeal.id, 'uphold'));
    expect((await coveredDays(caseId))[1]).toBe(authorization?.period.end);
  });

  it('gets more days while it is open, well before the last one', async () => {
    const { caseId, appeal } = await appealed();
    const [one] = await continued(caseId);
    desk.clock.set(one!.nextStepAt!.toISOString());
    await Promise.all([1, 2, 3].map(() => expireAuthorization(desk.ports)(one!.number)));
    const [longer] = await continued(caseId);
    expect(longer!.period.end > one!.period.end).toBe(true);
    expect(longer!.nextStepAt! > one!.nextStepAt!).toBe(true);
    expect(longer!.version).toBe(one!.version + 1);
    // However long no worker ran.
    desk.clock.set('2027-12-01T15:00:00Z');
    await expireAuthorization(desk.ports)(one!.number);
    expect((await coveredDays(caseId))[1] > '2027-12-01').toBe(true);
    accepted(await decideOn(desk.ports, appeal.id, 'uphold'));
    expect(await coveredDays(caseId)).toEqual(['2026-12-01', '2027-12-01']);
  });

  it('is continued once, however often it is sent at once', async () => {
    const { caseId } = await denied();
    desk.clock.set(APPEALED);
    const sent = await Promise.all([1, 2, 3].map(() => file(desk.ports, caseId)));
    expect(sent.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await continued(caseId)).toHaveLength(1);
  });

  it('is withdrawn and decided at once: coverage ends once', async () => {
    const { caseId, appeal } = await appealed();
    desk.clock.set(DECIDED);
    const command = await on(appeal);
    const both = await Promise.all([
      decideOn(desk.ports, appeal.id, 'overturn'),
      withdrawAppeal(desk.ports)({ ...command, reason: 'So.' }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    await coveredDays(caseId);
    expect((await kindsOf(caseId)).filter((kind) => kind === 'benefits-ended')).toHaveLength(1);
  });

  it('continues from the same end when it is appealed again after a withdrawal', async () => {
    const { caseId, appeal } = await appealed();
    accepted(await withdrawAppeal(desk.ports)({ ...(await on(appeal)), reason: 'Not now.' }));
    await filed(desk.ports, caseId);
    expect((await coveredDays(caseId))[0]).toBe('2026-12-01');
    expect((await continued(caseId)).filter(({ status }) => status === 'active')).toHaveLength(1);
  });

  it('ends with the therapy, if that stopped', async () => {
    const { caseId, old, appeal } = await appealed();
    desk.clock.set('2027-05-28T15:00:00Z');
    const command = { number: old, reason: 'therapy-stopped', lastDay: '2027-05-28' } as const;
    accepted(await endAuthorization(desk.ports)({ ...command, actor: INTAKE }));
    expect(await coveredDays(caseId)).toEqual(['2026-12-01', '2027-05-28']);
    const { benefits } = accepted(await viewAppeal(desk.ports)(appeal.id, INTAKE));
    expect(benefits).toMatchObject({ state: 'ended', benefits: { given: { lastDay: ENDS } } });
  });

  it('is no approval: the denial still counts against a new request', async () => {
    const { caseId } = await appealed();
    desk.clock.set(DECIDED);
    const { member } = await caseOf(caseId);
    const { record } = await opened(desk.ports, { member, facts: MET });
    expect(record.status).toBe('in-review');
    expect(record.holds.map(({ id }) => id)).toContain('denied-before');
  });
});

describe('coverage does not continue', () => {
  it.each([
    ['not-provided', { lineOfBusiness: 'medicare-advantage' }],
    ['not-provided', { lineOfBusiness: 'medicare-advantage', coverageType: 'medical-item' }],
  ] as const)('(%s) for %j, and the appeal says by which rule', async (refusal, kind) => {
    const { caseId, appeal } = await appealed(kind);
    expect(appeal.benefits).toMatchObject({ refusal, rule: { by: 'none' } });
    expect(appeal.benefits?.rule?.source).toContain('42 CFR part 422');
    expect(await continued(caseId)).toEqual([]);
    expect(refused(await ask(appeal)).code).toBe('benefits-not-available');
  });

  it('for a new request', async () => {
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
    accepted(await decide(desk.ports, record.id, 'deny'));
    const { benefits } = await filed(desk.ports, record.id);
    expect(benefits).toMatchObject({ refusal: 'not-ongoing', of: null });
    expect(await kindsOf(record.id)).not.toContain('benefits-refused');
  });

  it('for an appeal that comes after coverage and the days from the letter are over', async () => {
    const { caseId } = await denied();
    desk.clock.set(EXPIRY);
    const appeal = await filed(desk.ports, caseId);
    expect(appeal.benefits).toMatchObject({ refusal: 'late', askBy: new Date(EXPIRY) });
    expect(appeal.status).toBe('open');
    expect((await kindsOf(caseId)).at(-1)).toBe('benefits-refused');
    const [received] = (await lettersOf(desk, caseId)).filter(({ subject }) =>
      subject.includes('appeal received'),
    );
    expect(received?.text).toContain('The last day to ask for that was May 31, 2027.');
  });

  it('for a renewal that was requested after coverage ended', async () => {
    const { member } = await requestOf(desk.ports);
    await opened(desk.ports, { member, facts: MET, requestedStart: '2026-12-01' });
    desk.clock.set('2027-06-20T15:00:00Z');
    const { record } = await opened(desk.ports, {
      member,
      facts: FOUR,
      requestType: 'continuation',
    });
    accepted(await decide(desk.ports, record.id, 'deny', { clauses: ['C.4'] }));
    expect((await filed(desk.ports, record.id)).benefits?.refusal).toBe('coverage-over');
  });

  it.each(['therapy-stopped', 'member-died', 'coverage-ended'] as const)(
    'after an early end that is no decision of the plan (%s)',
    async (reason) => {
      const { caseId, old } = await denied();
      desk.clock.set(APPEALED);
      const command = { number: old, reason, lastDay: '2027-05-24', actor: INTAKE };
      accepted(await endAuthorization(desk.ports)(command));
      expect((await filed(desk.ports, caseId)).benefits?.refusal).toBe('ended-early');
    },
  );
});

describe('where coverage continues on request', () => {
  it('it continues with an appeal that asks for it', async () => {
    const { caseId, appeal } = await appealed(MEDICAID, { continueBenefits: true });
    expect(appeal.benefits).toMatchObject({
      rule: { by: 'request' },
      request: { by: 'member' },
      given: { from: '2027-06-01' },
    });
    expect((await coveredDays(caseId))[1] > ENDS).toBe(true);
  });

  it('it continues with a request that comes later, in time', async () => {
    const { caseId, appeal } = await appealed(MEDICAID);
    expect(appeal.benefits).toMatchObject({ refusal: null, askBy: new Date(EXPIRY) });
    expect(await continued(caseId)).toEqual([]);
    const [received] = (await lettersOf(desk, caseId)).filter(({ subject }) =>
      subject.includes('appeal received'),
    );
    expect(received?.text).toContain('if the member asks us for that by May 31, 2027.');
    desk.clock.set('2027-06-02T15:00:00Z');
    accepted(await ask(appeal, '2027-06-01T03:59:59Z'));
    expect((await coveredDays(caseId))[1] > ENDS).toBe(true);
    expect((await kindsOf(caseId)).slice(-2)).toEqual(['benefits-continued', 'benefits-requested']);
    expect(refused(await ask(await stored(appeal))).detail).toContain('already continues');
  });

  it('a late request is refused with the reason', async () => {
    const { caseId, appeal } = await appealed(MEDICAID);
    desk.clock.set('2027-06-02T15:00:00Z');
    expect(refused(await ask(appeal, EXPIRY))).toMatchObject({
      code: 'benefits-not-available',
      detail: 'The request came too late.',
    });
    expect(await continued(caseId)).toEqual([]);
  });

  it('the days count from the letter if that is later than the end of coverage', async () => {
    const { caseId } = await renewal(MEDICAID);
    desk.clock.set('2027-05-30T15:00:00Z');
    accepted(await decide(desk.ports, caseId, 'deny', { clauses: ['C.4'] }));
    await deliverDue(desk);
    desk.clock.set('2027-06-05T15:00:00Z');
    const appeal = await filed(desk.ports, caseId, { continueBenefits: true });
    expect(appeal.benefits?.askBy).toEqual(new Date('2027-06-10T04:00:00Z'));
    expect(appeal.benefits?.given?.from).toBe('2027-06-01');
    await coveredDays(caseId);
  });

  it('two requests at once continue it once', async () => {
    const { caseId, appeal } = await appealed(MEDICAID);
    const sent = await Promise.all([ask(appeal), ask(appeal)]);
    expect(sent.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await continued(caseId)).toHaveLength(1);
  });

  it('it lasts ten days after an upheld denial, and through the hearing if that is asked for', async () => {
    const { caseId, appeal } = await appealed(MEDICAID, { continueBenefits: true });
    desk.clock.set(DECIDED);
    accepted(await decideOn(desk.ports, appeal.id, 'uphold'));
    expect(await coveredDays(caseId)).toEqual(['2026-12-01', '2027-06-20']);
    const [decided] = (await lettersOf(desk, caseId)).filter(({ subject }) =>
      subject.includes('decision on an appeal'),
    );
    expect(decided?.text).toContain('Coverage continues through June 20, 2027.');
    desk.clock.set('2027-06-15T15:00:00Z');
    accepted(await ask(appeal));
    expect((await stored(appeal)).benefits?.given).toMatchObject({ lastDay: null, outside: true });
    accepted(await forwardAppeal(desk.ports)(await on(appeal)));
    expect((await coveredDays(caseId))[1] > '2027-06-20').toBe(true);
    desk.clock.set('2027-07-10T15:00:00Z');
    accepted(
      await recordExternalOutcome(desk.ports)({
        ...(await on(appeal)),
        actor: PHARMACIST,
        outcome: 'upheld',
        note: 'They agree.',
      }),
    );
    expect(await coveredDays(caseId)).toEqual(['2026-12-01', '2027-07-10']);
  });

  it('it ends without a request for the hearing in time', async () => {
    const { caseId, appeal } = await appealed(MEDICAID, { continueBenefits: true });
    desk.clock.set(DECIDED);
    accepted(await decideOn(desk.ports, appeal.id, 'uphold'));
    desk.clock.set('2027-06-21T15:00:00Z');
    expect(refused(await ask(appeal)).code).toBe('benefits-not-available');
    expect(await coveredDays(caseId)).toEqual(['2026-12-01', '2027-06-20']);
  });
});

describe('the appeal of a renewal that was not decided in time', () => {
  /** The review that the system opened, past its deadline and past the end of coverage. */
  async function late(coverageType: CoverageType = 'employer-plan') {
    const { authorization } = await opened(desk.ports, {
      coverageType,
      facts: MET,
      requestedStart: '2026-12-01',
    });
    const { number } = authorization!;
    desk.clock.set('2027-04-01T10:00:00Z');
    await openContinuationReview(desk.ports)(number);
    const caseId = (await desk.ports.records.authorization(number))!.continuationCaseId!;
    desk.clock.set(EXPIRY);
    await passInformationDeadline(desk.ports)(caseId);
    await passDecisionDeadline(desk.ports)(caseId);
    await expireAuthorization(desk.ports)(number);
    expect((await caseOf(caseId)).withoutCoverSince).toBe('2027-06-01');
    desk.clock.set('2027-06-03T15:00:00Z');
    return { caseId, old: number, appeal: await filed(desk.ports, caseId) };
  }

  it('closes the gap that was there', async () => {
    const { caseId, appeal } = await late();
    expect(appeal.benefits?.given?.from).toBe('2027-06-01');
    expect((await caseOf(caseId)).withoutCoverSince).toBeNull();
    expect(await kindsOf(caseId)).toContain('cover-restored');
    await coveredDays(caseId);
  });

  it('is followed by the approval of the case, which closes it', async () => {
    const { caseId, appeal } = await late();
    desk.clock.set(DECIDED);
    const { record, authorization } = accepted(await inform(desk.ports, caseId, RESPONSE));
    expect([record.status, authorization?.period.start]).toEqual(['approved', '2027-06-11']);
    expect(await stored(appeal)).toMatchObject({
      withdrawal: { as: 'case-approved' },
      benefits: { given: { lastDay: '2027-06-10' } },
    });
    expect(await coveredDays(caseId)).toEqual(['2026-12-01', authorization?.period.end]);
  });

  it('goes on after a denial of the case, and ends with its withdrawal', async () => {
    const { caseId } = await late();
    accepted(await inform(desk.ports, caseId, FOUR));
    accepted(await decide(desk.ports, caseId, 'deny', { clauses: ['C.4'] }));
    expect((await coveredDays(caseId))[1] > '2027-06-10').toBe(true);
    desk.clock.set('2026-11-22T15:00:00Z');
    const other = await late();
    desk.clock.set(DECIDED);
    accepted(await withdraw(desk.ports, other.caseId));
    expect(await coveredDays(other.caseId)).toEqual(['2026-12-01', '2027-06-10']);
  });
});

describe('the appeal of a renewal that was approved with a lower dose', () => {
  async function lowered(kind: Partial<CoverageRequest> = {}) {
    const { member } = await requestOf(desk.ports);
    const first = await opened(desk.ports, {
      ...kind,
      member,
      facts: MET,
      requestedStart: '2026-12-01',
    });
    desk.clock.set(DENIED);
    const asked = { ...kind, member, facts: FOUR, requestType: 'continuation' } as const;
    const { record } = await opened(desk.ports, asked);
    const terms = { dosing: { capsulesPer28Days: 2 }, reason: 'Two are enough.' };
    const { authorization } = accepted(
      await decide(desk.ports, record.id, 'approve', { actor: PHARMACIST, ...terms }),
    );
    await deliverDue(desk);
    desk.clock.set(APPEALED);
    const appeal = await filed(desk.ports, record.id);
    const number = authorization!.number;
    const approved = async () => (await desk.ports.records.authorization(number))!;
    return { caseId: record.id, appeal, approved, before: first.authorization!.dosing };
  }

  it('covers the dose of before while it is open, in the days of the approval', async () => {
    const { caseId, appeal, approved, before } = await lowered();
    expect(appeal.benefits?.given).toMatchObject({ from: '2027-06-01', isDose: true });
    expect(await approved()).toMatchObject({
      dosing: { capsulesPer28Days: 2 },
      continuedDosing: { dosing: before, lastDay: null },
    });
    expect(await continued(caseId)).toEqual([]);
    const days = await coveredDays(caseId);
    desk.clock.set(DECIDED);
    accepted(await decideOn(desk.ports, appeal.id, 'uphold'));
    expect((await approved()).continuedDosing).toEqual({ dosing: before, lastDay: '2027-06-10' });
    expect(await coveredDays(caseId)).toEqual(days);
    const [decided] = (await lettersOf(desk, caseId)).filter(({ subject }) =>
      subject.includes('decision on an appeal'),
    );
    expect(decided?.text).toContain(
      'Coverage at the earlier dose continues through June 10, 2027.',
    );
  });

  it('is replaced by what is asked if it is overturned', async () => {
    const { caseId, appeal, approved } = await lowered();
    desk.clock.set(DECIDED);
    accepted(await decideOn(desk.ports, appeal.id, 'overturn'));
    expect(await approved()).toMatchObject({ status: 'ended', endedOn: '2027-06-09' });
    expect((await stored(appeal)).benefits?.given?.lastDay).toBe('2027-06-09');
    await coveredDays(caseId);
  });

  it('is on request in Medicaid, and not at all in Medicare Advantage', async () => {
    const { appeal, approved } = await lowered(MEDICAID);
    expect((await approved()).continuedDosing).toBeUndefined();
    accepted(await ask(appeal));
    expect((await approved()).continuedDosing?.lastDay).toBeNull();
    desk.clock.set('2026-11-22T15:00:00Z');
    const medicare = await lowered({ lineOfBusiness: 'medicare-advantage' });
    expect(medicare.appeal.benefits?.refusal).toBe('not-provided');
  });
});

describe('the appeal of a renewal that was approved for fewer months', () => {
  /** From June 1 on: some of the twelve months that were asked. */
  async function shortened(kind: Partial<CoverageRequest> = {}, months = 1) {
    const { member } = await requestOf(desk.ports);
    await opened(desk.ports, { ...kind, member, facts: MET, requestedStart: '2026-12-01' });
    desk.clock.set(DENIED);
    const asked = { ...kind, member, facts: FOUR, requestType: 'continuation' } as const;
    const { record } = await opened(desk.ports, asked);
    const reason = 'Until the next scan.';
    const { authorization } = accepted(
      await decide(desk.ports, record.id, 'approve', { actor: PHARMACIST, months, reason }),
    );
    await deliverDue(desk);
    const { number } = authorization!;
    const approved = async () => (await desk.ports.records.authorization(number))!;
    return { caseId: record.id, number, approved };
  }

  const SHORT_ENDS = '2027-06-30';

  async function appealedLate(kind: Partial<CoverageRequest> = {}) {
    const one = await shortened(kind);
    desk.clock.set('2027-06-15T15:00:00Z');
    return { ...one, appeal: await filed(desk.ports, one.caseId) };
  }

  it('continues coverage from the day after its last month, at the same dose', async () => {
    const { caseId, number, approved, appeal } = await appealedLate();
    const [one, ...others] = await continued(caseId);
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      status: 'active',
      continues: number,
      appealId: appeal.id,
      period: { start: '2027-07-01' },
      dosing: (await approved()).dosing,
    });
    expect(appeal.benefits).toMatchObject({
      of: number,
      refusal: null,
      given: { from: '2027-07-01', lastDay: null },
    });
    expect(await approved()).toMatchObject({
      period: { end: SHORT_ENDS },
      renewedBy: one!.number,
      isContinued: true,
    });
    expect((await coveredDays(caseId))[0]).toBe('2026-12-01');
  });

  it('is told so in its letter', async () => {
    const { caseId } = await appealedLate();
    const [received] = (await lettersOf(desk, caseId)).filter(({ subject }) =>
      subject.includes('appeal received'),
    );
    expect(received?.text).toContain(
      'If the appeal is still open when the approved months are over, coverage continues from July 1, 2027',
    );
  });

  it('has no gap between the approval and the day of a later decision', async () => {
    const { caseId, appeal } = await appealedLate();
    desk.clock.set('2027-07-10T15:00:00Z');
    accepted(await decideOn(desk.ports, appeal.id, 'uphold'));
    expect(await coveredDays(caseId)).toEqual(['2026-12-01', '2027-07-10']);
    expect((await stored(appeal)).benefits?.given?.lastDay).toBe('2027-07-10');
  });

  it('is followed by what was asked once it is overturned, each day once', async () => {
    const { caseId, appeal } = await appealedLate();
    desk.clock.set('2027-07-10T15:00:00Z');
    accepted(await decideOn(desk.ports, appeal.id, 'overturn'));
    expect(await coveredDays(caseId)).toEqual(['2026-12-01', '2028-05-31']);
  });

  it('that is overturned before the last month ends needs no bridge', async () => {
    const { caseId, appeal } = await appealedLate();
    desk.clock.set('2027-06-20T15:00:00Z');
    accepted(await decideOn(desk.ports, appeal.id, 'overturn'));
    expect(await continued(caseId)).toMatchObject([{ status: 'ended', endedOn: SHORT_ENDS }]);
    expect(await coveredDays(caseId)).toEqual(['2026-12-01', '2028-05-31']);
  });

  it('that is upheld before the last month ends revokes it, and reminds of the renewal again', async () => {
    const { caseId, number, approved, appeal } = await appealedLate();
    const reminders = async () =>
      (await desk.ports.records.notices(caseId)).filter(
        ({ kind, authorization, sentAt }) =>
          kind === 'renewal-reminder' && authorization === number && sentAt === null,
      );
    expect(await reminders()).toEqual([]);
    desk.clock.set('2027-06-20T15:00:00Z');
    accepted(await decideOn(desk.ports, appeal.id, 'uphold'));
    expect(await continued(caseId)).toMatchObject([
      { status: 'ended', endedOn: SHORT_ENDS, endReason: 'appeal-closed' },
    ]);
    expect(await approved()).toMatchObject({ status: 'active', renewedBy: null });
    expect(await coveredDays(caseId)).toEqual(['2026-12-01', SHORT_ENDS]);
    expect((await reminders()).map(({ daysBefore }) => daysBefore)).toEqual([7]);
  });

  it('continues nothing where the approval lasts longer than the appeal can be open', async () => {
    const { caseId } = await shortened({}, 4);
    const { benefits } = await filed(desk.ports, caseId);
    expect(benefits).toMatchObject({ refusal: 'covered' });
    expect(await continued(caseId)).toEqual([]);
  });

  it('is on request in Medicaid, and not at all in Medicare Advantage', async () => {
    const { caseId, appeal } = await appealedLate(MEDICAID);
    expect(await continued(caseId)).toEqual([]);
    accepted(await ask(appeal));
    expect(await continued(caseId)).toMatchObject([{ period: { start: '2027-07-01' } }]);
    desk.clock.set('2026-11-22T15:00:00Z');
    const medicare = await appealedLate({ lineOfBusiness: 'medicare-advantage' });
    expect(medicare.appeal.benefits?.refusal).toBe('not-provided');
  });
});
