import {
  clocksOf,
  endAuthorization,
  evaluateCase,
  followAuthorization,
  forwardAppeal,
  handUpCase,
  openContinuationReview,
  passAppealDeadline,
  passDecisionDeadline,
  recordExternalOutcome,
  withdrawAppeal,
} from '@assent/application';
import type { Appeal, AppealOutcome } from '@assent/domain';
import { decideOn, file, filed, OTHER_DIRECTOR } from '../support/appeals';
import { openDesk, type Desk } from '../support/desk';
import { ANSWER, MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { deliverDue, lettersOf } from '../support/letters';
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

const NOW = '2026-11-24T15:00:00Z';
const STARTS = '2026-12-01';
const MEDICARE = { lineOfBusiness: 'medicare-advantage' } as const;
const HOUR = 3_600_000;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clock.set(NOW));
afterAll(() => desk.close());

const caseOf = async (id: string) => (await desk.ports.records.case(id))!;
const stored = async ({ id }: Pick<Appeal, 'id'>) => (await desk.ports.records.appeal(id))!;
const command = async (appeal: Pick<Appeal, 'id'>) => ({
  id: appeal.id,
  actor: INTAKE,
  version: (await stored(appeal)).version,
});
const authorizations = async (caseId: string) => {
  const { member, drug } = await caseOf(caseId);
  return desk.ports.records.authorizationsOf(member.memberId, drug);
};
const kindsOf = async (caseId: string) =>
  (await desk.ports.records.events(caseId)).map(({ type }) => type);
const outcomeOf = async (appeal: Appeal, outcome: AppealOutcome, actor = PHARMACIST) =>
  recordExternalOutcome(desk.ports)({
    ...(await command(appeal)),
    actor,
    outcome,
    note: 'As the reviewer wrote.',
  });

/** A case in review that was not decided in time. @returns its id */
async function lateCase(overrides: Parameters<typeof opened>[1] = {}): Promise<string> {
  const { record } = await opened(desk.ports, {
    facts: TOO_MANY_CAPSULES,
    requestedStart: STARTS,
    ...overrides,
  });
  desk.clock.set(new Date((record.dueAt?.getTime() ?? 0) + HOUR));
  await passDecisionDeadline(desk.ports)(record.id);
  return record.id;
}

async function appealed(overrides: Parameters<typeof opened>[1] = {}) {
  const caseId = await lateCase(overrides);
  return { caseId, appeal: await filed(desk.ports, caseId) };
}

describe('a case that was not decided in time', () => {
  it.each(['commercial', 'medicare-advantage'] as const)(
    'of %s can be appealed, and its clock says so',
    async (lineOfBusiness) => {
      const { caseId, appeal } = await appealed({ lineOfBusiness });
      expect(appeal).toMatchObject({ ground: 'no-decision', status: 'open', level: 1 });
      expect(appeal.reviewReasons).toEqual([]);
      expect(await caseOf(caseId)).toMatchObject({ status: 'in-review', decision: null });
      const clocks = accepted(await clocksOf(desk.ports)(caseId));
      const [own] = clocks.filter(({ kind }) => kind === 'decision');
      expect(own?.state).toBe('missed');
      expect(own?.consequence).toContain('appeal');
      expect((await desk.ports.records.events(caseId)).at(-1)?.details).toMatchObject({
        ground: 'no-decision',
      });
    },
  );

  it('cannot be appealed until its deadline is over', async () => {
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
    desk.clock.set(record.dueAt!);
    expect(refused(await file(desk.ports, record.id)).code).toBe('not-appealable');
    desk.clock.set(new Date(record.dueAt!.getTime() + 1));
    expect((await filed(desk.ports, record.id)).ground).toBe('no-decision');
  });

  it('can be appealed while it waits for information', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    desk.clock.set(new Date(record.dueAt!.getTime() + 1));
    expect((await filed(desk.ports, record.id)).ground).toBe('no-decision');
  });

  it('has a receipt of its appeal after the deadline', async () => {
    const caseId = await lateCase();
    const { dueAt } = await caseOf(caseId);
    const receivedAt = new Date(dueAt!.getTime() - 1);
    const { faults } = refused(await file(desk.ports, caseId, { receivedAt }));
    expect(faults?.map(({ path, code }) => `${path}: ${code}`)).toEqual([
      'receivedAt: before-deadline',
    ]);
    expect((await filed(desk.ports, caseId, { receivedAt: dueAt! })).receivedAt).toEqual(dueAt);
  });

  it('is acknowledged in words that name no decision', async () => {
    const caseId = await lateCase();
    await deliverDue(desk);
    await filed(desk.ports, caseId);
    const [letter] = await lettersOf(desk, caseId);
    expect(letter?.text).toContain('because we did not decide the request in time');
    expect(letter?.text).not.toContain('of our decision');
  });

  it('and whose renewal review nobody answered can be appealed, too', async () => {
    const { authorization } = await opened(desk.ports, { facts: MET });
    const { number, period } = authorization!;
    desk.clock.set(new Date(Date.parse(period.end) - 55 * 24 * HOUR));
    await followAuthorization(desk.ports)(number);
    await openContinuationReview(desk.ports)(number);
    const { continuationCaseId } = (await desk.ports.records.authorization(number))!;
    const review = await caseOf(continuationCaseId!);
    desk.clock.set(new Date(review.dueAt!.getTime() + HOUR));
    const appeal = await filed(desk.ports, review.id);
    accepted(await decideOn(desk.ports, appeal.id, 'overturn'));
    expect(await caseOf(review.id)).toMatchObject({ status: 'approved', renews: number });
    const all = (await authorizations(review.id)).filter((one) => one.continues === undefined);
    expect(all).toHaveLength(2);
    expect(all[1]!.period.start > all[0]!.period.end).toBe(true);
    expect(all[0]!.renewedBy).toBe(all[1]!.number);
  });
});

