import {
  assignCase,
  claimCase,
  evaluateCase,
  handBackCase,
  handUpCase,
  openCase,
  passDecisionDeadline,
  previewDecision,
  recordFindings,
  releaseCase,
  resultsShownTo,
  workOnCases,
  type CaseRecord,
  type Ports,
} from '@assent/application';
import type { Actor } from '@assent/domain';
import fc from 'fast-check';
import { OTHER_DIRECTOR } from '../support/appeals';
import { batchPorts } from '../support/batch-ports';
import { openDesk, type Desk } from '../support/desk';
import { ANSWER, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { inTurns } from '../support/in-turns';
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
  requestOf,
  unique,
} from '../support/requests';
import { found, texan } from '../support/texas';

const SECOND: Actor = { subject: 'paul', role: 'pharmacist' };
const ADMIN: Actor = { subject: 'ada', role: 'admin' };
/** Replaces the fact by which `TOO_MANY_CAPSULES` fails. */
const THREE = { dosing: { capsulesPer28Days: 3 } };

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => {
  desk.clock.set('2026-12-01T15:00:00Z');
});
afterAll(() => desk.close());

const claim = (caseId: string, actor: Actor, ports = desk.ports) =>
  claimCase(ports)({ caseId, actor });
const release = (caseId: string, actor: Actor, ports = desk.ports) =>
  releaseCase(ports)({ caseId, actor });
const assign = (caseId: string, assignee: string, actor: Actor) =>
  assignCase(desk.ports)({ caseId, assignee, actor });
const stored = async (caseId: string): Promise<CaseRecord> =>
  (await desk.ports.records.case(caseId))!;
const eventsOf = async (caseId: string) =>
  (await desk.ports.records.events(caseId)).map(({ type }) => type);

/** A case in review, assigned to a person. */
async function reviewedBy(actor: Actor, facts = TOO_MANY_CAPSULES): Promise<string> {
  const { id } = (await opened(desk.ports, { facts })).record;
  accepted(await claim(id, actor));
  return id;
}

/** Makes people known in the roles that they have. */
async function known(...people: readonly Actor[]): Promise<void> {
  await desk.records.database.personSeen.createMany({
    data: people.map((each) => ({ ...each, seenAt: new Date() })),
    skipDuplicates: true,
  });
}

describe('who opened a case', () => {
  async function openedByDirector(): Promise<string> {
    const key = `key-${unique()}`;
    const request = await requestOf(desk.ports, { facts: TOO_MANY_CAPSULES });
    const command = { key, digest: digestLike(key) };
    const result = await openCase(desk.ports)({ request, actor: DIRECTOR, command });
    return accepted(result).view.record.id;
  }

  it('does not deny it, also in a preview, and is told what to do', async () => {
    const caseId = await openedByDirector();
    const denial = {
      caseId,
      version: 1,
      decision: 'deny',
      rationale: 'Four capsules.',
      clauses: ['I.3'],
      actor: DIRECTOR,
    } as const;
    const refusals = [
      await previewDecision(desk.ports)(denial),
      await decide(desk.ports, caseId, 'deny'),
    ];
    expect(refusals.map(refused)).toEqual(
      Array(2).fill({
        code: 'own-case',
        detail: "you opened this case, so you can't deny it; assign it to another medical director",
        caseId,
      }),
    );
    expect((await stored(caseId)).status).toBe('in-review');
  });

  it('can approve it or ask about it, and another medical director can deny it', async () => {
    accepted(await decide(desk.ports, await openedByDirector(), 'approve'));
    accepted(await decide(desk.ports, await openedByDirector(), 'request-information'));
    const caseId = await openedByDirector();
    const denied = await decide(desk.ports, caseId, 'deny', { actor: OTHER_DIRECTOR });
    expect(accepted(denied).record.status).toBe('denied');
  });
});

