import {
  assignCase,
  claimCase,
  releaseCase,
  handUpCase,
  snoozeCase,
  takeNextCase,
  unsnoozeCase,
  workOnCases,
  type CaseView,
} from '@assent/application';
import type { Facts } from '@assent/criteria';
import type { Actor, Result } from '@assent/domain';
import { batchPorts } from '../support/batch-ports';
import { openDesk, type Desk } from '../support/desk';
import { ANSWER, MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import {
  accepted,
  decide,
  digestLike,
  DIRECTOR,
  inform,
  INTAKE,
  opened,
  PHARMACIST,
  refused,
  unique,
  withdraw,
} from '../support/requests';

const NOW = '2026-12-01T15:00:00Z';
const daysFromNow = (days: number) => new Date(Date.parse(NOW) + days * 24 * 3_600_000);

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => {
  desk.clock.set(NOW);
});
afterAll(() => desk.close());

const claim = (caseId: string, actor: Actor) => claimCase(desk.ports)({ caseId, actor });
const assign = (caseId: string, assignee: string, actor: Actor = INTAKE) =>
  assignCase(desk.ports)({ caseId, assignee, actor });
const release = (caseId: string) => releaseCase(desk.ports)({ caseId, actor: INTAKE });
const snooze = (caseId: string, until: Date) =>
  snoozeCase(desk.ports)({ caseId, until, reason: 'the lab is shut', actor: PHARMACIST });
const unsnooze = (caseId: string) => unsnoozeCase(desk.ports)({ caseId, actor: INTAKE });

/** Everything that is kept of a case and of the messages about it. */
async function kept(caseId: string) {
  const { auditEntry, outbox } = desk.records.database;
  return {
    events: (await desk.ports.records.events(caseId)).map(({ type, details }) => ({
      type,
      details,
    })),
    audit: (await auditEntry.findMany({ where: { caseId }, orderBy: { id: 'asc' } })).map(
      ({ action }) => action,
    ),
    messages: await outbox.count({ where: { subject: caseId } }),
  };
}

async function openedCase(facts: Facts = ONE_MISSING): Promise<string> {
  return (await opened(desk.ports, { facts })).record.id;
}

describe('claiming', () => {
  it('assigns the case to the person who claims it, records it, and wakes no workflow', async () => {
    const caseId = await openedCase();
    const before = await kept(caseId);
    const { record } = accepted(await claim(caseId, PHARMACIST));
    const after = await kept(caseId);
    expect([record.assignee, record.version]).toEqual(['pia', 2]);
    expect(after.events.slice(before.events.length)).toEqual([
      { type: 'assigned', details: { assignee: 'pia' } },
    ]);
    expect(after.audit).toEqual([...before.audit, 'claim']);
    expect(after.messages).toBe(before.messages);
  });

  it.each([
    ['a review, for a person who may decide it', TOO_MANY_CAPSULES, PHARMACIST, null],
    ['a review, for a person who may not decide it', TOO_MANY_CAPSULES, INTAKE, 'role-not-allowed'],
    ['a case that waits for information, for anyone', ONE_MISSING, INTAKE, null],
  ])(
    'allows a claim and an assignment only as their roles do: %s',
    async (_, facts, actor, code) => {
      const results = [
        await claim(await openedCase(facts), actor),
        await assign(await openedCase(facts), actor.subject, actor),
      ];
      expect(results.map((result) => (result.ok ? null : result.refusal.code))).toEqual([
        code,
        code,
      ]);
    },
  );

  it('is refused while another person has the case, and names them', async () => {
    const caseId = await openedCase();
    accepted(await claim(caseId, PHARMACIST));
    expect(refused(await claim(caseId, DIRECTOR))).toMatchObject({
      code: 'case-assigned',
      detail: expect.stringContaining('the case is assigned to pia') as string,
      caseId,
    });
  });

  it("changes nothing on the person's own case", async () => {
    const caseId = await openedCase();
    const first = accepted(await claim(caseId, PHARMACIST));
    const before = await kept(caseId);
    expect(accepted(await claim(caseId, PHARMACIST))).toEqual(first);
    expect(await kept(caseId)).toEqual(before);
  });

  it('by many people at once succeeds for one, and the others are told who', async () => {
    const caseId = await openedCase();
    const people = Array.from({ length: 8 }, (_, position) => ({
      subject: `person-${position}`,
      role: 'pharmacist' as const,
    }));
    const results = await Promise.all(people.map((actor) => claim(caseId, actor)));
    const winner = (await desk.ports.records.case(caseId))?.assignee;
    const told = results.filter(({ ok }) => !ok).map((result) => refused(result));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(told.map(({ code }) => code)).toEqual(Array(7).fill('case-assigned'));
    expect(told.every(({ detail }) => detail.includes(String(winner)))).toBe(true);
    expect((await kept(caseId)).events.filter(({ type }) => type === 'assigned')).toHaveLength(1);
  });
});