describe('while its appeal is open, a case', () => {
  it('that is approved as asked closes the appeal, with one authorization', async () => {
    const { caseId, appeal } = await appealed();
    accepted(await decide(desk.ports, caseId, 'approve'));
    expect(await stored(appeal)).toMatchObject({
      status: 'withdrawn',
      withdrawal: { as: 'case-approved' },
      decision: null,
    });
    expect(await authorizations(caseId)).toHaveLength(1);
    expect((await kindsOf(caseId)).slice(-2)).toEqual(['approved', 'appeal-withdrawn']);
    expect(refused(await decideOn(desk.ports, appeal.id, 'overturn')).code).toBe('appeal-closed');
    expect(refused(await file(desk.ports, caseId)).code).toBe('not-appealable');
    expect(await evaluateCase(desk.ports)(caseId)).toMatchObject({ open: false, next: null });
  });

  it('that the missing answer lets software approve closes it, too', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING, requestedStart: STARTS });
    desk.clock.set(new Date(record.dueAt!.getTime() + 1));
    const appeal = await filed(desk.ports, record.id);
    accepted(await inform(desk.ports, record.id, ANSWER));
    expect((await caseOf(record.id)).status).toBe('approved');
    expect(await stored(appeal)).toMatchObject({ withdrawal: { as: 'case-approved' } });
  });

  it('that is approved with changes leaves it open: the rest can be overturned', async () => {
    const { caseId, appeal } = await appealed();
    accepted(await decide(desk.ports, caseId, 'approve', { months: 3, reason: 'It is enough.' }));
    expect(await stored(appeal)).toMatchObject({ status: 'open', ground: 'no-decision' });
    accepted(await decideOn(desk.ports, appeal.id, 'overturn'));
    const [first, second] = await authorizations(caseId);
    expect(second!.period.start > first!.period.end).toBe(true);
    expect((await caseOf(caseId)).decision?.by).toEqual(DIRECTOR);
  });

  it('that is denied leaves it open as an appeal of that denial', async () => {
    const { caseId, appeal } = await appealed();
    accepted(await decide(desk.ports, caseId, 'deny'));
    expect((await stored(appeal)).status).toBe('open');
    expect(refused(await file(desk.ports, caseId)).code).toBe('duplicate-appeal');
    const own = await decideOn(desk.ports, appeal.id, 'uphold', { actor: DIRECTOR });
    expect(refused(own).code).toBe('took-part');
    accepted(await decideOn(desk.ports, appeal.id, 'uphold'));
    expect((await caseOf(caseId)).status).toBe('denied');
    expect(await authorizations(caseId)).toEqual([]);
  });

  it('that is denied can be overturned after that, with one authorization', async () => {
    const { caseId, appeal } = await appealed();
    accepted(await decide(desk.ports, caseId, 'deny'));
    accepted(await decideOn(desk.ports, appeal.id, 'overturn'));
    expect((await caseOf(caseId)).status).toBe('denied');
    expect(await authorizations(caseId)).toMatchObject([{ appealId: appeal.id }]);
  });

  it('that is withdrawn ends it', async () => {
    const { caseId, appeal } = await appealed();
    accepted(await withdraw(desk.ports, caseId));
    expect(await stored(appeal)).toMatchObject({
      status: 'withdrawn',
      withdrawal: { as: 'case-withdrawn', by: INTAKE },
    });
    expect(await authorizations(caseId)).toEqual([]);
    expect(await evaluateCase(desk.ports)(caseId)).toMatchObject({ open: false, next: null });
  });

  it('that is the review of an authorization which ends is withdrawn with it', async () => {
    const { authorization } = await opened(desk.ports, { facts: MET });
    const { number, period } = authorization!;
    desk.clock.set(new Date(Date.parse(period.end) - 55 * 24 * HOUR));
    await openContinuationReview(desk.ports)(number);
    const { continuationCaseId: reviewId } = (await desk.ports.records.authorization(number))!;
    await desk.records.database.case.update({
      where: { id: reviewId! },
      data: { dueAt: new Date((await desk.clock.now()).getTime() - HOUR) },
    });
    const appeal = await filed(desk.ports, reviewId!);
    const lastDay = (await desk.clock.now()).toISOString().slice(0, 10);
    accepted(
      await endAuthorization(desk.ports)({
        number,
        reason: 'therapy-stopped',
        lastDay,
        actor: INTAKE,
      }),
    );
    expect((await caseOf(reviewId!)).status).toBe('withdrawn');
    expect(await stored(appeal)).toMatchObject({
      status: 'withdrawn',
      withdrawal: { as: 'case-withdrawn' },
    });
  });

  it('is followed by its workflow for both, and the appeal is escalated', async () => {
    const { caseId, appeal } = await appealed(MEDICARE);
    expect(await evaluateCase(desk.ports)(caseId)).toMatchObject({
      open: true,
      next: { action: 'escalate-appeal', at: appeal.dueAt },
    });
    desk.clock.set(new Date(appeal.dueAt.getTime() + 1));
    expect(await passAppealDeadline(desk.ports)(caseId)).toMatchObject({
      open: true,
      next: { action: 'escalate-forwarding' },
    });
    expect((await kindsOf(caseId)).filter((kind) => kind === 'appeal-escalated')).toHaveLength(1);
  });
});

