import {
  expediteCase,
  extendCase,
  forwardAppeal,
  recordExternalOutcome,
  recordOralNotice,
  requestCall,
  type CoverageRequest,
} from '@assent/application';
import { determinationReport } from '@assent/contracts';
import { startApi, type ApiServer } from '../api/api-server';
import { decideOn, deniedCase, filed, OTHER_DIRECTOR } from '../support/appeals';
import { ANSWER, MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import {
  accepted,
  decide,
  inform,
  INTAKE,
  opened,
  PHARMACIST,
  withdraw,
} from '../support/requests';

let api: ApiServer;

beforeEach(async () => {
  api = await startApi();
  api.desk.clock.set('2026-11-23T15:00:00Z');
});
afterEach(() => api.stop());

async function report(query = 'from=2026-11-23&to=2026-11-30', role = 'auditor') {
  const { status, body } = await api.call('GET', `/v1/reports/determinations?${query}`, { role });
  expect(status).toBe(200);
  return determinationReport.parse(body);
}

const open = async (facts: object, over: Partial<CoverageRequest> = {}) =>
  (await opened(api.desk.ports, { facts: { ...facts }, ...over })).record.id;

const ALL = { lineOfBusiness: null, coverageType: null, kind: null, urgency: null } as const;

const EMPLOYER = {
  lineOfBusiness: 'commercial',
  coverageType: 'employer-plan',
  kind: 'drug',
  urgency: 'standard',
} as const;

const NONE = {
  approved: 0,
  autoApproved: 0,
  modified: 0,
  denied: 0,
  approvedAfterAppeal: 0,
  afterFindings: 0,
  upheldAfterFindings: 0,
  withdrawn: 0,
  routed: 0,
  extended: 0,
  extendedApproved: 0,
  expedited: 0,
  onTime: 0,
  late: 0,
  missedDecision: 0,
  missedOralNotice: 0,
  missedWrittenNotice: 0,
  missedPeerToPeer: 0,
  missedAppeal: 0,
  missedForwarding: 0,
};

const NO_SHARES = {
  approvedPercent: null,
  deniedPercent: null,
  approvedAfterAppealPercent: null,
  extendedApprovedPercent: null,
  averageHours: null,
  medianHours: null,
};

/** The rows of whole plans, which come after those of all plans. */
const plansOf = ({ rows }: Awaited<ReturnType<typeof report>>) =>
  rows.filter(({ lineOfBusiness }) => lineOfBusiness !== null);

test('counts results by plan and urgency, those of all plans first', async () => {
  const { ports, clock } = api.desk;
  await open(MET);
  await open(MET, { lineOfBusiness: 'medicare-part-d' });
  const denied = await open(TOO_MANY_CAPSULES);
  const late = await open(TOO_MANY_CAPSULES, {
    lineOfBusiness: 'medicare-advantage',
    urgency: 'expedited',
  });
  const upgraded = await open(TOO_MANY_CAPSULES);
  accepted(await withdraw(ports, await open(ONE_MISSING)));
  await open(ONE_MISSING);
  const reason = 'A report is late.';
  accepted(await extendCase(ports)({ caseId: denied, reason, actor: PHARMACIST }));
  const wish = { by: 'member', reason, actor: INTAKE } as const;
  accepted(await expediteCase(ports)({ caseId: upgraded, ...wish }));
  clock.set('2026-11-24T15:00:00Z');
  accepted(await decide(ports, denied, 'deny'));
  accepted(await decide(ports, upgraded, 'approve', { months: 3, reason: 'A trial first.' }));
  clock.set('2026-11-25T15:00:00Z');
  accepted(await decide(ports, late, 'approve'));
  const found = await report();
  expect([found.rows[0], ...plansOf(found)]).toEqual([
    {
      ...NONE,
      ...ALL,
      approved: 3,
      autoApproved: 1,
      modified: 1,
      denied: 1,
      withdrawn: 1,
      routed: 1,
      extended: 1,
      expedited: 1,
      onTime: 3,
      late: 1,
      missedDecision: 1,
      missedWrittenNotice: 1,
      missedOralNotice: 1,
      approvedPercent: 75,
      deniedPercent: 25,
      approvedAfterAppealPercent: 0,
      extendedApprovedPercent: 0,
      averageHours: 24,
      medianHours: 24,
    },
    expect.objectContaining({
      ...EMPLOYER,
      approved: 1,
      denied: 1,
      withdrawn: 1,
      extended: 1,
      approvedPercent: 50,
      medianHours: 12,
    }),
    expect.objectContaining({ urgency: 'expedited', approved: 1, modified: 1, expedited: 1 }),
    expect.objectContaining({ lineOfBusiness: 'medicare-advantage', approved: 1, late: 1 }),
    expect.objectContaining({
      lineOfBusiness: 'medicare-part-d',
      routed: 1,
      approvedPercent: null,
      averageHours: null,
    }),
  ]);
});

test('counts cases that were approved after an appeal, on the day of that decision', async () => {
  const { ports, clock } = api.desk;
  const medicare = { lineOfBusiness: 'medicare-advantage' } as const;
  const [overturned, upheld, outside] = [
    await deniedCase(ports, medicare),
    await deniedCase(ports),
    await deniedCase(ports, medicare),
  ];
  clock.set('2026-11-26T15:00:00Z');
  const appealOf = async (caseId: string) => (await filed(ports, caseId)).id;
  accepted(await decideOn(ports, await appealOf(overturned), 'overturn'));
  accepted(await decideOn(ports, await appealOf(upheld), 'uphold'));
  const id = await appealOf(outside);
  accepted(await decideOn(ports, id, 'uphold'));
  const versioned = async () => ({
    id,
    actor: OTHER_DIRECTOR,
    version: (await ports.records.appeal(id))?.version ?? 0,
  });
  accepted(await forwardAppeal(ports)(await versioned()));
  clock.set('2026-11-30T15:00:00Z');
  const outcome = { outcome: 'overturned', note: 'The letter came.' } as const;
  accepted(await recordExternalOutcome(ports)({ ...(await versioned()), ...outcome }));
  const counted = async (query: string) =>
    (await report(query)).rows.map(({ lineOfBusiness: line, denied, approvedAfterAppeal }) => [
      line,
      denied,
      approvedAfterAppeal,
    ]);
  expect(await counted('from=2026-11-23&to=2026-11-26')).toEqual([
    [null, 3, 1],
    [null, 3, 1],
    [null, 3, 1],
    ['commercial', 1, 0],
    ['medicare-advantage', 2, 1],
  ]);
  expect(await counted('from=2026-11-27&to=2026-11-30')).toEqual([
    [null, 0, 1],
    [null, 0, 1],
    [null, 0, 1],
    ['medicare-advantage', 0, 1],
  ]);
});

test('keeps drugs and items apart, and the coverage types of a plan', async () => {
  const { ports } = api.desk;
  const medicare = { lineOfBusiness: 'medicare-advantage' } as const;
  await open(MET, { coverageType: 'exchange-plan' });
  await open(MET, { coverageType: 'medicaid-plan' });
  await open(MET);
  await open(MET, medicare);
  const item = await open(TOO_MANY_CAPSULES, {
    ...medicare,
    coverageType: 'medical-item',
    urgency: 'expedited',
  });
  accepted(await decide(ports, item, 'deny'));
  const counted = (await report()).rows.map((row) => [
    row.coverageType ?? row.lineOfBusiness,
    row.kind,
    row.urgency,
    row.approved,
    row.denied,
  ]);
  expect(counted).toEqual([
    [null, null, null, 4, 1],
    [null, 'drug', null, 4, 0],
    [null, 'drug', 'standard', 4, 0],
    [null, 'item', null, 0, 1],
    [null, 'item', 'expedited', 0, 1],
    ['employer-plan', 'drug', 'standard', 1, 0],
    ['exchange-plan', 'drug', 'standard', 1, 0],
    ['medicaid-plan', 'drug', 'standard', 1, 0],
    ['medical-item', 'item', 'expedited', 0, 1],
    ['part-b-drug', 'drug', 'standard', 1, 0],
  ]);
});

test('gives the share of each federal measure of all approvals and denials', async () => {
  const { ports, clock } = api.desk;
  const reason = 'A report is late.';
  const extended = await open(TOO_MANY_CAPSULES);
  accepted(await extendCase(ports)({ caseId: extended, reason, actor: PHARMACIST }));
  accepted(await decide(ports, extended, 'approve'));
  await open(MET);
  await open(MET);
  const denied = await deniedCase(ports);
  clock.set('2026-11-24T15:00:00Z');
  accepted(await decideOn(ports, (await filed(ports, denied)).id, 'overturn'));
  expect((await report()).rows[0]).toMatchObject({
    extendedApproved: 1,
    approvedPercent: 75,
    deniedPercent: 25,
    approvedAfterAppealPercent: 25,
    extendedApprovedPercent: 25,
  });
});

describe('missed clocks', () => {
  const missedIn = async (query: string) => {
    const { rows } = await report(query);
    const counts = Object.entries(rows[0] ?? {}).filter(([name]) => name.startsWith('missed'));
    return Object.fromEntries(counts.filter(([, count]) => count !== 0));
  };

  test('count on the day on which they were due, also while the case is open', async () => {
    const { clock } = api.desk;
    await open(TOO_MANY_CAPSULES, { urgency: 'expedited' });
    const days = 'from=2026-11-23&to=2026-12-31';
    expect(await missedIn(days)).toEqual({});
    clock.set('2026-11-26T15:00:01Z');
    expect(await missedIn(days)).toEqual({ missedDecision: 1 });
    expect(await missedIn('from=2026-11-26&to=2026-11-26')).toEqual({ missedDecision: 1 });
    expect(await missedIn('from=2026-11-27&to=2026-12-31')).toEqual({});
    expect(await missedIn('from=2026-11-23&to=2026-11-25')).toEqual({});
  });

  test('have a row of their plan in days in which none of its cases closed', async () => {
    await open(TOO_MANY_CAPSULES, { urgency: 'expedited' });
    api.desk.clock.set('2026-11-26T15:00:01Z');
    const { rows } = await report();
    expect(
      rows.map(({ lineOfBusiness, missedDecision }) => [lineOfBusiness, missedDecision]),
    ).toEqual([
      [null, 1],
      [null, 1],
      [null, 1],
      ['commercial', 1],
    ]);
    expect(plansOf({ ...(await report()) })[0]).toMatchObject({ ...NO_SHARES, approved: 0 });
  });

  test('are a letter that was not sent by the deadline, although the decision was in time', async () => {
    const { ports, clock } = api.desk;
    const id = await open(TOO_MANY_CAPSULES);
    accepted(await decide(ports, id, 'approve'));
    const dueAt = (await ports.records.case(id))?.dueAt;
    clock.set(new Date((dueAt?.getTime() ?? 0) + 1));
    expect(await missedIn('from=2026-11-23&to=2026-12-31')).toEqual({ missedWrittenNotice: 1 });
  });

  test('are a call that no one made in time, where the rule of the plan asks for one', async () => {
    const { ports, clock } = api.desk;
    const expedited = { lineOfBusiness: 'medicare-advantage', urgency: 'expedited' } as const;
    const silent = await open(TOO_MANY_CAPSULES, expedited);
    const told = await open(TOO_MANY_CAPSULES, expedited);
    accepted(await decide(ports, silent, 'approve'));
    accepted(await decide(ports, told, 'approve'));
    for (const to of ['member', 'prescriber'] as const) {
      accepted(await recordOralNotice(ports)({ caseId: told, to, actor: INTAKE }));
    }
    const half = await open(TOO_MANY_CAPSULES, expedited);
    accepted(await decide(ports, half, 'approve'));
    accepted(await recordOralNotice(ports)({ caseId: half, to: 'member', actor: INTAKE }));
    const dueAt = (await ports.records.case(silent))?.dueAt;
    clock.set(new Date((dueAt?.getTime() ?? 0) + 1));
    expect(await missedIn('from=2026-11-23&to=2026-12-31')).toEqual({
      missedWrittenNotice: 2,
      missedOralNotice: 2,
    });
  });

  test('are an appeal that was not decided in time', async () => {
    const { ports, clock } = api.desk;
    const denied = await deniedCase(ports, { lineOfBusiness: 'medicare-advantage' });
    await filed(ports, denied);
    clock.set('2027-03-01T15:00:00Z');
    expect(await missedIn('from=2026-11-23&to=2027-03-01')).toMatchObject({ missedAppeal: 1 });
  });

  test('are a peer-to-peer call that was not held in time', async () => {
    const { ports, clock } = api.desk;
    const id = await open(TOO_MANY_CAPSULES);
    const slots = [new Date('2026-11-24T15:00:00Z')];
    accepted(await requestCall(ports)({ caseId: id, slots, actor: INTAKE }));
    clock.set('2026-11-25T15:00:00Z');
    expect(await missedIn('from=2026-11-23&to=2026-11-25')).toEqual({ missedPeerToPeer: 1 });
  });
});

test("takes days in the payer's zone, the last one whole", async () => {
  const { ports, clock } = api.desk;
  await open(MET);
  const id = await open(TOO_MANY_CAPSULES);
  clock.set('2026-11-25T04:59:59Z');
  accepted(await decide(ports, id, 'approve'));
  const approvedIn = async (query: string) => (await report(query)).rows[0]?.approved;
  expect(await approvedIn('from=2026-11-23&to=2026-11-24')).toBe(2);
  expect(await approvedIn('from=2026-11-24&to=2026-11-24')).toBe(1);
  expect(await approvedIn('from=2026-11-25&to=2026-11-25')).toBe(0);
});

test('says what denials were based on, what was asked, and how long the answer took', async () => {
  const { ports, clock } = api.desk;
  accepted(await decide(ports, await open(TOO_MANY_CAPSULES), 'deny', { clauses: ['I.3', 'I'] }));
  accepted(await decide(ports, await open(TOO_MANY_CAPSULES), 'deny'));
  const answered = await open(ONE_MISSING);
  await open(ONE_MISSING);
  clock.set('2026-11-23T21:00:00Z');
  accepted(await inform(ports, answered, ANSWER));
  const { criteria, information } = await report();
  expect(criteria).toEqual([
    { ...EMPLOYER, guideline: 'ixazomib', id: 'I.3', denials: 2 },
    { ...EMPLOYER, guideline: 'ixazomib', id: 'I', denials: 1 },
  ]);
  expect(information).toEqual([
    {
      ...EMPLOYER,
      fact: 'diagnosis.symptomatic',
      label: 'Symptomatic disease',
      asked: 2,
      answered: 1,
      medianHours: 6,
    },
  ]);
});

test('has one row of zeros where nothing happened', async () => {
  expect(await report('from=2020-01-01&to=2020-12-31')).toEqual({
    from: '2020-01-01',
    to: '2020-12-31',
    rows: [{ ...NONE, ...ALL, ...NO_SHARES }],
    criteria: [],
    information: [],
  });
});

test('is a table for spreadsheets if the caller accepts CSV, and 406 if neither', async () => {
  await open(MET);
  const path = '/v1/reports/determinations?from=2026-11-23&to=2026-11-23';
  const accepting = (accept: string) => ({ headers: { accept } });
  const csv = await api.fetch('GET', path, accepting('text/csv, application/json;q=0.5'));
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(csv.headers.get('content-disposition')).toContain('determinations-2026-11-23');
  expect((await csv.text()).split('\r\n').slice(0, 3)).toEqual([
    'part,lineOfBusiness,coverageType,kind,urgency,of,figure,value',
    'determinations,all,all,all,all,,approved,1',
    'determinations,all,all,all,all,,autoApproved,1',
  ]);
  const refused = await api.call('GET', path, accepting('image/png'));
  expect([refused.status, refused.problem.code]).toEqual([406, 'not-acceptable']);
});

test.each([
  ['', ['from', 'to']],
  ['from=2026-11-24&to=2026-11-23', ['to']],
  ['from=2020-01-01&to=2026-11-23', ['to']],
  ['from=2026-02-30&to=2026-11-23&plan=x', ['from', 'plan']],
  ['from=x&to=2026-02-30', ['from', 'to']],
])('is refused for the days %j', async (query, paths) => {
  const { status, faulty } = await api.call('GET', `/v1/reports/determinations?${query}`);
  expect([status, faulty]).toEqual([422, paths]);
});