describe('a case that is handed over to review', () => {
  it('is taken from a person who may not decide it, as the timeline says', async () => {
    const caseId = await openedCase();
    accepted(await claim(caseId, INTAKE));
    const { record } = accepted(await inform(desk.ports, caseId, TOO_MANY_CAPSULES));
    expect([record.status, record.assignee]).toEqual(['in-review', null]);
    const { events } = await kept(caseId);
    expect(events.find(({ type }) => type === 'handed-to-review')?.details).toMatchObject({
      released: INTAKE.subject,
    });
  });

  it('is taken from a person of before who is unknown, and may not decide it', async () => {
    const caseId = await openedCase();
    await desk.records.database.case.update({
      where: { id: caseId },
      data: { assignee: 'Somebody Else' },
    });
    const { record } = accepted(await inform(desk.ports, caseId, TOO_MANY_CAPSULES));
    expect([record.status, record.assignee]).toEqual(['in-review', null]);
  });

  it('stays with a reviewer who has it', async () => {
    const caseId = await openedCase();
    accepted(await claim(caseId, PHARMACIST));
    const { record } = accepted(await inform(desk.ports, caseId, TOO_MANY_CAPSULES));
    expect([record.status, record.assignee]).toEqual(['in-review', PHARMACIST.subject]);
  });
});

describe('who can be assigned a case', () => {
  beforeAll(async () => {
    const seen = { seenAt: new Date(NOW) };
    await desk.records.database.personSeen.createMany({
      data: [
        { subject: 'Dana Brooks', role: 'intake', ...seen },
        { subject: 'Ada Reads', role: 'auditor', ...seen },
      ],
    });
  });

  it.each([
    ['a review', TOO_MANY_CAPSULES, 'Dana Brooks', "(intake staff) can't make determinations"],
    ['a review', TOO_MANY_CAPSULES, 'Ada Reads', '(auditor) has read-only access'],
    ['what waits for information', ONE_MISSING, 'Ada Reads', '(auditor) has read-only access'],
  ])('%s is assigned to no one who may not work on it: %#', async (_, facts, person, words) => {
    const caseId = await openedCase(facts);
    const refusal = refused(await assign(caseId, person, PHARMACIST));
    expect(refusal.code).toBe('role-not-allowed');
    expect(refusal.detail).toContain(`${person} ${words}`);
    const batch = { actor: PHARMACIST, ids: [caseId] };
    const work = { action: 'assign', assignee: person } as const;
    for (const preview of [true, false]) {
      const [result] = await workOnCases(batchPorts(desk))({ ...batch, work, preview });
      expect([result?.ok, result?.code]).toEqual([false, 'role-not-allowed']);
    }
    expect((await desk.ports.records.case(caseId))?.assignee).toBeNull();
  });

  it.each([
    ['a review', TOO_MANY_CAPSULES],
    ['what waits for information', ONE_MISSING],
  ])('%s is assigned to no one whose role is unknown, with an explanation', async (_, facts) => {
    const caseId = await openedCase(facts);
    const refusal = refused(await assign(caseId, 'Nora New', PHARMACIST));
    expect(refusal.code).toBe('role-unknown');
    expect(refusal.detail).toContain('this person has never signed in here');
    const work = { action: 'assign', assignee: 'Nora New' } as const;
    const batch = { actor: PHARMACIST, ids: [caseId], work, preview: true };
    const [foretold] = await workOnCases(batchPorts(desk))(batch);
    expect([foretold?.ok, foretold?.code]).toEqual([false, 'role-unknown']);
    expect((await desk.ports.records.case(caseId))?.assignee).toBeNull();
  });

  it('a review can be assigned to a person who has claimed one', async () => {
    const nora = { subject: 'Nora New', role: 'medical-director' } as const;
    accepted(await claim(await openedCase(TOO_MANY_CAPSULES), nora));
    const given = await assign(await openedCase(TOO_MANY_CAPSULES), nora.subject, PHARMACIST);
    expect(accepted(given).record.assignee).toBe(nora.subject);
  });

  it('a case that waits for information can be assigned to intake', async () => {
    const given = await assign(await openedCase(), 'Dana Brooks', PHARMACIST);
    expect(accepted(given).record.assignee).toBe('Dana Brooks');
  });
});