describe('a clerk who replaces the failing fact of a case', () => {
  it('that no person has gets it approved by software, as before', async () => {
    const { id } = (await opened(desk.ports, { facts: TOO_MANY_CAPSULES })).record;
    const { record } = accepted(await inform(desk.ports, id, THREE));
    expect([record.status, record.decision?.by.role]).toEqual(['approved', 'software']);
  });

  it.each([PHARMACIST, DIRECTOR])('that a $role has leaves it to that person', async (reviewer) => {
    const id = await reviewedBy(reviewer);
    desk.clock.set('2026-12-02T15:00:00Z');
    const { record, determination, sources } = accepted(await inform(desk.ports, id, THREE));
    expect([record.status, record.review?.reason, record.assignee]).toEqual([
      'in-review',
      'criteria-met',
      reviewer.subject,
    ]);
    expect(determination.outcome).toBe('criteria-met');
    expect(record.facts['dosing']).toMatchObject(THREE.dosing);
    // What is newer than the assignment is shown as new.
    const { at, by } = sources['dosing.capsulesPer28Days']!;
    expect([by, at > record.assignedAt!]).toEqual([INTAKE, true]);
    expect((await eventsOf(id)).slice(-3)).toEqual([
      'information-given',
      'determined',
      'handed-to-review',
    ]);
    // The workflow finds nothing to do either.
    await evaluateCase(desk.ports)(id);
    expect(await stored(id)).toEqual(record);
  });

  it('can neither unassign it from the reviewer nor take it over', async () => {
    for (const facts of [TOO_MANY_CAPSULES, ONE_MISSING]) {
      const id = await reviewedBy(PHARMACIST, facts);
      for (const clerk of [INTAKE, ADMIN]) {
        expect(refused(await release(id, clerk))).toMatchObject({
          code: 'case-assigned',
          detail:
            'pia reviews this case, and only they can unassign it; ask them to, or assign it to another pharmacist or medical director',
          caseId: id,
        });
        expect(refused(await assign(id, clerk.subject, clerk)).code).toBe('role-not-allowed');
        expect(refused(await claim(id, clerk)).code).toBe('case-assigned');
      }
      const batch = {
        actor: INTAKE,
        ids: [id],
        work: { action: 'release' },
        preview: false,
      } as const;
      const [result] = await workOnCases(batchPorts(desk))(batch);
      expect([result?.ok, result?.code]).toEqual([false, 'case-assigned']);
      expect((await stored(id)).assignee).toBe(PHARMACIST.subject);
    }
  });

  it('first takes an answer back, and gives another one while it waits', async () => {
    const id = await reviewedBy(PHARMACIST);
    const back = accepted(await inform(desk.ports, id, { dosing: { capsulesPer28Days: null } }));
    expect(back.record.status).toBe('pending-information');
    expect(refused(await release(id, INTAKE)).code).toBe('case-assigned');
    expect(refused(await assign(id, INTAKE.subject, INTAKE)).code).toBe('role-not-allowed');
    const { record } = accepted(await inform(desk.ports, id, THREE));
    expect([record.status, record.review?.reason]).toEqual(['in-review', 'criteria-met']);
  });

  it('does so in the answer to a question of the reviewer', async () => {
    const id = await reviewedBy(PHARMACIST);
    accepted(await decide(desk.ports, id, 'request-information', { actor: PHARMACIST }));
    const { record } = accepted(await inform(desk.ports, id, THREE));
    expect([record.status, record.review?.reason]).toEqual(['in-review', 'criteria-met']);
  });

  it('leaves it to the medical directors once it is handed up', async () => {
    const id = await reviewedBy(PHARMACIST);
    const reason = 'It needs a physician.';
    accepted(await handUpCase(desk.ports)({ caseId: id, actor: PHARMACIST, reason }));
    accepted(await inform(desk.ports, id, THREE));
    await evaluateCase(desk.ports)(id);
    expect(await stored(id)).toMatchObject({
      status: 'in-review',
      assignee: null,
      review: { reason: 'criteria-met' },
    });
    accepted(await handBackCase(desk.ports)({ caseId: id, actor: DIRECTOR, reason: 'It fits.' }));
    expect(accepted(await release(id, PHARMACIST)).record.decision?.by.role).toBe('software');
  });

  it('shows no result to a reviewer who has to record findings first', async () => {
    const member = texan();
    const { id } = (await opened(desk.ports, { facts: TOO_MANY_CAPSULES, member })).record;
    accepted(await claim(id, PHARMACIST));
    const { record, determination } = accepted(await inform(desk.ports, id, THREE));
    expect(record.review?.reason).toBe('criteria-met');
    const shown = resultsShownTo(record, determination, PHARMACIST);
    expect([shown.reviewReason, shown.determination.outcome]).toEqual(['withheld', 'withheld']);
    const findings = {
      caseId: id,
      actor: PHARMACIST,
      version: record.version,
      findings: found([]),
    };
    const after = accepted(await recordFindings(desk.ports)(findings));
    const known = resultsShownTo(after.record, after.determination, PHARMACIST);
    expect(known.reviewReason).toBe('criteria-met');
  });
});

