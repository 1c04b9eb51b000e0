import { openCase, precheck } from '@assent/application';
import { openDesk, type Desk } from '../support/desk';
import { CONTRADICTORY, MET, ONE_MISSING, RESPONDING, TOO_MANY_CAPSULES } from '../support/facts';
import {
  accepted,
  decide,
  digestLike,
  INTAKE,
  open,
  opened,
  refused,
  requestOf,
  unique,
  withdraw,
} from '../support/requests';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const timeline = async (caseId: string): Promise<string[]> =>
  (await desk.ports.records.events(caseId)).map(({ type }) => type);

describe('opening a case', () => {
  it('approves by software if the criteria are met, and issues the authorization', async () => {
    const { record, determination, authorization } = await opened(desk.ports, {
      facts: MET,
      requestedStart: '2026-12-01',
    });
    expect([record.status, determination.outcome]).toEqual(['approved', 'criteria-met']);
    expect(record.decision).toMatchObject({
      decision: 'approve',
      by: { subject: 'assent', role: 'software' },
    });
    expect(authorization).toMatchObject({
      status: 'active',
      caseId: record.id,
      period: { start: '2026-12-01', end: '2027-05-31' },
      dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 3 },
    });
    expect(await timeline(record.id)).toEqual(['case-opened', 'determined', 'approved']);
  });

  it('asks for missing information', async () => {
    const { record, determination } = await opened(desk.ports, { facts: ONE_MISSING });
    expect([record.status, record.review]).toEqual(['pending-information', null]);
    expect(determination.missing.map(({ fact }) => fact)).toEqual(['diagnosis.symptomatic']);
    expect(await timeline(record.id)).toEqual([
      'case-opened',
      'determined',
      'information-requested',
    ]);
  });

  it.each([
    ['criteria that are not met', TOO_MANY_CAPSULES, 'criteria-not-met', 'criteria-not-met'],
    ['facts that contradict each other', CONTRADICTORY, 'criteria-met', 'hold'],
  ])('hands over %s to a person', async (_, facts, outcome, reason) => {
    const { record, determination, authorization } = await opened(desk.ports, { facts });
    expect([record.status, determination.outcome]).toEqual(['in-review', outcome]);
    expect([record.review?.reason, record.decision, authorization]).toEqual([reason, null, null]);
    expect(await timeline(record.id)).toEqual(['case-opened', 'determined', 'handed-to-review']);
  });

  it.each([
    ['aspirin', 'commercial', 'no-guideline'],
    ['ixazomib', 'medicare-part-d', 'prime-therapeutics'],
    ['ixazomib', 'federal-employee-program', 'fep'],
    ['ixazomib', 'state-account-organization', 'sao'],
  ] as const)('routes %s for %s to %s, and no clock runs', async (drug, lineOfBusiness, to) => {
    const { record, determination, clock } = await opened(desk.ports, {
      drug,
      lineOfBusiness,
      facts: MET,
    });
    expect([record.status, determination.routing?.to]).toEqual(['routed', to]);
    expect(clock).toEqual({ dueAt: null, state: 'not-applicable' });
    expect(await timeline(record.id)).toEqual(['case-opened', 'determined', 'routed']);
  });

  it('saves what it returns', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    expect(await desk.ports.records.case(record.id)).toEqual(record);
  });

  it('sends the case to its workflow, and records in the audit who opened it', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    const { database } = desk.records;
    const messages = await database.outbox.findMany({ where: { subject: record.id } });
    const audit = await database.auditEntry.findMany({ where: { caseId: record.id } });
    expect(messages.map(({ topic }) => topic)).toEqual(['case-opened']);
    expect(audit).toEqual([
      expect.objectContaining({
        actor: 'ivy',
        role: 'intake',
        action: 'open-case',
        caseVersion: 1,
      }),
    ]);
  });
});

describe('a second case of the same kind', () => {
  it('is refused while the first is open, which is named', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    const refusal = refused(await open(desk.ports, { member: record.member, facts: MET }));
    expect([refusal.code, refusal.caseId]).toEqual(['duplicate-case', record.id]);
    expect(refusal.detail).toContain(record.number);
  });

  it('is recognized by any name of the drug', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING, drug: 'Ninlaro' });
    const again = await open(desk.ports, { member: record.member, drug: 'IXAZOMIB (Ninlaro)' });
    expect(refused(again).caseId).toBe(record.id);
  });

  it.each([
    ['denied', (id: string) => decide(desk.ports, id, 'deny')],
    ['withdrawn', (id: string) => withdraw(desk.ports, id)],
    ['approved', (id: string) => decide(desk.ports, id, 'approve')],
  ])('is opened once the first is %s', async (_, close) => {
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
    accepted(await close(record.id));
    const second = await opened(desk.ports, { member: record.member, facts: TOO_MANY_CAPSULES });
    expect(second.record.id).not.toBe(record.id);
  });

  it('is opened for a renewal next to a new request, for another member, and for another line of business', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    const { member } = record;
    const beside = [
      await open(desk.ports, { member, requestType: 'continuation' }),
      await open(desk.ports, { facts: ONE_MISSING }),
      await open(desk.ports, { member, lineOfBusiness: 'medicare-advantage', facts: ONE_MISSING }),
    ];
    expect(beside.map(({ ok }) => ok)).toEqual([true, true, true]);
  });

  it('is never opened, however many are sent at once', async () => {
    const { member } = await requestOf(desk.ports);
    const results = await Promise.all(
      Array.from({ length: 20 }, () => open(desk.ports, { member, facts: ONE_MISSING })),
    );
    const ids = results.flatMap((result) => (result.ok ? [result.value.view.record.id] : []));
    const refusals = results.flatMap((result) => (result.ok ? [] : [result.refusal]));
    expect(ids).toHaveLength(1);
    expect(new Set(refusals.map(({ code, caseId }) => `${code} ${caseId}`))).toEqual(
      new Set([`duplicate-case ${ids[0]}`]),
    );
  });
});

