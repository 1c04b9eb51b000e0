import {
  clocksOf,
  decideGoodCause,
  forwardAppeal,
  passAppealDeadline,
  recordExternalOutcome,
  vacateDismissal,
  viewAppeal,
  type AppealCommand,
  type ForwardAppeal,
} from '@assent/application';
import type { Actor, Appeal, AppealOutcome, CoverageType, DismissalOutcome } from '@assent/domain';
import { decideOn, deniedCase, file, filed, OTHER_DIRECTOR } from '../support/appeals';
import { openDesk, type Desk } from '../support/desk';
import { deliverDue, lettersOf, makeMemberLetters } from '../support/letters';
import { accepted, DIRECTOR, INTAKE, PHARMACIST, refused } from '../support/requests';

const NOW = '2026-11-24T15:00:00Z';
const DAY = 24 * 3_600_000;
const THIRD_DIRECTOR: Actor = { subject: 'mia', role: 'medical-director' };

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clock.set(NOW));
afterAll(() => desk.close());

const after = async (days: number) =>
  desk.clock.set(new Date((await desk.clock.now()).getTime() + days * DAY));

const onAppeal = async (id: string, actor = INTAKE): Promise<AppealCommand> => ({
  id,
  actor,
  version: (await desk.ports.records.appeal(id))?.version ?? 0,
});
const dismiss = async (id: string) =>
  decideGoodCause(desk.ports)({
    ...(await onAppeal(id, OTHER_DIRECTOR)),
    accepted: false,
    reason: 'No reason was given.',
  });
const forward = async (id: string, asked: Pick<ForwardAppeal, 'reviewAskedAt'> = {}) =>
  forwardAppeal(desk.ports)({ ...(await onAppeal(id)), ...asked });
const outcomeOf = async (id: string, outcome: AppealOutcome | DismissalOutcome) =>
  recordExternalOutcome(desk.ports)({
    ...(await onAppeal(id, PHARMACIST)),
    outcome,
    note: 'As the reviewer wrote.',
  });
const lastEvent = async (caseId: string) => (await desk.ports.records.events(caseId)).at(-1);

/** An appeal that came late, and was dismissed for that. */
async function dismissed(
  overrides: object = { lineOfBusiness: 'medicare-advantage' },
): Promise<Appeal> {
  const caseId = await deniedCase(desk.ports, overrides);
  await deliverDue(desk);
  await after(200);
  const { id } = await filed(desk.ports, caseId);
  const { appeal } = accepted(await dismiss(id));
  return appeal;
}

const kindsOf = (coverageType: CoverageType) => ({
  lineOfBusiness: 'medicare-advantage',
  coverageType,
});

