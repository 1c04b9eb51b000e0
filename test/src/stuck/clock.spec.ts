import {
  assignCase,
  markMailed,
  passDecisionDeadline,
  passInformationDeadline,
  reconcile,
  recordCall,
  repairCase,
  requestCall,
  type Repaired,
  type RepairPorts,
  type WorkflowInspector,
} from '@assent/application';
import type { Actor, StuckCause } from '@assent/domain';
import { openDesk, type Desk } from '../support/desk';
import { MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { deliverDue, mailPrinted, makeMemberLetters } from '../support/letters';
import {
  accepted,
  decide,
  DIRECTOR,
  inform,
  INTAKE,
  opened,
  PHARMACIST,
  withdraw,
} from '../support/requests';

const HOUR = 3_600_000;

/** Temporal as it is when all is well: whatever was sent for has arrived. */
const ALL_RUNNING: WorkflowInspector = {
  answers: () => Promise.resolve(true),
  patience: () => () => true,
  ringsBy: () => Promise.resolve(true),
  look: () =>
    Promise.resolve({
      ...{ state: 'running', hasMoved: true, atRest: true, task: null, retrying: [] },
    }),
  idOf: () => 'any',
};

let desk: Desk;
let ports: RepairPorts;

beforeEach(async () => {
  desk = await openDesk();
  ports = {
    ...desk.ports,
    stuck: desk.records.stuck,
    workflows: ALL_RUNNING,
    looks: new Map(),
    soon: async (holds) => {
      await work();
      return holds();
    },
  };
});
afterEach(() => desk.close());

/** Does what the worker would: carries messages away, delivers and does what is due. */
async function work(): Promise<void> {
  await desk.records.database.outbox.deleteMany();
  const open = await desk.ports.records.cases({ limit: 50 });
  await deliverDue(desk);
  await makeMemberLetters(desk);
  await mailPrinted(desk);
  for (const { id } of open.items) {
    await passInformationDeadline(desk.ports)(id);
    await passDecisionDeadline(desk.ports)(id);
  }
}

/** The hour after the opening of whatever was opened before the first call. */
async function passTo(hours: number): Promise<void> {
  desk.clock.set(new Date(Date.parse('2026-11-22T15:00:00Z') + hours * HOUR));
  await work();
}

async function causes(caseId: string): Promise<StuckCause[]> {
  await reconcile(ports)();
  const stuck = (await desk.ports.records.case(caseId))?.stuck;
  return stuck ? [stuck.cause, ...stuck.otherCauses] : [];
}

async function repaired(caseId: string, actor: Actor): Promise<Repaired> {
  return accepted(await repairCase(ports)({ caseId, actor }));
}

async function events(caseId: string): Promise<string[]> {
  return (await desk.ports.records.events(caseId)).map(({ type }) => type);
}

describe('a late letter', () => {
  const hourLater = new Date('2026-11-22T16:00:00Z');
  const stuckOf = async (caseId: string) => {
    await causes(caseId);
    return (await desk.ports.records.case(caseId))?.stuck;
  };

  it('blocks nothing while a worker sends it for the first time', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    await desk.records.database.outbox.deleteMany();
    desk.clock.set(hourLater);
    expect(await causes(record.id)).toEqual(['activity-retrying']);
    await desk.records.notices.take(hourLater, 1);
    await desk.records.memberLetters.take(hourLater, 1);
    expect(await causes(record.id)).toEqual([]);
  });

  it('waits for the mail system while a worker retries what was refused', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    await desk.records.database.outbox.deleteMany();
    const { openedAt } = record;
    const [first] = await desk.records.notices.take(openedAt, 1);
    await desk.records.notices.refused(first!, { at: openedAt, error: '450' }, openedAt);
    desk.clock.set(hourLater);
    const left = await stuckOf(record.id);
    await desk.records.notices.take(hourLater, 1);
    expect([left?.waitsFor, (await stuckOf(record.id))?.waitsFor]).toEqual([
      'software',
      'mail-system',
    ]);
  });
});