describe('the appeal of a missing decision', () => {
  it('that is overturned approves the case, by who decided it, with one authorization', async () => {
    const { caseId, appeal } = await appealed();
    const decided = accepted(await decideOn(desk.ports, appeal.id, 'overturn')).appeal;
    const record = await caseOf(caseId);
    expect(record).toMatchObject({
      status: 'approved',
      nextStepAt: null,
      decision: { decision: 'approve', by: OTHER_DIRECTOR, modification: null },
    });
    const [issued, ...others] = await authorizations(caseId);
    expect(others).toEqual([]);
    expect(issued).toMatchObject({ appealId: appeal.id, number: decided.authorization });
    expect((await kindsOf(caseId)).slice(-2)).toEqual(['approved', 'appeal-decided']);
    expect(refused(await decide(desk.ports, caseId, 'approve')).code).toBe('case-closed');
    expect(refused(await decide(desk.ports, caseId, 'deny')).code).toBe('case-closed');
    const clocks = accepted(await clocksOf(desk.ports)(caseId));
    expect(clocks.find(({ kind }) => kind === 'decision')?.state).toBe('missed');
    const texts = (await lettersOf(desk, caseId)).map(({ text }) => text).join();
    expect(texts).toContain('The request is approved.');
    expect(texts).not.toContain('earlier decision');
  });

  it('that is overturned in part approves the case with changes', async () => {
    const { caseId, appeal } = await appealed();
    accepted(await decideOn(desk.ports, appeal.id, 'partly-overturn', { months: 2 }));
    expect(await caseOf(caseId)).toMatchObject({
      status: 'approved',
      decision: { modification: { terms: [{ term: 'months', approved: 2 }] } },
    });
    const next = await filed(desk.ports, caseId);
    expect(next).toMatchObject({ level: 2, ground: 'modified-approval' });
  });

  it('is not upheld before there is a decision', async () => {
    const { caseId, appeal } = await appealed();
    expect(refused(await decideOn(desk.ports, appeal.id, 'uphold'))).toMatchObject({
      code: 'case-undecided',
      caseId,
    });
    expect((await stored(appeal)).status).toBe('open');
    expect((await caseOf(caseId)).status).toBe('in-review');
  });

  it('is not decided by who works on the case while it is open', async () => {
    const { caseId, appeal } = await appealed();
    accepted(await decide(desk.ports, caseId, 'request-information', { actor: OTHER_DIRECTOR }));
    expect(refused(await decideOn(desk.ports, appeal.id, 'overturn')).code).toBe('took-part');
  });

  it('can be withdrawn and filed again; the case stays open', async () => {
    const { caseId, appeal } = await appealed();
    accepted(await withdrawAppeal(desk.ports)({ ...(await command(appeal)), reason: 'Not yet.' }));
    expect((await caseOf(caseId)).status).toBe('in-review');
    expect(await filed(desk.ports, caseId)).toMatchObject({ level: 1, ground: 'no-decision' });
  });
});

