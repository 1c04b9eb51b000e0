import {
  assignCase,
  claimCase,
  handBackCase,
  handUpCase,
  previewDecision,
  searchCases,
  snoozeCase,
} from '@assent/application';
import type { Actor, Queue } from '@assent/domain';
import { OTHER_DIRECTOR } from '../support/appeals';
import { openDesk, type Desk } from '../support/desk';
import { ANSWER, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import {
  accepted,
  decide,
  DIRECTOR,
  inform,
  INTAKE,
  opened,
  PHARMACIST,
  refused,
} from '../support/requests';

const SECOND: Actor = { subject: 'paul', role: 'pharmacist' };
const REASON = 'The off-label use needs a physician.';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const inReview = async () => (await opened(desk.ports, { facts: TOO_MANY_CAPSULES })).record.id;
const handUp = (caseId: string, actor: Actor = PHARMACIST, reason = REASON) =>
  handUpCase(desk.ports)({ caseId, actor, reason });
const handBack = (caseId: string, actor: Actor = DIRECTOR) =>
  handBackCase(desk.ports)({ caseId, actor, reason: 'The label allows it: see table 2.' });
const claim = (caseId: string, actor: Actor) => claimCase(desk.ports)({ caseId, actor });

async function queuesOf(caseId: string, viewer: Actor): Promise<Queue[]> {
  const ports = { ...desk.ports, worklist: desk.records.worklist };
  const queues: Queue[] = ['mine', 'unassigned', 'needs-physician'];
  const pages = await Promise.all(
    queues.map((queue) => searchCases(ports)(viewer, { queue }, { limit: 100 })),
  );
  return queues.filter((_, position) => pages[position]?.items.some(({ id }) => id === caseId));
}

describe('a case that is handed up', () => {
  it('leaves the queues of pharmacists, and waits for the medical directors', async () => {
    const id = await inReview();
    accepted(await claim(id, PHARMACIST));
    const until = new Date((await desk.clock.now()).getTime() + 3_600_000);
    accepted(await snoozeCase(desk.ports)({ caseId: id, until, reason: 'Later.', actor: INTAKE }));
    const { record } = accepted(await handUp(id));
    expect(record).toMatchObject({
      assignee: null,
      snoozed: null,
      handedUp: { by: PHARMACIST, at: await desk.clock.now(), reason: REASON },
    });
    expect((await desk.ports.records.case(id))?.handedUp).toEqual(record.handedUp);
    expect(await queuesOf(id, PHARMACIST)).toEqual(['needs-physician']);
    expect(await queuesOf(id, DIRECTOR)).toEqual(['unassigned', 'needs-physician']);
    const events = await desk.ports.records.events(id);
    expect(events.at(-1)).toMatchObject({
      type: 'handed-up',
      actor: PHARMACIST,
      details: { reason: REASON },
    });
  });

  it('is decided by a medical director only, also what it asks the provider office', async () => {
    const id = await inReview();
    accepted(await handUp(id));
    for (const decision of ['approve', 'request-information'] as const) {
      const refusal = refused(await decide(desk.ports, id, decision, { actor: SECOND }));
      expect(refusal).toMatchObject({
        code: 'role-not-allowed',
        detail: 'pia handed this case up; only these roles may decide it: medical-director',
      });
    }
    const preview = await previewDecision(desk.ports)({
      caseId: id,
      version: 2,
      decision: 'approve',
      rationale: 'It fits.',
      clauses: [],
      actor: SECOND,
    });
    expect(refused(preview).code).toBe('role-not-allowed');
    const { record } = accepted(await decide(desk.ports, id, 'approve', { actor: DIRECTOR }));
    expect([record.status, record.handedUp?.reason]).toEqual(['approved', REASON]);
  });

  it('is assigned to medical directors only', async () => {
    const id = await inReview();
    accepted(await claim(id, PHARMACIST));
    accepted(await handUp(id));
    const detail = 'pia handed this case up; only a medical director can review it';
    const refusals = [
      await claim(id, SECOND),
      await assignCase(desk.ports)({ caseId: id, assignee: PHARMACIST.subject, actor: INTAKE }),
    ].map(refused);
    expect(refusals).toMatchObject([
      { code: 'role-not-allowed', detail },
      { code: 'role-not-allowed', detail },
    ]);
    expect(accepted(await claim(id, DIRECTOR)).record.assignee).toBe(DIRECTOR.subject);
  });

  it('stays so while a medical director waits for information, whoever has it then', async () => {
    const id = (await opened(desk.ports, { facts: TOO_MANY_CAPSULES })).record.id;
    accepted(await handUp(id));
    accepted(await decide(desk.ports, id, 'request-information'));
    await desk.records.database.personSeen.createMany({
      data: [{ ...SECOND, seenAt: new Date() }],
      skipDuplicates: true,
    });
    accepted(await claim(id, SECOND));
    const { record } = accepted(
      await inform(desk.ports, id, { dosing: { capsuleStrengthMg: 3, capsulesPer28Days: 4 } }),
    );
    expect([record.status, record.assignee, record.handedUp?.by]).toEqual([
      'in-review',
      null,
      PHARMACIST,
    ]);
  });

  it('is handed back with a reason to who handed it up', async () => {
    const id = await inReview();
    accepted(await handUp(id));
    const { record } = accepted(await handBack(id));
    expect([record.handedUp, record.assignee]).toEqual([null, PHARMACIST.subject]);
    expect(await queuesOf(id, PHARMACIST)).toEqual(['mine']);
    const events = await desk.ports.records.events(id);
    expect(events.at(-1)).toMatchObject({
      type: 'handed-back',
      actor: DIRECTOR,
      details: { reason: 'The label allows it: see table 2.', assignee: PHARMACIST.subject },
    });
    accepted(await decide(desk.ports, id, 'approve', { actor: PHARMACIST }));
  });
});

describe('a hand-up is refused', () => {
  it.each([DIRECTOR, INTAKE])('of $role', async (actor) => {
    expect(refused(await handUp(await inReview(), actor)).code).toBe('role-not-allowed');
  });

  it('for a case that was already handed up, or waits for information, or is closed', async () => {
    const again = await inReview();
    accepted(await handUp(again));
    const waiting = (await opened(desk.ports, { facts: ONE_MISSING })).record.id;
    const closed = (await opened(desk.ports, { facts: ONE_MISSING })).record.id;
    accepted(await inform(desk.ports, closed, ANSWER));
    const codes = [await handUp(again, SECOND), await handUp(waiting), await handUp(closed)].map(
      (result) => refused(result).code,
    );
    expect(codes).toEqual(['already-handed-up', 'case-waits-for-information', 'case-closed']);
  });
});

describe('a hand-back is refused', () => {
  it('of a pharmacist, and for a case that was not handed up', async () => {
    const id = await inReview();
    expect(refused(await handBack(id, OTHER_DIRECTOR)).code).toBe('not-handed-up');
    accepted(await handUp(id));
    expect(refused(await handBack(id, SECOND)).code).toBe('role-not-allowed');
  });
});