describe('a reviewer who has a case that meets the criteria now', () => {
  async function metWith(reviewer: Actor): Promise<string> {
    const id = await reviewedBy(reviewer);
    accepted(await inform(desk.ports, id, THREE));
    return id;
  }

  it('unassigns it, and software approves it in the same call', async () => {
    const id = await metWith(PHARMACIST);
    const { record, authorization } = accepted(await release(id, PHARMACIST));
    expect([record.status, record.decision?.by.role, record.assignee]).toEqual([
      'approved',
      'software',
      null,
    ]);
    expect(authorization?.caseId).toBe(id);
    expect((await eventsOf(id)).slice(-3)).toEqual(['released', 'determined', 'approved']);
  });

  it('unassigns it, and the workflow approves it if the call was interrupted', async () => {
    const id = await metWith(PHARMACIST);
    await desk.records.database.outbox.deleteMany({ where: { subject: id } });
    const batch = {
      actor: PHARMACIST,
      ids: [id],
      work: { action: 'release' },
      preview: false,
    } as const;
    // A batch only unassigns.
    await workOnCases(batchPorts(desk))(batch);
    expect((await stored(id)).status).toBe('in-review');
    const messages = await desk.records.database.outbox.findMany({ where: { subject: id } });
    expect(messages.map(({ topic }) => topic)).toEqual(['case-changed']);
    expect((await evaluateCase(desk.ports)(id)).status).toBe('approved');
  });

  it('approves it, or asks about it', async () => {
    const { record } = accepted(
      await decide(desk.ports, await metWith(PHARMACIST), 'approve', { actor: PHARMACIST }),
    );
    expect([record.status, record.decision?.by]).toEqual(['approved', PHARMACIST]);
    const asked = await decide(desk.ports, await metWith(PHARMACIST), 'request-information', {
      actor: PHARMACIST,
    });
    expect(accepted(asked).record.status).toBe('pending-information');
  });

  it('unassigns it after it meets them no longer, and it stays in review', async () => {
    const id = await metWith(PHARMACIST);
    accepted(await inform(desk.ports, id, { dosing: { capsulesPer28Days: 4 } }));
    const { record } = accepted(await release(id, PHARMACIST));
    expect([record.status, record.review?.reason]).toEqual(['in-review', 'criteria-not-met']);
    await evaluateCase(desk.ports)(id);
    expect((await stored(id)).status).toBe('in-review');
  });

  it('is away: it is escalated, goes to another reviewer, and only they unassign it', async () => {
    await known(SECOND);
    const id = await metWith(PHARMACIST);
    const { dueAt } = await stored(id);
    desk.clock.set(dueAt!);
    await passDecisionDeadline(desk.ports)(id);
    expect((await stored(id)).review?.escalatedAt).toEqual(dueAt);
    accepted(await assign(id, SECOND.subject, ADMIN));
    expect(await stored(id)).toMatchObject({ status: 'in-review', assignee: SECOND.subject });
    expect(refused(await release(id, PHARMACIST)).code).toBe('case-assigned');
    const { record } = accepted(await release(id, SECOND));
    expect([record.status, record.decision?.by.role]).toEqual(['approved', 'software']);
  });

  it('gives it to a colleague, who decides', async () => {
    await known(SECOND);
    const id = await metWith(PHARMACIST);
    accepted(await assign(id, SECOND.subject, PHARMACIST));
    await evaluateCase(desk.ports)(id);
    expect((await stored(id)).status).toBe('in-review');
    const decided = await decide(desk.ports, id, 'approve', { actor: SECOND });
    expect(accepted(decided).record.decision?.by).toEqual(SECOND);
  });
});