describe('assigning and releasing', () => {
  beforeAll(async () => {
    await desk.records.database.personSeen.createMany({
      data: [DIRECTOR, PHARMACIST, INTAKE].map((each) => ({ ...each, seenAt: new Date(NOW) })),
      skipDuplicates: true,
    });
  });

  it('pass a case on, whoever has it, but for its reviewer', async () => {
    const caseId = await openedCase();
    accepted(await claim(caseId, { subject: 'ina', role: 'intake' }));
    expect(accepted(await assign(caseId, 'ivy')).record.assignee).toBe('ivy');
    expect(accepted(await release(caseId)).record.assignee).toBeNull();
    expect((await kept(caseId)).events.slice(-2)).toEqual([
      { type: 'assigned', details: { assignee: 'ivy' } },
      { type: 'released', details: { assignee: 'ivy' } },
    ]);
    accepted(await assign(caseId, 'maya'));
    expect(refused(await release(caseId)).code).toBe('case-assigned');
  });

  it('change nothing if it is already so', async () => {
    const caseId = await openedCase();
    accepted(await release(caseId));
    accepted(await assign(caseId, 'maya'));
    const before = await kept(caseId);
    accepted(await assign(caseId, 'maya'));
    expect(await kept(caseId)).toEqual(before);
  });

  it('do not prevent others from deciding the case', async () => {
    const caseId = await openedCase(TOO_MANY_CAPSULES);
    accepted(await assign(caseId, 'pia'));
    expect(accepted(await decide(desk.ports, caseId, 'deny')).record).toMatchObject({
      status: 'denied',
      assignee: 'pia',
    });
  });
});

describe('a snooze', () => {
  it('shows who, why and until when on the case, and does not stop the clock', async () => {
    const caseId = await openedCase();
    const { dueAt } = (await desk.ports.records.case(caseId))!;
    const { record, snoozed } = accepted(await snooze(caseId, daysFromNow(3)));
    expect(snoozed).toEqual({
      until: daysFromNow(3),
      reason: 'the lab is shut',
      by: PHARMACIST,
    });
    expect(record.dueAt).toEqual(dueAt);
  });

  it.each([0, -1, 30.001, 400])('is refused %d days from now', async (days) => {
    const refusal = refused(await snooze(await openedCase(), daysFromNow(days)));
    expect(refusal.detail).toBe('a case can be snoozed for up to 30 days; nothing was changed');
    expect([refusal.code, refusal.faults?.[0]?.path]).toEqual(['invalid', 'until']);
  });

  it('can last 30 days', async () => {
    expect(accepted(await snooze(await openedCase(), daysFromNow(30))).snoozed).not.toBeNull();
  });

  it('ends at the time that it names', async () => {
    const caseId = await openedCase();
    const { snoozed } = accepted(await snooze(caseId, daysFromNow(3)));
    desk.clock.set(daysFromNow(3));
    const later = accepted(await claim(caseId, PHARMACIST));
    expect([snoozed, later.snoozed]).toEqual([expect.anything(), null]);
  });

  it.each<[string, Facts, (caseId: string) => Promise<Result<CaseView>>]>([
    [
      'information is added, even if it changes no status',
      ONE_MISSING,
      (id) => inform(desk.ports, id, { dosing: { capsulesPer28Days: 2 } }),
    ],
    ['the case is approved', ONE_MISSING, (id) => inform(desk.ports, id, ANSWER)],
    ['the case is withdrawn', ONE_MISSING, (id) => withdraw(desk.ports, id)],
    [
      'the case is handed over to review',
      ONE_MISSING,
      (id) => inform(desk.ports, id, TOO_MANY_CAPSULES),
    ],
    [
      'a reviewer asks for information',
      TOO_MANY_CAPSULES,
      (id) => decide(desk.ports, id, 'request-information'),
    ],
    ['a person ends it', ONE_MISSING, (id) => unsnooze(id)],
  ])('ends if %s', async (_, facts, move) => {
    const caseId = await openedCase(facts);
    accepted(await snooze(caseId, daysFromNow(3)));
    expect(accepted(await move(caseId)).record.snoozed).toBeNull();
  });

  it('that is over ends without a trace', async () => {
    const caseId = await openedCase();
    const before = await kept(caseId);
    accepted(await unsnooze(caseId));
    expect(await kept(caseId)).toEqual(before);
  });

  it('can be extended', async () => {
    const caseId = await openedCase();
    accepted(await snooze(caseId, daysFromNow(1)));
    const { snoozed } = accepted(await snooze(caseId, daysFromNow(9)));
    expect(snoozed?.until).toEqual(daysFromNow(9));
  });
});