describe('an unanswered question', () => {
  it('blocks the case after the second reminder, and not before', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    const found = [];
    for (const hours of [1, 80, 150, 160]) {
      await passTo(hours);
      found.push(await causes(record.id));
    }
    expect(found).toEqual([[], [], ['no-answer'], ['no-answer']]);
  });

  it('says who the case waits for and how often they were reminded', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    for (const hours of [80, 150]) await passTo(hours);
    await causes(record.id);
    const stuck = (await desk.ports.records.case(record.id))?.stuck;
    expect([stuck?.waitsFor, stuck?.since, stuck?.detail]).toEqual([
      'prescriber',
      record.openedAt,
      "Waiting for Lee Park MD's office since Nov 22, 2026, 10:00 AM; reminder 2 of 3 was sent Nov 28, 2026, 4:00 PM.",
    ]);
  });

  it('is repeated by a repair, which is successful once the letter is sent', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    for (const hours of [80, 150]) await passTo(hours);
    const { did, moved, stuck } = await repaired(record.id, INTAKE);
    expect([did, moved, stuck]).toEqual(['remind', true, null]);
    expect((await events(record.id)).slice(-2)).toEqual(['reminded', 'notice-sent']);
  });

  it('has more time after such a reminder, and then blocks the case again', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    for (const hours of [80, 150]) await passTo(hours);
    await repaired(record.id, INTAKE);
    const found = [];
    for (const hours of [151, 200]) {
      await passTo(hours);
      found.push(await causes(record.id));
    }
    expect(found).toEqual([[], ['no-answer']]);
  });

  it('blocks nothing once it is answered', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    for (const hours of [80, 150]) await passTo(hours);
    await causes(record.id);
    accepted(await inform(desk.ports, record.id, MET));
    expect((await desk.ports.records.case(record.id))?.stuck).toBeNull();
  });
});

describe('a review', () => {
  it('blocks the case if it is unassigned for a tenth of the time', async () => {
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
    const found = [];
    for (const hours of [35, 37]) {
      await passTo(hours);
      found.push(await causes(record.id));
    }
    expect(found).toEqual([[], ['review-unclaimed']]);
  });

  it('is claimed by a repair of a person who may decide', async () => {
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
    await passTo(37);
    const { did, moved, stuck } = await repaired(record.id, PHARMACIST);
    const after = await desk.ports.records.case(record.id);
    expect([did, moved, stuck, after?.assignee]).toEqual(['claim', true, null, 'pia']);
  });

  it("can't be claimed by another person, who is told who could", async () => {
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
    await passTo(37);
    const { did, moved, detail, stuck } = await repaired(record.id, INTAKE);
    expect([did, moved, stuck?.cause]).toEqual([null, false, 'review-unclaimed']);
    expect(detail).toContain('pharmacist or medical director');
  });
});

describe('a review of a person who may not decide', () => {
  async function idle(): Promise<string> {
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
    await desk.records.database.case.update({
      where: { id: record.id },
      data: { assignee: INTAKE.subject },
    });
    return record.id;
  }

  it('blocks the case at once, and says who has it', async () => {
    const id = await idle();
    expect(await causes(id)).toEqual(['reassign-needed']);
    const stuck = (await desk.ports.records.case(id))?.stuck;
    expect([stuck?.detail, stuck?.repair]).toEqual([
      `Reassign needed: ${INTAKE.subject} (Intake) can't make determinations.`,
      'claim',
    ]);
  });

  it('is not waited for at the deadline', async () => {
    const id = await idle();
    await passTo(361);
    const { blockers } = await reconcile(ports)();
    expect(await causes(id)).toEqual(['reassign-needed', 'deadline-missed']);
    expect(
      blockers.map(({ blocker }) => blocker.detail).filter((each) => each.includes('Waiting for')),
    ).toEqual(['Waiting for a reviewer to decide; the decision was due Dec 7, 2026, 10:00 AM.']);
  });

  it('is taken over by a repair, which says what is still open', async () => {
    const id = await idle();
    await passTo(361);
    const { did, moved, detail } = await repaired(id, DIRECTOR);
    expect([did, moved, detail]).toEqual(['claim', true, 'Assigned to you. Still past due.']);
    expect((await desk.ports.records.case(id))?.assignee).toBe(DIRECTOR.subject);
  });

  it('blocks nothing once it is assigned to a person who may decide', async () => {
    const id = await idle();
    await causes(id);
    await desk.records.database.personSeen.create({
      data: { ...PHARMACIST, seenAt: await desk.ports.clock.now() },
    });
    const given = await assignCase(desk.ports)({ caseId: id, assignee: 'pia', actor: INTAKE });
    expect(accepted(given).record.stuck).toBeNull();
    expect((await desk.ports.records.case(id))?.stuck).toBeNull();
  });
});

