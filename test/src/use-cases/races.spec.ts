import { evaluateCase, passDecisionDeadline, type CaseView, type Ports } from '@assent/application';
import { isOpen, type Result } from '@assent/domain';
import fc from 'fast-check';
import { openDesk, type Desk } from '../support/desk';
import { TOO_MANY_CAPSULES } from '../support/facts';
import { inTurns } from '../support/in-turns';
import { decide, inform, opened, PHARMACIST, withdraw } from '../support/requests';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

/** What people do to a case in review; all of them saw its first version. */
const commands = {
  approve: (ports: Ports, id: string) =>
    decide(ports, id, 'approve', { version: 1, actor: PHARMACIST }),
  deny: (ports: Ports, id: string) => decide(ports, id, 'deny', { version: 1 }),
  ask: (ports: Ports, id: string) => decide(ports, id, 'request-information', { version: 1 }),
  withdraw: (ports: Ports, id: string) => withdraw(ports, id),
  // The label allows three: this makes the criteria met, and software approves.
  inform: (ports: Ports, id: string) => inform(ports, id, { dosing: { capsulesPer28Days: 3 } }),
} satisfies Record<string, (ports: Ports, id: string) => Promise<Result<CaseView>>>;
type Command = keyof typeof commands;

/** What the workflow does at the same time. */
const steps = { evaluateCase, passDecisionDeadline };

const CLOSING = {
  approve: 'approved',
  deny: 'denied',
  withdraw: 'withdrawn',
  inform: 'approved',
} as const;

async function whatBecameOf(id: string) {
  const { database } = desk.records;
  const record = (await desk.ports.records.case(id))!;
  const events = await desk.ports.records.events(id);
  return {
    record,
    endings: events.flatMap(({ type }) =>
      Object.values(CLOSING).some((each) => each === type) ? [type] : [],
    ),
    authorizations: await database.authorization.count({ where: { caseId: id } }),
    endingNotices: await database.notice.count({
      where: { caseId: id, kind: { in: ['approval', 'denial', 'withdrawal'] } },
    }),
    versions: (
      await database.auditEntry.findMany({ where: { caseId: id }, orderBy: { id: 'asc' } })
    ).map(({ caseVersion }) => caseVersion),
  };
}

const anyCommand = fc.constantFrom(...(Object.keys(commands) as Command[]));
const anyStep = fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[]));

it('many simultaneous commands on one case end it once, and every other one is told why', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyCommand, { minLength: 2, maxLength: 6 }),
      fc.array(anyStep, { maxLength: 2 }),
      fc.scheduler(),
      async (sent, taken, scheduler) => {
        const { id } = (await opened(desk.ports, { facts: TOO_MANY_CAPSULES })).record;
        const ports = inTurns(desk.ports, scheduler);
        const answers = sent.map((command) => commands[command](ports, id));
        const background = taken.map((step) => steps[step](ports)(id));
        const results = await scheduler.waitFor(Promise.all(answers));
        await scheduler.waitFor(Promise.all(background));

        const ended = sent.flatMap((command, position) => {
          const closed = results[position]!.ok && command !== 'ask';
          return closed ? [CLOSING[command]] : [];
        });
        const became = await whatBecameOf(id);
        expect(became.endings).toEqual(ended);
        expect(ended.length).toBeLessThanOrEqual(1);
        expect(isOpen(became.record.status)).toBe(ended.length === 0);
        expect(became.authorizations).toBe(ended[0] === 'approved' ? 1 : 0);
        expect(became.endingNotices).toBe(ended.length);
        expect(became.versions).toEqual(became.versions.map((_, position) => position + 1));

        // Withdrawal and information hold for any version, so one of them, or an earlier ending, wins.
        if (sent.includes('withdraw') || sent.includes('inform')) expect(ended).toHaveLength(1);
        const told = results.flatMap((result) => (result.ok ? [] : [result.refusal]));
        for (const { code, caseId, detail } of told) {
          expect(['case-closed', 'case-changed']).toContain(code);
          expect([caseId, detail.length > 0]).toEqual([id, true]);
        }
        expect(told).toHaveLength(sent.length - results.filter(({ ok }) => ok).length);
      },
    ),
    { numRuns: 40, interruptAfterTimeLimit: 40_000 },
  );
});

it('commands that hold for any version are all carried out in the end, in some order', async () => {
  const { id } = (await opened(desk.ports, { facts: {} })).record;
  const facts = [
    { setting: 'self-administered' },
    { dosing: { capsuleStrengthMg: 4 } },
    { dosing: { capsulesPer28Days: 3 } },
    { diagnosis: { icd10: 'C90.00' } },
    { diagnosis: { symptomatic: true } },
    { transplantCandidate: false },
  ];
  const results = await Promise.all(facts.map((each) => inform(desk.ports, id, each)));
  const record = await desk.ports.records.case(id);
  expect(results.every(({ ok }) => ok)).toBe(true);
  expect(record?.version).toBe(1 + facts.length);
  expect(record?.facts).toEqual({
    setting: 'self-administered',
    dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 3 },
    diagnosis: { icd10: 'C90.00', symptomatic: true },
    transplantCandidate: false,
  });
});
