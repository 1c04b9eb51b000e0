import { previewDecision, type DecideCase } from '@assent/application';
import { openDesk, type Desk } from '../support/desk';
import { MET, RESPONDING, TOO_MANY_CAPSULES } from '../support/facts';
import { accepted, decide, opened, PHARMACIST, refused } from '../support/requests';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const STARTS = '2026-12-01';

const inReview = async () =>
  (await opened(desk.ports, { facts: TOO_MANY_CAPSULES, requestedStart: STARTS })).record.id;

const approve = (id: string, terms: Partial<DecideCase>) =>
  decide(desk.ports, id, 'approve', { actor: PHARMACIST, ...terms });

const faultsOf = async (id: string, terms: Partial<DecideCase>) =>
  refused(await approve(id, terms)).faults?.map(({ path, code }) => `${path}: ${code}`);

it('an approval with changes is issued as changed, and keeps them with their reason', async () => {
  const id = await inReview();
  const terms = {
    months: 3,
    start: '2026-12-05',
    dosing: { capsulesPer28Days: 3 },
    reason: 'Three are the labeled dose.',
  };
  const { record, authorization } = accepted(await approve(id, terms));
  expect(authorization).toMatchObject({
    period: { start: '2026-12-05', end: '2027-03-04' },
    dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 3 },
  });
  const modification = {
    reason: terms.reason,
    terms: [
      { term: 'months', asked: 6, approved: 3 },
      { term: 'start', asked: STARTS, approved: '2026-12-05' },
      { term: 'capsulesPer28Days', asked: 4, approved: 3 },
    ],
  };
  expect(record.decision?.modification).toEqual(modification);
  expect((await desk.ports.records.case(id))?.decision?.modification).toEqual(modification);
  const events = await desk.ports.records.events(id);
  const details: unknown = events.find(({ type }) => type === 'approved')?.details;
  expect(details).toMatchObject({ months: 3, modified: modification.terms });
});

it('its letter says what was changed and why', async () => {
  const id = await inReview();
  const { text } = accepted(
    await previewDecision(desk.ports)({
      caseId: id,
      version: 1,
      decision: 'approve',
      rationale: 'Kept in the record.',
      clauses: [],
      actor: PHARMACIST,
      months: 1,
      start: '2026-12-05',
      dosing: { capsulesPer28Days: 3 },
      reason: 'Three are the labeled dose.',
    }),
  );
  expect(text).toContain(
    [
      'We approved coverage of ixazomib with these changes:',
      '- Coverage for 1 month instead of 6 months',
      '- Coverage from December 5, 2026 on instead of December 1, 2026',
      '- Capsules per 28 days: 3 capsules instead of 4 capsules',
      '',
      'Why: Three are the labeled dose.',
    ].join('\n'),
  );
});

it.each([
  { months: 3 },
  { start: '2026-12-05' },
  { dosing: { capsulesPer28Days: 3 } },
  { dosing: { capsuleStrengthMg: 3 } },
])('a change needs a reason: %j', async (terms) => {
  const id = await inReview();
  expect(await faultsOf(id, terms)).toEqual(['approve.reason: required']);
  const { record } = accepted(await approve(id, { ...terms, reason: 'It is enough.' }));
  expect(record.decision?.modification?.terms).toHaveLength(1);
});

it('a reason without a change is refused', async () => {
  const id = await inReview();
  const asAsked = {
    months: 6,
    start: STARTS,
    dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 4 },
  };
  for (const terms of [{}, asAsked]) {
    const given = { ...terms, reason: 'So.' };
    expect(await faultsOf(id, given)).toEqual(['approve.reason: not-applicable']);
  }
  const { record } = accepted(await approve(id, asAsked));
  expect(record.decision?.modification).toBeNull();
});

it('a dose has only the numbers that the guideline names, within its limits', async () => {
  const dosing = { tablets: 3, capsuleStrengthMg: -1 };
  expect(await faultsOf(await inReview(), { dosing, reason: 'So.' })).toEqual([
    'approve.tablets: unknown-member',
    'approve.capsuleStrengthMg: out-of-range',
  ]);
});

it('no number of a dose is above what was asked', async () => {
  const id = await inReview();
  const dosing = { capsuleStrengthMg: 5, capsulesPer28Days: 3 };
  const refusal = refused(await approve(id, { dosing, reason: 'So.' }));
  expect(refusal.faults).toEqual([
    {
      path: 'approve.capsuleStrengthMg',
      code: 'out-of-range',
      message: 'must be at most the 4 that were asked',
    },
  ]);
  const facts = { ...TOO_MANY_CAPSULES, dosing: { capsulesPer28Days: 4 } };
  const { record } = await opened(desk.ports, { facts, requestedStart: STARTS });
  const whole = { dosing: { capsuleStrengthMg: 5, capsulesPer28Days: 3 }, reason: 'So.' };
  const { authorization } = accepted(await approve(record.id, whole));
  expect(authorization?.dosing).toEqual(whole.dosing);
});

it('coverage starts at most a year ahead, and does not end before today', async () => {
  const id = await inReview();
  expect(await faultsOf(id, { start: '2028-01-01', reason: 'So.' })).toEqual([
    'approve.start: out-of-range',
  ]);
  expect(await faultsOf(id, { start: '2026-01-01', months: 1, reason: 'So.' })).toEqual([
    'approve.start: over-already',
  ]);
});

it('a late renewal can begin on the day after the old authorization ended, not before', async () => {
  const first = await opened(desk.ports, { facts: MET, requestedStart: STARTS });
  const end = first.authorization?.period.end;
  expect(end).toBe('2027-05-31');
  const now = await desk.clock.now();
  desk.clock.set('2027-06-11T15:00:00Z');
  const { record } = await opened(desk.ports, {
    facts: { ...RESPONDING, dosing: TOO_MANY_CAPSULES.dosing },
    member: first.record.member,
    requestType: 'continuation',
  });
  expect(await faultsOf(record.id, { start: '2027-05-31', reason: 'No gap.' })).toEqual([
    'approve.start: already-covered',
  ]);
  const terms = { start: '2027-06-01', reason: 'No gap.', version: record.version };
  const { authorization } = accepted(await approve(record.id, terms));
  expect(authorization?.period.start).toBe('2027-06-01');
  const old = await desk.ports.records.authorization(first.authorization?.number ?? '');
  expect(old?.renewedBy).toBe(authorization?.number);
  desk.clock.set(now);
});