describe('a deadline', () => {
  it('is near when a tenth of the time is left, and then missed', async () => {
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
    const found = [];
    for (const hours of [323, 325, 361]) {
      await passTo(hours);
      found.push((await causes(record.id))[0]);
    }
    expect(found).toEqual(['review-unclaimed', 'deadline-near', 'deadline-missed']);
  });

  it('names the reviewer whom the case waits for, and offers no repair', async () => {
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
    await passTo(37);
    await repaired(record.id, DIRECTOR);
    await passTo(361);
    await causes(record.id);
    const stuck = (await desk.ports.records.case(record.id))?.stuck;
    expect([stuck?.repair, stuck?.detail]).toEqual([
      null,
      'Waiting for maya to decide; the decision was due Dec 7, 2026, 10:00 AM.',
    ]);
  });

  it('no longer blocks a case that is closed', async () => {
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
    await passTo(361);
    await causes(record.id);
    accepted(await decide(desk.ports, record.id, 'deny'));
    expect((await desk.ports.records.case(record.id))?.stuck).toBeNull();
  });
});

describe('a peer-to-peer call', () => {
  const HELD = { note: 'Spoke for ten minutes.', actor: DIRECTOR } as const;

  /** A Sunday's request, due by the end of Monday in New York. */
  async function owed(): Promise<{ readonly caseId: string; readonly id: string }> {
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
    const slots = [new Date('2026-11-23T15:00:00Z')];
    const { record: asked } = accepted(
      await requestCall(desk.ports)({ caseId: record.id, slots, actor: INTAKE }),
    );
    return { caseId: record.id, id: asked.peerToPeer[0]!.id };
  }
  const DUE = 38;

  it('that is owed after its deadline blocks the case until it is held', async () => {
    const { caseId, id } = await owed();
    await passTo(DUE - 1);
    expect(await causes(caseId)).not.toContain('peer-to-peer-overdue');
    await passTo(DUE);
    expect(await causes(caseId)).toContain('peer-to-peer-overdue');
    accepted(await recordCall(desk.ports)({ id, outcome: 'plan-missed', ...HELD }));
    expect(await causes(caseId)).toContain('peer-to-peer-overdue');
    const stuck = (await desk.ports.records.case(caseId))?.stuck;
    expect([stuck?.cause, stuck?.repair, stuck?.detail]).toEqual([
      'peer-to-peer-overdue',
      'claim',
      'A peer-to-peer call with Lee Park MD was due by the end of Nov 23, 2026 and was not held. Call, then record the outcome.',
    ]);
    accepted(await recordCall(desk.ports)({ id, outcome: 'held', ...HELD }));
    const shown = (await desk.ports.records.case(caseId))?.stuck;
    expect([shown?.cause, ...(shown?.otherCauses ?? [])]).not.toContain('peer-to-peer-overdue');
    expect(await causes(caseId)).not.toContain('peer-to-peer-overdue');
  });

  it('is still owed after a denial, and no longer after an approval', async () => {
    const [denied, approved] = [await owed(), await owed()];
    accepted(await decide(desk.ports, denied.caseId, 'deny'));
    accepted(await decide(desk.ports, approved.caseId, 'approve'));
    await passTo(DUE);
    expect(await causes(denied.caseId)).toEqual(['peer-to-peer-overdue']);
    expect(await causes(approved.caseId)).toEqual([]);
  });
});

