import { decideCase } from '@assent/application';
import type { Role } from '@assent/domain';
import { openDesk, type Desk } from '../support/desk';
import { CONTRADICTORY, MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { accepted, decide, DIRECTOR, opened, PHARMACIST, refused } from '../support/requests';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const inReview = async (): Promise<string> =>
  (await opened(desk.ports, { facts: TOO_MANY_CAPSULES })).record.id;
const pending = async (): Promise<string> =>
  (await opened(desk.ports, { facts: ONE_MISSING })).record.id;

describe('permission to decide', () => {
  const roles: Role[] = ['intake', 'pharmacist', 'medical-director', 'auditor', 'admin'];
  const may = {
    approve: ['pharmacist', 'medical-director'],
    deny: ['medical-director'],
    'request-information': ['pharmacist', 'medical-director'],
  } as const;
  const decisions = ['approve', 'deny', 'request-information'] as const;
  const cells = decisions.flatMap((decision) =>
    roles.map((role) => ({
      decision,
      role,
      allowed: may[decision].some((each) => each === role),
    })),
  );

  it.each(cells)('$role, to $decision: $allowed', async ({ decision, role, allowed }) => {
    const id = await inReview();
    const before = await desk.ports.records.case(id);
    const result = await decide(desk.ports, id, decision, { actor: { subject: 'x', role } });
    expect(result.ok).toBe(allowed);
    if (allowed) return;
    expect(refused(result).code).toBe('role-not-allowed');
    expect(await desk.ports.records.case(id)).toEqual(before);
  });

  it.each(decisions)('software, to %s: never', async (decision) => {
    const actor = { subject: 'assent', role: 'software' } as const;
    const result = await decide(desk.ports, await inReview(), decision, { actor });
    expect(refused(result).code).toBe('role-not-allowed');
  });
});

describe('a denial', () => {
  it('is signed, has its grounds, and issues nothing', async () => {
    const id = await inReview();
    const { record, authorization } = accepted(
      await decide(desk.ports, id, 'deny', { rationale: 'Four capsules.', clauses: ['I.3', 'I'] }),
    );
    expect(record).toMatchObject({
      status: 'denied',
      decision: {
        decision: 'deny',
        by: DIRECTOR,
        at: record.closedAt,
        rationale: 'Four capsules.',
        clauses: ['I.3', 'I'],
      },
    });
    expect(authorization).toBeNull();
  });

  it('is refused while information is missing: unknown never denies', async () => {
    const id = await pending();
    const result = await decide(desk.ports, id, 'deny', { clauses: ['I.1.a.symptomatic'] });
    expect(refused(result).code).toBe('case-waits-for-information');
  });

  it('is refused if it names no clause', async () => {
    const refusal = refused(await decide(desk.ports, await inReview(), 'deny', { clauses: [] }));
    expect([refusal.code, refusal.faults]).toEqual([
      'invalid',
      [expect.objectContaining({ path: 'clauses', code: 'no-grounds' })],
    ]);
  });

  it('is refused if a clause that it names is met', async () => {
    const id = await inReview();
    const { code, faults } = refused(
      await decide(desk.ports, id, 'deny', { clauses: ['I.3', 'I.S'] }),
    );
    expect([code, faults]).toEqual([
      'invalid',
      [
        {
          path: 'clauses.1',
          code: 'clause-met',
          message:
            'criterion I.S is met; a denial lists criteria that are not met or lack information',
        },
      ],
    ]);
  });

  it('can name any clause if all are met and the facts are in doubt', async () => {
    const { record } = await opened(desk.ports, { facts: CONTRADICTORY });
    const denied = accepted(
      await decide(desk.ports, record.id, 'deny', { clauses: ['I.1.a.untreated'] }),
    );
    expect(denied.record.status).toBe('denied');
  });
});

describe('the clauses of a decision', () => {
  it.each(['approve', 'deny', 'request-information'] as const)(
    "to %s must be the guideline's, for this request type",
    async (decision) => {
      const clauses = ['I.3', 'C.5', 'I.9'];
      const refusal = refused(await decide(desk.ports, await inReview(), decision, { clauses }));
      expect(refusal.faults?.map(({ path, code }) => `${path} ${code}`)).toEqual([
        'clauses.1 unknown-clause',
        'clauses.2 unknown-clause',
      ]);
    },
  );
});

describe('an approval', () => {
  it("by a pharmacist covers the guideline's months, unless other months are given", async () => {
    const periods = [];
    for (const months of [undefined, 3]) {
      const { record } = await opened(desk.ports, {
        facts: TOO_MANY_CAPSULES,
        requestedStart: '2026-12-01',
      });
      const terms = {
        actor: PHARMACIST,
        ...(months !== undefined && { months, reason: 'A trial.' }),
      };
      const { authorization } = accepted(await decide(desk.ports, record.id, 'approve', terms));
      periods.push(authorization?.period);
    }
    expect(periods).toEqual([
      { start: '2026-12-01', end: '2027-05-31' },
      { start: '2026-12-01', end: '2027-02-28' },
    ]);
  });

  it('by a person is allowed while information is missing', async () => {
    const { record } = accepted(await decide(desk.ports, await pending(), 'approve'));
    expect([record.status, record.decision?.by]).toEqual(['approved', DIRECTOR]);
  });
});

describe('a decision on another version', () => {
  it.each([-1, 1, 1000])('%p off is refused, and names the stored version', async (off) => {
    const id = await inReview();
    const refusal = refused(await decide(desk.ports, id, 'approve', { version: 1 + off }));
    expect(refusal).toMatchObject({ code: 'case-changed', caseId: id });
    expect(refusal.detail).toContain('version 1');
  });
});

describe("a case that can't be decided", () => {
  it("is closed, or doesn't exist", async () => {
    const { record } = await opened(desk.ports, { facts: MET });
    const none = '00000000-0000-4000-8000-000000000000';
    const refusals = [];
    for (const caseId of [record.id, none, 'no id at all']) {
      const command = { caseId, version: 1, rationale: 'r', clauses: [], actor: DIRECTOR };
      const result = await decideCase(desk.ports)({ ...command, decision: 'approve' });
      refusals.push(refused(result).code);
    }
    expect(refusals).toEqual(['case-closed', 'case-not-found', 'case-not-found']);
  });
});