it('an assignment, new information and a release at the same time never let software approve a case of a reviewer', async () => {
  const deeds: Record<string, (ports: Ports, id: string) => Promise<unknown>> = {
    claim: (ports, id) => claim(id, PHARMACIST, ports),
    claimToo: (ports, id) => claim(id, DIRECTOR, ports),
    inform: (ports, id) => inform(ports, id, THREE),
    release: (ports, id) => release(id, PHARMACIST, ports),
    clerkReleases: (ports, id) => release(id, INTAKE, ports),
    evaluate: (ports, id) => evaluateCase(ports)(id),
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...Object.keys(deeds)), { minLength: 2, maxLength: 5 }),
      fc.scheduler(),
      async (names, scheduler) => {
        const { id } = (await opened(desk.ports, { facts: TOO_MANY_CAPSULES })).record;
        const ports = inTurns(desk.ports, scheduler);
        await scheduler.waitFor(Promise.all(names.map((name) => deeds[name]!(ports, id))));
        const events = await desk.ports.records.events(id);
        const ending = events.findIndex(({ type }) => type === 'approved');
        const before = events.slice(0, ending === -1 ? events.length : ending);
        const hands = before.flatMap(({ type, actor, details }) => {
          if (type === 'assigned') return [String(details['assignee'])];
          return type === 'released' ? [`released by ${actor.subject}`] : [];
        });
        const last = hands.at(-1);
        if (ending !== -1) expect([undefined, 'released by pia']).toContain(last);
        expect(hands).not.toContain('released by ivy');
        const { status, assignee } = await stored(id);
        if (assignee !== null) expect(status).toBe('in-review');
      },
    ),
    { numRuns: 40, interruptAfterTimeLimit: 40_000 },
  );
});

describe('who can be assigned a case', () => {
  it('is known here, by signing in or by work', async () => {
    const { id } = (await opened(desk.ports, { facts: ONE_MISSING })).record;
    expect(refused(await assign(id, 'Nora New', PHARMACIST))).toEqual({
      code: 'role-unknown',
      detail:
        'this person has never signed in here, so their role is unknown; check the name, ask them to sign in once, or choose another person',
    });
    await desk.ports.records.meet('Nora New', 'intake', await desk.clock.now());
    expect(accepted(await assign(id, 'Nora New', PHARMACIST)).record.assignee).toBe('Nora New');
  });

  it('is known in the role of the last sign-in', async () => {
    const { id } = (await opened(desk.ports, { facts: TOO_MANY_CAPSULES })).record;
    await desk.ports.records.meet('Cleo', 'intake', await desk.clock.now());
    expect(refused(await assign(id, 'Cleo', PHARMACIST)).code).toBe('role-not-allowed');
    await desk.ports.records.meet('Cleo', 'pharmacist', await desk.clock.now());
    expect(accepted(await assign(id, 'Cleo', PHARMACIST)).record.assignee).toBe('Cleo');
  });

  it('keeps information that the answer needs: a case of a clerk is approved at once', async () => {
    const { id } = (await opened(desk.ports, { facts: ONE_MISSING })).record;
    accepted(await claim(id, INTAKE));
    const { record } = accepted(await inform(desk.ports, id, ANSWER));
    expect([record.status, record.assignee]).toEqual(['approved', INTAKE.subject]);
  });
});