describe('every work command', () => {
  const commands: [string, (caseId: string) => Promise<Result<CaseView>>][] = [
    ['claim', (id) => claim(id, PHARMACIST)],
    ['release', (id) => release(id)],
    ['assign', (id) => assign(id, 'pia')],
    ['snooze', (id) => snooze(id, daysFromNow(1))],
    ['unsnooze', (id) => unsnooze(id)],
  ];

  it.each(commands)('(%s) is refused on a closed case', async (_, send) => {
    expect(refused(await send(await openedCase(MET))).code).toBe('case-closed');
  });

  it.each(commands)('(%s) is refused on a nonexistent case', async (_, send) => {
    expect(refused(await send(crypto.randomUUID())).code).toBe('case-not-found');
  });

  it('is refused on a different version than was seen', async () => {
    const caseId = await openedCase();
    const command = { caseId, actor: PHARMACIST, version: 7 };
    expect(refused(await claimCase(desk.ports)(command)).code).toBe('case-changed');
  });

  it('is carried out once under its key', async () => {
    const caseId = await openedCase();
    const key = unique();
    const send = (said: string) =>
      snoozeCase(desk.ports)({
        caseId,
        until: daysFromNow(2),
        reason: said,
        actor: PHARMACIST,
        command: { key, digest: digestLike(said) },
      });
    const first = accepted(await send('this'));
    accepted(await unsnooze(caseId));
    expect(first.snoozed).not.toBeNull();
    expect(accepted(await send('this')).snoozed).toBeNull();
    expect(refused(await send('that')).code).toBe('idempotency-key-reused');
  });
});

describe('the next review', () => {
  const next = (actor: Actor, ports = desk.ports) =>
    takeNextCase({ ...ports, worklist: desk.records.worklist })({ actor });
  const pharmacist = (number: number): Actor => ({ subject: `ph-${number}`, role: 'pharmacist' });
  beforeEach(async () => {
    await desk.records.database.case.updateMany({
      where: { closedAt: null, assignee: null },
      data: { assignee: 'somebody' },
    });
  });

  it('is the unassigned one that is due first, and nobody gets it twice', async () => {
    const late = (await opened(desk.ports, { facts: TOO_MANY_CAPSULES })).record.id;
    const soon = (await opened(desk.ports, { facts: TOO_MANY_CAPSULES, urgency: 'expedited' }))
      .record.id;
    await opened(desk.ports, { facts: ONE_MISSING });
    const first = accepted(await next(PHARMACIST)).record;
    expect([first.id, first.assignee]).toEqual([soon, PHARMACIST.subject]);
    expect(accepted(await next(PHARMACIST)).record.id).toBe(late);
    expect(refused(await next(PHARMACIST)).code).toBe('no-case-waits');
  });

  it('of many who ask at once is another one for each', async () => {
    const ids = [];
    for (let each = 0; each < 12; each += 1) {
      ids.push((await opened(desk.ports, { facts: TOO_MANY_CAPSULES })).record.id);
    }
    const all = await Promise.all(ids.map((_, number) => next(pharmacist(number))));
    expect(all.map((each) => accepted(each).record.id).sort()).toEqual([...ids].sort());
    expect(refused(await next(pharmacist(99))).code).toBe('no-case-waits');
  });

  it('is the one after it if the first is handed up meanwhile', async () => {
    const [first, second] = [
      (await opened(desk.ports, { facts: TOO_MANY_CAPSULES, urgency: 'expedited' })).record,
      (await opened(desk.ports, { facts: TOO_MANY_CAPSULES })).record,
    ];
    const { worklist } = desk.records;
    const handUp = { caseId: first.id, version: 1, reason: 'Too hard.', actor: PHARMACIST };
    const page: typeof worklist.page = async (...asked) => {
      const found = await worklist.page(...asked);
      accepted(await handUpCase(desk.ports)(handUp));
      return found;
    };
    const ports = { ...desk.ports, worklist: { ...worklist, page } };
    const taken = await takeNextCase(ports)({ actor: pharmacist(1) });
    expect(accepted(taken).record.id).toBe(second.id);
  });

  it('of a pharmacist is none that was handed up', async () => {
    const { id, version } = (await opened(desk.ports, { facts: TOO_MANY_CAPSULES })).record;
    const reason = 'It needs a physician.';
    accepted(await handUpCase(desk.ports)({ caseId: id, version, reason, actor: PHARMACIST }));
    expect(refused(await next(pharmacist(1))).code).toBe('no-case-waits');
    expect(accepted(await next(DIRECTOR)).record.id).toBe(id);
  });
});