describe('outside review of a missing decision', () => {
  async function forwarded() {
    const { caseId, appeal } = await appealed(MEDICARE);
    desk.clock.set(new Date(appeal.dueAt.getTime() + HOUR));
    const sent = accepted(await forwardAppeal(desk.ports)(await command(appeal))).appeal;
    return { caseId, appeal: sent };
  }

  it('that overturns approves the case', async () => {
    const { caseId, appeal } = await forwarded();
    accepted(await outcomeOf(appeal, 'overturned'));
    expect(await caseOf(caseId)).toMatchObject({
      status: 'approved',
      decision: { by: PHARMACIST, rationale: 'As the reviewer wrote.' },
    });
    expect(await authorizations(caseId)).toHaveLength(1);
  });

  it('that overturns a case which was handed up is recorded by a medical director', async () => {
    const { caseId, appeal } = await forwarded();
    const handUp = { caseId, actor: PHARMACIST, reason: 'It needs a physician.' };
    accepted(await handUpCase(desk.ports)(handUp));
    expect(refused(await outcomeOf(appeal, 'overturned'))).toMatchObject({
      code: 'role-not-allowed',
      caseId,
    });
    expect((await stored(appeal)).status).toBe('forwarded');
    accepted(await outcomeOf(appeal, 'overturned', DIRECTOR));
    expect(await caseOf(caseId)).toMatchObject({ status: 'approved', decision: { by: DIRECTOR } });
  });

  it('that upholds denies nothing: a person still decides the case, and it is not appealed again before', async () => {
    const { caseId, appeal } = await forwarded();
    accepted(await outcomeOf(appeal, 'upheld'));
    expect((await caseOf(caseId)).status).toBe('in-review');
    expect(refused(await file(desk.ports, caseId)).code).toBe('not-appealable');
    accepted(await decide(desk.ports, caseId, 'deny'));
    expect(await filed(desk.ports, caseId)).toMatchObject({ level: 2, ground: 'denial' });
  });

  it('keeps its appeal when the plan approves meanwhile, and covers no day twice', async () => {
    const { caseId, appeal } = await forwarded();
    accepted(await decide(desk.ports, caseId, 'approve'));
    expect((await stored(appeal)).status).toBe('forwarded');
    accepted(await outcomeOf(appeal, 'overturned'));
    expect(await authorizations(caseId)).toHaveLength(1);
  });
});

describe('at the same moment', () => {
  it.each(['approve', 'deny'] as const)(
    'a decision to %s and an appeal leave one decision',
    async (decision) => {
      for (let round = 0; round < 4; round += 1) {
        desk.clock.set(NOW);
        const caseId = await lateCase();
        const [decided, opening] = await Promise.all([
          decide(desk.ports, caseId, decision),
          file(desk.ports, caseId),
        ]);
        const { status } = await caseOf(caseId);
        const appeals = await desk.ports.records.appealsOfCase(caseId);
        expect(decided.ok ? status : 'in-review').toBe(status);
        expect(appeals).toHaveLength(opening.ok ? 1 : 0);
        const isMoot = decided.ok && decision === 'approve';
        expect(appeals.filter(({ status: now }) => now === 'open')).toHaveLength(
          opening.ok && !isMoot ? 1 : 0,
        );
      }
    },
  );

  it.each(['approve', 'deny'] as const)(
    'an overturned appeal and a decision to %s issue one authorization',
    async (decision) => {
      for (let round = 0; round < 4; round += 1) {
        desk.clock.set(NOW);
        const { caseId, appeal } = await appealed();
        const results = await Promise.all([
          decideOn(desk.ports, appeal.id, 'overturn'),
          decide(desk.ports, caseId, decision),
        ]);
        expect(results.some(({ ok }) => ok)).toBe(true);
        const all = await authorizations(caseId);
        expect(all.length).toBeLessThanOrEqual(1);
        const { status } = await stored(appeal);
        expect(all).toHaveLength(status === 'overturned' || decision === 'approve' ? 1 : 0);
        const kinds = await kindsOf(caseId);
        expect(kinds.filter((kind) => kind === 'approved' || kind === 'denied')).toHaveLength(1);
      }
    },
  );

  it('a withdrawal of the case and an overturned appeal leave one outcome', async () => {
    for (let round = 0; round < 4; round += 1) {
      desk.clock.set(NOW);
      const { caseId, appeal } = await appealed();
      await Promise.all([
        decideOn(desk.ports, appeal.id, 'overturn'),
        withdraw(desk.ports, caseId),
      ]);
      const { status } = await caseOf(caseId);
      const { status: ofAppeal } = await stored(appeal);
      expect([status, ofAppeal]).toEqual(
        status === 'withdrawn' ? ['withdrawn', 'withdrawn'] : ['approved', 'overturned'],
      );
      expect(await authorizations(caseId)).toHaveLength(status === 'approved' ? 1 : 0);
    }
  });
});