describe('a letter to the member', () => {
  /** Opened, approved and made on a Sunday: to be mailed by the end of Monday in New York. */
  async function printed(): Promise<{ readonly caseId: string; readonly letterId: string }> {
    const { record } = await opened(desk.ports, { facts: MET });
    await makeMemberLetters(desk);
    const [letter] = await desk.ports.records.memberLetters(record.id);
    return { caseId: record.id, letterId: letter!.id };
  }

  it('that no worker makes blocks the case a minute after it is due', async () => {
    const { record } = await opened(desk.ports, { facts: MET });
    await deliverDue(desk);
    const [letter] = await desk.ports.records.memberLetters(record.id);
    desk.clock.set(new Date(letter!.dueAt.getTime() + 59_000));
    expect(await causes(record.id)).toEqual([]);
    desk.clock.set(new Date(letter!.dueAt.getTime() + 60_000));
    expect(await causes(record.id)).toEqual(['activity-retrying']);
    expect((await desk.ports.records.case(record.id))?.stuck).toMatchObject({
      waitsFor: 'software',
      detail:
        'It is past the time to make the approval letter to the member, and no worker has tried. Check that a worker is running and keeping up.',
    });
  });

  it('that is printed and not mailed in time blocks the case until it is mailed', async () => {
    const { caseId, letterId } = await printed();
    await deliverDue(desk);
    desk.clock.set('2026-11-24T05:00:00Z');
    expect(await causes(caseId)).toEqual([]);
    desk.clock.set('2026-11-24T05:00:01Z');
    expect(await causes(caseId)).toEqual(['letter-unmailed']);
    expect((await desk.ports.records.case(caseId))?.stuck).toMatchObject({
      since: new Date('2026-11-24T05:00:00Z'),
      waitsFor: 'mailroom',
      repair: null,
      detail:
        'The approval letter to the member was to be mailed by the end of Nov 23, 2026. Print it, mail it, then mark it as mailed.',
    });
    accepted(await markMailed(desk.ports)({ letterId, actor: INTAKE }));
    expect((await desk.ports.records.case(caseId))?.stuck).toBeNull();
    expect(await causes(caseId)).toEqual([]);
  });

  it('about a question is owed only while the case waits for the answer', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    await makeMemberLetters(desk);
    await deliverDue(desk);
    desk.clock.set('2026-11-24T15:00:00Z');
    await deliverDue(desk);
    expect(await causes(record.id)).toEqual(['letter-unmailed']);
    accepted(await inform(desk.ports, record.id, MET));
    await deliverDue(desk);
    await makeMemberLetters(desk);
    expect(await causes(record.id)).toEqual([]);
  });
});

it('has nothing to repair if nothing blocks the case', async () => {
  const { record } = await opened(desk.ports, { facts: ONE_MISSING });
  accepted(await withdraw(desk.ports, record.id));
  const answer = await repaired(record.id, INTAKE);
  expect(answer).toEqual({
    did: null,
    moved: true,
    detail: 'The case is not stuck.',
    stuck: null,
  });
});

it('changes nothing if it is repeated', async () => {
  await opened(desk.ports, { facts: ONE_MISSING });
  await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
  for (const hours of [80, 150, 361]) await passTo(hours);
  const rows = () => desk.records.database.$queryRaw`
    SELECT xmin::text, * FROM stuck ORDER BY case_id, cause`;
  await reconcile(ports)();
  const before = await rows();
  await reconcile(ports)();
  expect(before).not.toEqual([]);
  expect(await rows()).toEqual(before);
});