describe('a dismissal in Medicare Advantage', () => {
  it.each(['part-b-drug', 'medical-item'] as const)(
    'can be reviewed for 60 days, and its letter says so (%s)',
    async (coverageType) => {
      const { caseId, dismissalReview, status, withdrawal } = await dismissed(
        kindsOf(coverageType),
      );
      expect(status).toBe('withdrawn');
      expect(dismissalReview).toMatchObject({
        to: 'independent-review-entity',
        days: 60,
        dismissed: withdrawal,
        asked: null,
        outcome: null,
      });
      const letter = (await lettersOf(desk, caseId)).at(-1);
      expect(letter?.text).toContain(
        'You or the member may also ask for a review of this dismissal by an independent review entity',
      );
      expect(letter?.text).toContain('within 60 days of the date of this letter');
    },
  );

  it('goes outside with the case file, and a clock runs until its outcome', async () => {
    const { id, caseId } = await dismissed();
    await after(10);
    const { appeal, clock } = accepted(await forward(id));
    expect(appeal).toMatchObject({
      status: 'forwarded',
      closedAt: null,
      withdrawal: null,
      forwarding: null,
      dismissalReview: { asked: { by: INTAKE }, outcome: null },
    });
    expect(clock).toMatchObject({ kind: 'outside-review', state: 'running' });
    expect(clock.why).toContain('outcome of the review of its dismissal');
    expect(await lastEvent(caseId)).toMatchObject({
      type: 'appeal-forwarded',
      details: {
        of: 'dismissal',
        to: 'independent-review-entity',
        digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
    });
    const ledger = accepted(await clocksOf(desk.ports)(caseId));
    const ofAppeal = ledger.filter(({ kind }) => kind === 'outside-review' || kind === 'appeal');
    expect(ofAppeal.map(({ kind, state }) => [kind, state])).toEqual(
      expect.arrayContaining([
        ['outside-review', 'running'],
        ['appeal', 'ended'],
      ]),
    );
    expect(refused(await forward(id)).code).toBe('appeal-closed');
    expect(refused(await decideOn(desk.ports, id, 'overturn')).code).toBe('appeal-closed');
    expect(refused(await file(desk.ports, caseId)).code).toBe('duplicate-appeal');
  });

  it('is reviewed if that was asked for in time, though it is recorded later', async () => {
    const { id, caseId } = await dismissed();
    await lettersOf(desk, caseId);
    const asked = new Date((await desk.clock.now()).getTime() + 59 * DAY);
    await after(61);
    expect(refused(await forward(id)).code).toBe('dismissal-final');
    expect(accepted(await forward(id, { reviewAskedAt: asked })).appeal).toMatchObject({
      status: 'forwarded',
      dismissalReview: { asked: { receivedAt: asked } },
    });
  });

  it('is final after the last day to ask, counted from the letter', async () => {
    const { id, dismissalReview } = await dismissed();
    // The letter goes out two days later.
    await after(2);
    await deliverDue(desk);
    desk.clock.set(new Date(dismissalReview!.askBy.getTime() + DAY));
    const beforeEnd = await forward(id);
    expect(accepted(beforeEnd).appeal.status).toBe('forwarded');
  });

  it('takes no time to ask that is ahead, or before it', async () => {
    const { id, withdrawal } = await dismissed();
    for (const [reviewAskedAt, code] of [
      [new Date((await desk.clock.now()).getTime() + DAY), 'in-the-future'],
      [new Date(withdrawal!.at.getTime() - DAY), 'before-decision'],
    ] as const) {
      const { faults } = refused(await forward(id, { reviewAskedAt }));
      expect(faults?.map((fault) => [fault.path, fault.code])).toEqual([['reviewAskedAt', code]]);
    }
  });

  it('that another appeal followed is looked at with that one', async () => {
    const { id, caseId } = await dismissed();
    const other = await filed(desk.ports, caseId);
    expect(refused(await forward(id))).toMatchObject({
      code: 'duplicate-appeal',
      appealId: other.id,
    });
    accepted(await decideOn(desk.ports, other.id, 'overturn', { actor: THIRD_DIRECTOR }));
    expect(refused(await forward(id)).code).toBe('not-appealable');
  });
});

describe('the outcome on a dismissal', () => {
  const forwarded = async (): Promise<Appeal> => {
    const { id } = await dismissed();
    return accepted(await forward(id)).appeal;
  };

  it('that upholds it leaves the appeal dismissed, for good', async () => {
    const { id, caseId } = await forwarded();
    const { appeal, clock } = accepted(await outcomeOf(id, 'upheld'));
    expect(appeal).toMatchObject({
      status: 'withdrawn',
      withdrawal: { as: 'dismissed', by: OTHER_DIRECTOR },
      external: null,
      dismissalReview: { outcome: { outcome: 'upheld', by: PHARMACIST } },
    });
    expect(clock).toMatchObject({ kind: 'outside-review', state: 'met' });
    expect(await lastEvent(caseId)).toMatchObject({
      type: 'appeal-outcome',
      details: { outcome: 'dismissal-upheld' },
    });
    expect(refused(await forward(id)).code).toBe('appeal-closed');
    expect(await filed(desk.ports, caseId)).toMatchObject({ level: 1 });
  });

  it('that vacates it opens the appeal again, with a clock from then', async () => {
    const { id, caseId, receivedAt } = await forwarded();
    await after(3);
    const now = await desk.clock.now();
    const { appeal, clock } = accepted(await outcomeOf(id, 'vacated'));
    expect(appeal).toMatchObject({
      status: 'open',
      reviewReasons: [],
      receivedAt,
      closedAt: null,
      withdrawal: null,
      goodCause: { about: 'late', accepted: true },
      dismissalReview: { outcome: { outcome: 'vacated' } },
    });
    expect(clock).toMatchObject({
      kind: 'appeal',
      state: 'running',
      startedAt: now,
      dueAt: new Date(now.getTime() + 7 * DAY),
    });
    expect(clock.why).toContain('from the decision to vacate its dismissal');
    expect(await lastEvent(caseId)).toMatchObject({
      details: { outcome: 'dismissal-vacated', dueAt: appeal.dueAt.toISOString() },
    });
    expect(accepted(await viewAppeal(desk.ports)(id, INTAKE)).appeal).toEqual(appeal);
  });

  it('tells the provider office and the member that the appeal is heard, why, and by when', async () => {
    const { id, caseId } = await forwarded();
    await deliverDue(desk);
    await makeMemberLetters(desk);
    const { appeal } = accepted(await outcomeOf(id, 'vacated'));
    const [letter, ...others] = await lettersOf(desk, caseId);
    expect(others).toEqual([]);
    expect(letter?.text).toContain('That dismissal was vacated, so we will now review the appeal.');
    expect(letter?.text).toContain('Why: As the reviewer wrote.');
    await makeMemberLetters(desk);
    const last = (await desk.ports.records.memberLetters(caseId)).at(-1);
    expect(last).toMatchObject({ kind: 'appeal-reopened', appealId: id });
    expect(last?.text).toContain('We will now review the appeal');
    expect(last?.text).toContain(appeal.number);
  });

  it('lets no one decide who dismissed it, and another medical director do so', async () => {
    const { id } = await forwarded();
    accepted(await outcomeOf(id, 'vacated'));
    expect(refused(await decideOn(desk.ports, id, 'uphold')).code).toBe('took-part');
    const decided = await decideOn(desk.ports, id, 'uphold', { actor: THIRD_DIRECTOR });
    const { appeal, clock } = accepted(decided);
    expect(appeal).toMatchObject({ status: 'upheld', external: null });
    // The file is due from when the dismissal was vacated, not from the receipt of long ago.
    expect(clock).toMatchObject({ kind: 'forwarding', state: 'running' });
    const again = accepted(await forward(id));
    expect(again.appeal).toMatchObject({
      status: 'forwarded',
      forwarding: { to: 'independent-review-entity' },
    });
    expect(accepted(await outcomeOf(id, 'upheld')).appeal).toMatchObject({
      status: 'upheld',
      external: { outcome: 'upheld' },
    });
  });

  it('is escalated like any other if it is then not decided in time', async () => {
    const { id, caseId } = await forwarded();
    accepted(await outcomeOf(id, 'vacated'));
    await after(7.5);
    await passAppealDeadline(desk.ports)(caseId);
    expect((await desk.ports.records.appeal(id))?.escalatedAt).not.toBeNull();
  });

  it('is one of a dismissal, and of a decision none that vacates', async () => {
    const { id } = await forwarded();
    for (const outcome of ['overturned', 'partly-overturned'] as const) {
      const { code, faults } = refused(await outcomeOf(id, outcome));
      expect([code, faults?.map(({ path }) => path)]).toEqual(['invalid', ['outcome']]);
    }
    const caseId = await deniedCase(desk.ports, { lineOfBusiness: 'medicare-advantage' });
    const upheld = await filed(desk.ports, caseId);
    accepted(await decideOn(desk.ports, upheld.id, 'uphold'));
    const asked = { reviewAskedAt: await desk.clock.now() };
    expect(refused(await forward(upheld.id, asked)).faults?.[0]?.path).toBe('reviewAskedAt');
    accepted(await forward(upheld.id));
    expect(refused(await outcomeOf(upheld.id, 'vacated')).faults?.[0]?.path).toBe('outcome');
  });
});

describe('the plan itself', () => {
  const REASON = 'The letter went to an old address.';
  const vacate = async (id: string, actor = OTHER_DIRECTOR) =>
    vacateDismissal(desk.ports)({ ...(await onAppeal(id, actor)), reason: REASON });

  it('may vacate its dismissal, which opens the appeal again with a new time to decide', async () => {
    const { id, caseId } = await dismissed();
    await after(100);
    const now = await desk.clock.now();
    const { appeal, clock } = accepted(await vacate(id));
    expect(appeal).toMatchObject({
      status: 'open',
      reviewReasons: [],
      closedAt: null,
      withdrawal: null,
      goodCause: { about: 'late', accepted: true, reason: REASON, by: OTHER_DIRECTOR },
      dismissalReview: { asked: null, outcome: null, vacated: { reason: REASON } },
    });
    expect(clock).toMatchObject({ kind: 'appeal', state: 'running', startedAt: now });
    const ledger = accepted(await clocksOf(desk.ports)(caseId));
    const states = ledger.filter(({ kind }) => kind === 'appeal').map(({ state }) => state);
    expect(states).toEqual(['running', 'ended']);
    expect(await lastEvent(caseId)).toMatchObject({
      type: 'appeal-dismissal-vacated',
      actor: OTHER_DIRECTOR,
      details: { reason: REASON, dueAt: appeal.dueAt.toISOString() },
    });
    expect(accepted(await viewAppeal(desk.ports)(id, INTAKE)).appeal).toEqual(appeal);
  });

  it('tells why, and the letter of the dismissal that still waits tells the dismissal', async () => {
    const { id, caseId } = await dismissed();
    await after(1);
    accepted(await vacate(id));
    const [received, notHeard, heard, ...others] = await lettersOf(desk, caseId);
    expect(others).toEqual([]);
    expect(received?.text).toContain('we received an appeal');
    expect(notHeard?.text).toContain('Why: No reason was given.');
    expect(notHeard?.text).not.toContain(REASON);
    expect(heard?.text).toContain(`Why: ${REASON}`);
  });

  it('decides then by another medical director than the one who dismissed it', async () => {
    const { id } = await dismissed();
    accepted(await vacate(id));
    expect(refused(await decideOn(desk.ports, id, 'uphold')).code).toBe('took-part');
    accepted(await decideOn(desk.ports, id, 'overturn', { actor: THIRD_DIRECTOR }));
  });

  it('may dismiss what outside review sent back, for another reason', async () => {
    const caseId = await deniedCase(desk.ports, { lineOfBusiness: 'medicare-advantage' });
    await deliverDue(desk);
    await after(200);
    const { id } = await filed(desk.ports, caseId, { by: 'representative' });
    accepted(await dismiss(id));
    accepted(await forward(id));
    expect(accepted(await outcomeOf(id, 'vacated')).appeal).toMatchObject({
      status: 'in-review',
      reviewReasons: ['no-proof-of-authority'],
    });
    const again = decideGoodCause(desk.ports)({
      ...(await onAppeal(id, THIRD_DIRECTOR)),
      accepted: false,
      reason: 'No proof came.',
    });
    expect(accepted(await again).appeal).toMatchObject({
      status: 'withdrawn',
      dismissalReview: { asked: null, outcome: null, dismissed: { by: THIRD_DIRECTOR } },
    });
  });

  it('may not do so after 6 months, nor twice, nor once it is outside', async () => {
    const { id } = await dismissed();
    await after(185);
    expect(refused(await vacate(id)).code).toBe('dismissal-final');
    desk.clock.set(NOW);
    const { id: other } = await dismissed();
    accepted(await vacate(other));
    expect(refused(await vacate(other)).code).toBe('appeal-closed');
    desk.clock.set(NOW);
    const { id: outside } = await dismissed();
    accepted(await forward(outside));
    expect(refused(await vacate(outside)).code).toBe('appeal-closed');
  });

  it('leaves that to a medical director who did not work on the case', async () => {
    const { id } = await dismissed();
    expect(refused(await vacate(id, PHARMACIST)).code).toBe('role-not-allowed');
    expect(refused(await vacate(id, DIRECTOR)).code).toBe('took-part');
  });

  it('hears another open appeal of the case instead', async () => {
    const { id, caseId } = await dismissed();
    const open = await filed(desk.ports, caseId);
    expect(refused(await vacate(id))).toMatchObject({
      code: 'duplicate-appeal',
      appealId: open.id,
    });
  });
});

describe('in other plans', () => {
  it.each(['employer-plan', 'exchange-plan', 'medicaid-plan'] as const)(
    'a dismissal is final, and nothing says otherwise (%s)',
    async (coverageType) => {
      const { id, caseId, dismissalReview } = await dismissed({ coverageType });
      expect(dismissalReview).toBeUndefined();
      const letter = (await lettersOf(desk, caseId)).at(-1);
      expect(letter?.text).not.toContain('review of this dismissal');
      expect(refused(await forward(id)).code).toBe('appeal-closed');
      const given = { ...(await onAppeal(id, OTHER_DIRECTOR)), reason: 'Good cause.' };
      expect(refused(await vacateDismissal(desk.ports)(given)).code).toBe('appeal-closed');
    },
  );
});