describe('a pre-check', () => {
  it('finds what opening would find, and leaves nothing behind', async () => {
    const request = await requestOf(desk.ports, { facts: ONE_MISSING });
    const before = await desk.records.database.case.count();
    const determination = await precheck(desk.ports)(request, INTAKE);
    expect(await desk.records.database.case.count()).toBe(before);
    expect(determination).toEqual((await opened(desk.ports, request)).determination);
  });
});

it('an opened case names who opened it on its timeline', async () => {
  const { record } = await opened(desk.ports, { facts: MET, channel: 'fax' });
  const [first] = await desk.ports.records.events(record.id);
  expect(first).toMatchObject({ type: 'case-opened', actor: INTAKE, details: { channel: 'fax' } });
});

describe('the dates of a request', () => {
  beforeEach(() => desk.clock.set('2026-11-22T15:00:00Z'));

  const born = (birthDate: string) => ({
    member: { memberId: `TM${unique()}`, givenName: 'Nadia', familyName: 'Brandt', birthDate },
  });
  const received = (instant: string) => ({
    receivedAt: new Date(instant),
    requestedStart: '2026-11-22',
  });
  const CONTINUATION = { requestType: 'continuation', facts: RESPONDING } as const;

  it.each([
    ['a receipt 366 days back', received('2025-11-21T15:00:00Z')],
    ['a date of birth in 1900', born('1900-01-01')],
    ['a start whose period ends today', { facts: MET, requestedStart: '2026-05-23' }],
    ['the same for a renewal', { ...CONTINUATION, requestedStart: '2025-11-23' }],
    [
      'any start if another payer decides',
      { lineOfBusiness: 'medicare-part-d', requestedStart: '2020-01-01' },
    ],
  ] as const)('can contain %s', async (_, dates) => {
    expect((await open(desk.ports, dates)).ok).toBe(true);
  });

  it.each([
    ['receivedAt', 'a receipt before that', received('2025-11-21T14:59:59.999Z')],
    ['member.birthDate', 'a date of birth before 1900', born('1899-12-31')],
    [
      'requestedStart',
      'a period that would already have ended',
      { facts: MET, requestedStart: '2026-05-22' },
    ],
    ['requestedStart', 'the same, undecided', { facts: {}, requestedStart: '2020-01-01' }],
    ['requestedStart', 'the same for a renewal', { ...CONTINUATION, requestedStart: '2025-11-22' }],
  ] as const)('are refused at %s for %s', async (path, _, dates) => {
    const before = await desk.records.database.case.count();
    const { code, faults } = refused(await open(desk.ports, dates));
    expect(code).toBe('invalid');
    expect(faults).toEqual([expect.objectContaining({ path, code: 'too-long-ago' })]);
    expect(await desk.records.database.case.count()).toBe(before);
  });

  it('are all named at once', async () => {
    const dates = { ...received('1900-01-01T00:00:00Z'), ...born('0001-01-01') };
    const { faults } = refused(await open(desk.ports, { ...dates, requestedStart: '2020-01-01' }));
    expect(faults?.map(({ path }) => path)).toEqual([
      'receivedAt',
      'member.birthDate',
      'requestedStart',
    ]);
  });

  it('can be any if nothing is opened', async () => {
    const dates = { ...received('1900-01-01T00:00:00Z'), ...born('0001-01-01') };
    const asked = await requestOf(desk.ports, { ...dates, facts: MET });
    expect((await precheck(desk.ports)(asked, INTAKE)).outcome).toBe('criteria-met');
  });

  it('do not block the answer to a repeated command, however late it is repeated', async () => {
    const request = await requestOf(desk.ports, { facts: MET });
    const command = { key: unique(), digest: digestLike('this') };
    const send = () => openCase(desk.ports)({ request, actor: INTAKE, command });
    const first = accepted(await send());
    desk.clock.set('2028-11-22T15:00:00Z');
    const again = accepted(await send());
    expect([again.replayed, again.view.record.id]).toEqual([true, first.view.record.id]);
  });
});
