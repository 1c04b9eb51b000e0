import {
  appealClock,
  appealLedger,
  appealRuleOf,
  clockLedger,
  clocksAtReceipt,
  clocksWhenMissed,
  completed,
  COVERAGE_TYPES_OF,
  forwardingClock,
  LINES_OF_BUSINESS,
  newPeerToPeer,
  peerToPeerClock,
  runningClock,
  strictestClock,
  upgraded,
  type Appeal,
  type AppealRule,
  type ClockedCase,
  type ClockScope,
  type Urgency,
} from '@assent/domain';
import { payerSettings } from './settings';

/*
 * The ledgers that the project's own table gives, for every kind of plan. The dates were computed
 * apart from the code, by calendar and time zone.
 */

const ZONE = 'America/New_York';
const SETTINGS = payerSettings({
  timeZone: ZONE,
  payerName: 'Assent Health Plan',
  letterhead: { address: '100 Market Street', phone: '217-555-0100', fax: null, portal: null },
  letterHours: { from: 8, to: 20 },
});
const { clocks: TABLE } = SETTINGS;

type Kind = ClockScope & { readonly name: string };

const KINDS: readonly Kind[] = LINES_OF_BUSINESS.flatMap((lineOfBusiness) =>
  COVERAGE_TYPES_OF[lineOfBusiness].flatMap((coverageType): Kind[] => [
    { name: coverageType, lineOfBusiness, coverageType, jurisdiction: null },
    ...(coverageType === 'exchange-plan'
      ? [
          {
            name: 'exchange-plan in MD',
            lineOfBusiness,
            coverageType,
            jurisdiction: { state: 'MD' as const },
          },
        ]
      : []),
  ]),
);

function received(kind: Kind, urgency: Urgency, at: string): ClockedCase {
  const receivedAt = new Date(at);
  const clocks = clocksAtReceipt(TABLE, { ...kind, urgency, receivedAt }, ZONE);
  return {
    ...kind,
    urgency,
    status: 'in-review',
    receivedAt,
    openedAt: receivedAt,
    dueAt: runningClock(clocks)?.dueAt ?? null,
    closedAt: null,
    clocks,
    reviewOf: null,
  };
}

const ledgerOf = (one: ClockedCase) => clockLedger(one, TABLE, one.receivedAt);

/** When a request that was received then is due, by kind of plan and urgency. */
const GOLDEN: Readonly<Record<string, readonly [string, Readonly<Record<string, string>>]>> = {
  'a spring clock change': [
    '2027-03-13T20:00:00.000Z',
    {
      'employer-plan, standard': '2027-03-28T20:00:00.000Z',
      'employer-plan, expedited': '2027-03-16T20:00:00.000Z',
      'exchange-plan, standard': '2027-03-16T20:00:00.000Z',
      'exchange-plan, expedited': '2027-03-14T20:00:00.000Z',
      'exchange-plan in MD, standard': '2027-03-16T20:00:00.000Z',
      'exchange-plan in MD, expedited': '2027-03-14T20:00:00.000Z',
      'medicaid-plan, standard': '2027-03-14T20:00:00.000Z',
      'medicaid-plan, expedited': '2027-03-14T20:00:00.000Z',
      'part-b-drug, standard': '2027-03-16T20:00:00.000Z',
      'part-b-drug, expedited': '2027-03-14T20:00:00.000Z',
      'medical-item, standard': '2027-03-20T20:00:00.000Z',
      'medical-item, expedited': '2027-03-16T20:00:00.000Z',
    },
  ],
  'an autumn clock change': [
    '2026-10-31T20:00:00.000Z',
    {
      'employer-plan, standard': '2026-11-15T20:00:00.000Z',
      'employer-plan, expedited': '2026-11-03T20:00:00.000Z',
      'exchange-plan, standard': '2026-11-03T20:00:00.000Z',
      'exchange-plan, expedited': '2026-11-01T20:00:00.000Z',
      'exchange-plan in MD, standard': '2026-11-03T20:00:00.000Z',
      'exchange-plan in MD, expedited': '2026-11-01T20:00:00.000Z',
      'medicaid-plan, standard': '2026-11-01T20:00:00.000Z',
      'medicaid-plan, expedited': '2026-11-01T20:00:00.000Z',
      'part-b-drug, standard': '2026-11-03T20:00:00.000Z',
      'part-b-drug, expedited': '2026-11-01T20:00:00.000Z',
      'medical-item, standard': '2026-11-07T20:00:00.000Z',
      'medical-item, expedited': '2026-11-03T20:00:00.000Z',
    },
  ],
  'a leap day': [
    '2028-02-28T14:30:00.000Z',
    {
      'employer-plan, standard': '2028-03-14T14:30:00.000Z',
      'employer-plan, expedited': '2028-03-02T14:30:00.000Z',
      'exchange-plan, standard': '2028-03-02T14:30:00.000Z',
      'exchange-plan, expedited': '2028-02-29T14:30:00.000Z',
      'exchange-plan in MD, standard': '2028-03-02T05:00:00.000Z',
      'exchange-plan in MD, expedited': '2028-02-29T14:30:00.000Z',
      'medicaid-plan, standard': '2028-02-29T14:30:00.000Z',
      'medicaid-plan, expedited': '2028-02-29T14:30:00.000Z',
      'part-b-drug, standard': '2028-03-02T14:30:00.000Z',
      'part-b-drug, expedited': '2028-02-29T14:30:00.000Z',
      'medical-item, standard': '2028-03-06T14:30:00.000Z',
      'medical-item, expedited': '2028-03-02T14:30:00.000Z',
    },
  ],
  'a month end': [
    '2027-02-01T04:59:59.000Z',
    {
      'employer-plan, standard': '2027-02-16T04:59:59.000Z',
      'employer-plan, expedited': '2027-02-04T04:59:59.000Z',
      'exchange-plan, standard': '2027-02-04T04:59:59.000Z',
      'exchange-plan, expedited': '2027-02-02T04:59:59.000Z',
      'exchange-plan in MD, standard': '2027-02-03T05:00:00.000Z',
      'exchange-plan in MD, expedited': '2027-02-02T04:59:59.000Z',
      'medicaid-plan, standard': '2027-02-02T04:59:59.000Z',
      'medicaid-plan, expedited': '2027-02-02T04:59:59.000Z',
      'part-b-drug, standard': '2027-02-04T04:59:59.000Z',
      'part-b-drug, expedited': '2027-02-02T04:59:59.000Z',
      'medical-item, standard': '2027-02-08T04:59:59.000Z',
      'medical-item, expedited': '2027-02-04T04:59:59.000Z',
    },
  ],
  'a federal holiday': [
    '2026-11-25T15:00:00.000Z',
    {
      'employer-plan, standard': '2026-12-10T15:00:00.000Z',
      'employer-plan, expedited': '2026-11-28T15:00:00.000Z',
      'exchange-plan, standard': '2026-11-28T15:00:00.000Z',
      'exchange-plan, expedited': '2026-11-26T15:00:00.000Z',
      'exchange-plan in MD, standard': '2026-11-28T15:00:00.000Z',
      'exchange-plan in MD, expedited': '2026-11-26T15:00:00.000Z',
      'medicaid-plan, standard': '2026-11-26T15:00:00.000Z',
      'medicaid-plan, expedited': '2026-11-26T15:00:00.000Z',
      'part-b-drug, standard': '2026-11-28T15:00:00.000Z',
      'part-b-drug, expedited': '2026-11-26T15:00:00.000Z',
      'medical-item, standard': '2026-12-02T15:00:00.000Z',
      'medical-item, expedited': '2026-11-28T15:00:00.000Z',
    },
  ],
  'the last instant before midnight': [
    '2026-12-01T04:59:59.999Z',
    {
      'employer-plan, standard': '2026-12-16T04:59:59.999Z',
      'employer-plan, expedited': '2026-12-04T04:59:59.999Z',
      'exchange-plan, standard': '2026-12-04T04:59:59.999Z',
      'exchange-plan, expedited': '2026-12-02T04:59:59.999Z',
      'exchange-plan in MD, standard': '2026-12-03T05:00:00.000Z',
      'exchange-plan in MD, expedited': '2026-12-02T04:59:59.999Z',
      'medicaid-plan, standard': '2026-12-02T04:59:59.999Z',
      'medicaid-plan, expedited': '2026-12-02T04:59:59.999Z',
      'part-b-drug, standard': '2026-12-04T04:59:59.999Z',
      'part-b-drug, expedited': '2026-12-02T04:59:59.999Z',
      'medical-item, standard': '2026-12-08T04:59:59.999Z',
      'medical-item, expedited': '2026-12-04T04:59:59.999Z',
    },
  ],
  midnight: [
    '2026-12-01T05:00:00.000Z',
    {
      'employer-plan, standard': '2026-12-16T05:00:00.000Z',
      'employer-plan, expedited': '2026-12-04T05:00:00.000Z',
      'exchange-plan, standard': '2026-12-04T05:00:00.000Z',
      'exchange-plan, expedited': '2026-12-02T05:00:00.000Z',
      'exchange-plan in MD, standard': '2026-12-04T05:00:00.000Z',
      'exchange-plan in MD, expedited': '2026-12-02T05:00:00.000Z',
      'medicaid-plan, standard': '2026-12-02T05:00:00.000Z',
      'medicaid-plan, expedited': '2026-12-02T05:00:00.000Z',
      'part-b-drug, standard': '2026-12-04T05:00:00.000Z',
      'part-b-drug, expedited': '2026-12-02T05:00:00.000Z',
      'medical-item, standard': '2026-12-08T05:00:00.000Z',
      'medical-item, expedited': '2026-12-04T05:00:00.000Z',
    },
  ],
};

const CASES = Object.entries(GOLDEN).flatMap(([over, [at, dues]]) =>
  Object.entries(dues).map(([kind, due]) => [over, kind, at, due] as const),
);

/** The kind of plan and the urgency that a golden ledger names. */
function named(ledger: string): readonly [Kind, Urgency] {
  const urgency = ledger.endsWith('expedited') ? 'expedited' : 'standard';
  const kind = KINDS.find(({ name }) => ledger === `${name}, ${urgency}`);
  if (!kind) throw new Error(`there is no kind of plan for ${ledger}`);
  return [kind, urgency];
}

test('there is a golden ledger of every kind of plan and urgency', () => {
  const all = KINDS.flatMap(({ name }) => [`${name}, standard`, `${name}, expedited`]);
  for (const [, dues] of Object.values(GOLDEN)) expect(Object.keys(dues)).toEqual(all);
});

test.each(CASES)('over %s, %s, received %s, is due %s', (_, ledger, at, due) => {
  const one = received(...named(ledger), at);
  expect(ledgerOf(one).map(({ dueAt }) => dueAt.toISOString())).toEqual([due]);
  expect(one.dueAt?.toISOString()).toBe(due);
});

const ON_A_TUESDAY = '2026-12-01T15:00:00.000Z';

/** Why each clock is due, up to its source: the standard one, then the expedited one. */
const WHY: Readonly<Record<string, readonly string[]>> = {
  'employer-plan': [
    'Commercial (employer plan), standard: 15 days from receipt',
    'Commercial (employer plan), expedited: 72 hours from receipt',
  ],
  'exchange-plan': [
    'Commercial (exchange plan), standard: 72 hours from receipt',
    'Commercial (exchange plan), expedited: 24 hours from receipt',
  ],
  'exchange-plan in MD': [
    'Commercial (exchange plan), standard: 2 business days from receipt, to the end of the day',
    'Commercial (exchange plan), expedited: 24 hours from receipt',
  ],
  'medicaid-plan': [
    'Commercial (Medicaid plan), standard: 24 hours from receipt',
    'Commercial (Medicaid plan), expedited: 24 hours from receipt',
  ],
  'part-b-drug': [
    'Medicare Advantage (Part B drug), standard: 72 hours from receipt',
    'Medicare Advantage (Part B drug), expedited: 24 hours from receipt',
  ],
  'medical-item': [
    'Medicare Advantage (medical item or service), standard: 7 days from receipt',
    'Medicare Advantage (medical item or service), expedited: 72 hours from receipt',
  ],
};

test.each(KINDS)('$name says why in one sentence each', (kind) => {
  const sentences = (['standard', 'expedited'] as const).map((urgency) => {
    const [clock] = ledgerOf(received(kind, urgency, ON_A_TUESDAY));
    return clock?.why.replace(` (${clock.rule.source}).`, '');
  });
  expect(sentences).toEqual(WHY[kind.name]);
});

// The expedited figure is never shorter than the hour that is left, so the deadline stays.
test.each(KINDS)('$name, upgraded in the last hour, keeps its deadline', (kind) => {
  const before = received(kind, 'standard', ON_A_TUESDAY);
  const at = new Date((before.dueAt?.getTime() ?? 0) - 3_600_000);
  const expedited = strictestClock(TABLE, kind, 'expedited', at, ZONE);
  const wish = { by: 'prescriber', reason: 'The disease progresses.' } as const;
  const clocks = upgraded(before.clocks, expedited!, wish, at, ZONE);
  const after: ClockedCase = { ...before, urgency: 'expedited', clocks };
  const [running, ended] = clockLedger(after, TABLE, at);
  expect(ended).toMatchObject({ state: 'ended', dueAt: before.dueAt });
  expect(running).toMatchObject({ state: 'running', startedAt: at, dueAt: before.dueAt });
  expect(running?.why).toContain("from the prescriber's request to expedite");
  expect(running?.why).toContain('The standard deadline is sooner, so it applies.');
});

/*
 * Where the business day, the holiday, or the end of the day decides: two business days of Maryland
 * beat 72 hours, unless a weekend or a holiday is among them.
 */
test.each([
  ['on a Tuesday', '2026-11-17T15:00:00.000Z', '2026-11-20T05:00:00.000Z', 'MD'],
  ['two days before Thanksgiving', '2026-11-24T15:00:00.000Z', '2026-11-27T15:00:00.000Z', null],
  ['two days before Veterans Day', '2026-11-09T15:00:00.000Z', '2026-11-12T15:00:00.000Z', null],
  ['on the Monday of another week', '2026-11-16T15:00:00.000Z', '2026-11-19T05:00:00.000Z', 'MD'],
  ['at the end of a Monday', '2026-12-01T04:59:59.999Z', '2026-12-03T05:00:00.000Z', 'MD'],
  ['at the start of a Tuesday', '2026-12-01T05:00:00.000Z', '2026-12-04T05:00:00.000Z', null],
])('in Maryland, %s, received %s, is due %s', (_, at, due, state) => {
  const [kind] = named('exchange-plan in MD, standard');
  const [clock] = ledgerOf(received(kind, 'standard', at));
  expect(clock?.dueAt.toISOString()).toBe(due);
  expect(clock?.rule.id.endsWith('-MD')).toBe(state === 'MD');
});

/*
 * An urgent request to go on with coverage that ends then, asked for in the last minute in which its
 * rule gives 24 hours, and a minute later. Twenty-four hours are elapsed ones.
 */
const COURSES = [
  ['a day', '2026-12-16T05:00:00.000Z', '2026-12-15T05:00:00.000Z', '2026-12-16T05:00:00.000Z'],
  [
    'the spring clock change',
    '2027-03-15T04:00:00.000Z',
    '2027-03-14T04:00:00.000Z',
    '2027-03-15T04:00:00.000Z',
  ],
  [
    'the autumn clock change',
    '2026-11-02T05:00:00.000Z',
    '2026-11-01T05:00:00.000Z',
    '2026-11-02T05:00:00.000Z',
  ],
  [
    'a leap day',
    '2028-03-01T05:00:00.000Z',
    '2028-02-29T05:00:00.000Z',
    '2028-03-01T05:00:00.000Z',
  ],
] as const;

test.each(COURSES)('coverage that ends after %s, at %s, asked for %s, is due %s', (...row) => {
  const [, endsAt, at, due] = row;
  const [kind] = named('employer-plan, expedited');
  const course = { ...kind, coverageEndsAt: new Date(endsAt) };
  const [clock] = ledgerOf(received(course, 'expedited', at));
  expect(clock?.dueAt.toISOString()).toBe(due);
  expect(clock?.rule).toMatchObject({
    id: 'commercial-expedited-approved-course',
    confidence: 'medium',
  });
  expect(clock?.why).toMatch(
    /^Commercial \(employer plan\), expedited: 24 hours from receipt \(29 CFR 2560\.503-1\(f\)\(2\)\(ii\)\(B\)/,
  );
  const aMinuteLater = new Date(Date.parse(at) + 60_000).toISOString();
  const [whole] = ledgerOf(received(course, 'expedited', aMinuteLater));
  expect(whole?.dueAt.getTime()).toBe(Date.parse(aMinuteLater) + 72 * 3_600_000);
  expect(whole?.rule.id).toBe('commercial-expedited');
});

test('coverage that goes on long after is due over midnight, a day after it was asked for', () => {
  const [kind] = named('employer-plan, expedited');
  const course = { ...kind, coverageEndsAt: new Date('2027-06-01T04:00:00.000Z') };
  const [clock] = ledgerOf(received(course, 'expedited', '2026-12-01T04:59:59.999Z'));
  expect(clock?.dueAt.toISOString()).toBe('2026-12-02T04:59:59.999Z');
});

test.each(KINDS)('$name has no other standard figure for coverage that goes on', (kind) => {
  const course = { ...kind, coverageEndsAt: new Date('2027-06-01T04:00:00.000Z') };
  const [clock] = ledgerOf(received(course, 'standard', ON_A_TUESDAY));
  expect(clock).toEqual(ledgerOf(received(kind, 'standard', ON_A_TUESDAY))[0]);
});

/** An urgent request of an employer plan that lacked information, which came then. */
test.each([
  [
    'before midnight',
    '2026-11-30T15:00:00.000Z',
    '2026-12-01T04:59:59.999Z',
    '2026-12-03T04:59:59.999Z',
  ],
  [
    'at midnight',
    '2026-11-30T15:00:00.000Z',
    '2026-12-01T05:00:00.000Z',
    '2026-12-03T05:00:00.000Z',
  ],
  [
    'a minute before a day is over',
    '2026-12-01T15:00:00.000Z',
    '2026-12-02T14:59:00.000Z',
    '2026-12-04T14:59:00.000Z',
  ],
  [
    'a minute after a day is over',
    '2026-12-01T15:00:00.000Z',
    '2026-12-02T15:01:00.000Z',
    '2026-12-04T15:00:00.000Z',
  ],
  [
    'before a spring clock change',
    '2027-03-13T20:00:00.000Z',
    '2027-03-13T22:00:00.000Z',
    '2027-03-15T22:00:00.000Z',
  ],
  [
    'before an autumn clock change',
    '2026-10-31T20:00:00.000Z',
    '2026-10-31T22:00:00.000Z',
    '2026-11-02T22:00:00.000Z',
  ],
])('an answer %s to a request received %s, at %s, makes it due %s', (_, at, answeredAt, due) => {
  const one = received(...named('employer-plan, expedited'), at);
  const completion = { at: new Date(answeredAt), because: 'answer' } as const;
  const clocks = one.clocks.map((clock) => completed(clock, completion));
  const [clock] = ledgerOf({ ...one, clocks });
  expect(clock?.dueAt.toISOString()).toBe(due);
  expect(clocks[0]?.onAnswer).toMatchObject({ hours: 48, confidence: 'low' });
});

/** When an appeal that was received then is due, by kind of plan and urgency. */
const APPEALS: Readonly<Record<string, readonly [string, Readonly<Record<string, string>>]>> = {
  'a spring clock change': [
    '2027-03-12T20:00:00.000Z',
    {
      'employer-plan, standard': '2027-04-11T20:00:00.000Z',
      'employer-plan, expedited': '2027-03-15T20:00:00.000Z',
      'exchange-plan, standard': '2027-04-11T20:00:00.000Z',
      'exchange-plan, expedited': '2027-03-15T20:00:00.000Z',
      'medicaid-plan, standard': '2027-04-11T20:00:00.000Z',
      'medicaid-plan, expedited': '2027-03-15T20:00:00.000Z',
      'part-b-drug, standard': '2027-03-19T20:00:00.000Z',
      'part-b-drug, expedited': '2027-03-15T20:00:00.000Z',
      'medical-item, standard': '2027-04-11T20:00:00.000Z',
      'medical-item, expedited': '2027-03-15T20:00:00.000Z',
    },
  ],
  'an autumn clock change': [
    '2026-10-30T20:00:00.000Z',
    {
      'employer-plan, standard': '2026-11-29T20:00:00.000Z',
      'employer-plan, expedited': '2026-11-02T20:00:00.000Z',
      'exchange-plan, standard': '2026-11-29T20:00:00.000Z',
      'exchange-plan, expedited': '2026-11-02T20:00:00.000Z',
      'medicaid-plan, standard': '2026-11-29T20:00:00.000Z',
      'medicaid-plan, expedited': '2026-11-02T20:00:00.000Z',
      'part-b-drug, standard': '2026-11-06T20:00:00.000Z',
      'part-b-drug, expedited': '2026-11-02T20:00:00.000Z',
      'medical-item, standard': '2026-11-29T20:00:00.000Z',
      'medical-item, expedited': '2026-11-02T20:00:00.000Z',
    },
  ],
  'a leap day': [
    '2028-02-28T14:30:00.000Z',
    {
      'employer-plan, standard': '2028-03-29T14:30:00.000Z',
      'employer-plan, expedited': '2028-03-02T14:30:00.000Z',
      'exchange-plan, standard': '2028-03-29T14:30:00.000Z',
      'exchange-plan, expedited': '2028-03-02T14:30:00.000Z',
      'medicaid-plan, standard': '2028-03-29T14:30:00.000Z',
      'medicaid-plan, expedited': '2028-03-02T14:30:00.000Z',
      'part-b-drug, standard': '2028-03-06T14:30:00.000Z',
      'part-b-drug, expedited': '2028-03-02T14:30:00.000Z',
      'medical-item, standard': '2028-03-29T14:30:00.000Z',
      'medical-item, expedited': '2028-03-02T14:30:00.000Z',
    },
  ],
  'a month end': [
    '2027-01-29T23:30:00.000Z',
    {
      'employer-plan, standard': '2027-02-28T23:30:00.000Z',
      'employer-plan, expedited': '2027-02-01T23:30:00.000Z',
      'exchange-plan, standard': '2027-02-28T23:30:00.000Z',
      'exchange-plan, expedited': '2027-02-01T23:30:00.000Z',
      'medicaid-plan, standard': '2027-02-28T23:30:00.000Z',
      'medicaid-plan, expedited': '2027-02-01T23:30:00.000Z',
      'part-b-drug, standard': '2027-02-05T23:30:00.000Z',
      'part-b-drug, expedited': '2027-02-01T23:30:00.000Z',
      'medical-item, standard': '2027-02-28T23:30:00.000Z',
      'medical-item, expedited': '2027-02-01T23:30:00.000Z',
    },
  ],
  'a federal holiday': [
    '2026-11-25T15:00:00.000Z',
    {
      'employer-plan, standard': '2026-12-25T15:00:00.000Z',
      'employer-plan, expedited': '2026-11-28T15:00:00.000Z',
      'exchange-plan, standard': '2026-12-25T15:00:00.000Z',
      'exchange-plan, expedited': '2026-11-28T15:00:00.000Z',
      'medicaid-plan, standard': '2026-12-25T15:00:00.000Z',
      'medicaid-plan, expedited': '2026-11-28T15:00:00.000Z',
      'part-b-drug, standard': '2026-12-02T15:00:00.000Z',
      'part-b-drug, expedited': '2026-11-28T15:00:00.000Z',
      'medical-item, standard': '2026-12-25T15:00:00.000Z',
      'medical-item, expedited': '2026-11-28T15:00:00.000Z',
    },
  ],
  'the last instant before midnight': [
    '2026-12-01T04:59:59.999Z',
    {
      'employer-plan, standard': '2026-12-31T04:59:59.999Z',
      'employer-plan, expedited': '2026-12-04T04:59:59.999Z',
      'exchange-plan, standard': '2026-12-31T04:59:59.999Z',
      'exchange-plan, expedited': '2026-12-04T04:59:59.999Z',
      'medicaid-plan, standard': '2026-12-31T04:59:59.999Z',
      'medicaid-plan, expedited': '2026-12-04T04:59:59.999Z',
      'part-b-drug, standard': '2026-12-08T04:59:59.999Z',
      'part-b-drug, expedited': '2026-12-04T04:59:59.999Z',
      'medical-item, standard': '2026-12-31T04:59:59.999Z',
      'medical-item, expedited': '2026-12-04T04:59:59.999Z',
    },
  ],
  midnight: [
    '2026-12-01T05:00:00.000Z',
    {
      'employer-plan, standard': '2026-12-31T05:00:00.000Z',
      'employer-plan, expedited': '2026-12-04T05:00:00.000Z',
      'exchange-plan, standard': '2026-12-31T05:00:00.000Z',
      'exchange-plan, expedited': '2026-12-04T05:00:00.000Z',
      'medicaid-plan, standard': '2026-12-31T05:00:00.000Z',
      'medicaid-plan, expedited': '2026-12-04T05:00:00.000Z',
      'part-b-drug, standard': '2026-12-08T05:00:00.000Z',
      'part-b-drug, expedited': '2026-12-04T05:00:00.000Z',
      'medical-item, standard': '2026-12-31T05:00:00.000Z',
      'medical-item, expedited': '2026-12-04T05:00:00.000Z',
    },
  ],
};

/** When a call that was asked for then is due: at the end of the next business day. */
const CALLS = [
  ['an ordinary day', '2026-12-01T15:00:00.000Z', '2026-12-03T05:00:00.000Z'],
  ['the last instant of that day', '2026-12-02T04:59:59.999Z', '2026-12-03T05:00:00.000Z'],
  ['the first instant of the next', '2026-12-02T05:00:00.000Z', '2026-12-04T05:00:00.000Z'],
  ['the day before Thanksgiving', '2026-11-25T15:00:00.000Z', '2026-11-28T05:00:00.000Z'],
  [
    'a Friday before the spring clock change',
    '2027-03-12T20:00:00.000Z',
    '2027-03-16T04:00:00.000Z',
  ],
  [
    'a Friday before the autumn clock change',
    '2026-10-30T20:00:00.000Z',
    '2026-11-03T05:00:00.000Z',
  ],
  ['a Friday before a holiday on Monday', '2027-01-15T20:00:00.000Z', '2027-01-20T05:00:00.000Z'],
  ["New Year's Eve", '2026-12-31T20:00:00.000Z', '2027-01-05T05:00:00.000Z'],
  ['a leap day', '2028-02-29T14:30:00.000Z', '2028-03-02T05:00:00.000Z'],
  ['the last day of a month', '2027-02-26T14:30:00.000Z', '2027-03-02T05:00:00.000Z'],
] as const;

const { appeals: APPEAL_TABLE, peerToPeer: CALL_RULE } = SETTINGS;

const APPEALED = Object.entries(APPEALS).flatMap(([over, [at, dues]]) =>
  Object.entries(dues).map(([ledger, due]) => [over, ledger, at, due] as const),
);

function appealRule(kind: Kind): AppealRule {
  const rule = appealRuleOf(APPEAL_TABLE, kind);
  if (!rule) throw new Error(`there is no rule for appeals of ${kind.name}`);
  return rule;
}

function appealed(kind: Kind, urgency: Urgency, at: string): Appeal {
  const receivedAt = new Date(at);
  const by = { subject: 'ivy', role: 'intake' } as const;
  const clock = appealClock(appealRule(kind), urgency, receivedAt);
  return {
    id: '00000000-0000-4000-8000-0000000000a1',
    number: 'AP-22222-33333',
    version: 1,
    caseId: '00000000-0000-4000-8000-000000000001',
    level: 1,
    ground: 'denial',
    status: 'open',
    appellant: 'member',
    urgency,
    reason: 'The dose is the labeled one.',
    proofOfAuthority: null,
    receivedAt,
    openedAt: receivedAt,
    openedBy: by,
    reviewReasons: [],
    clocks: [clock],
    dueAt: clock.dueAt,
    escalatedAt: null,
    closedAt: null,
    decision: null,
    authorization: null,
    forwarding: null,
    external: null,
    withdrawal: null,
  };
}

test.each(APPEALED)('an appeal over %s, %s, received %s, is due %s', (_, ledger, at, due) => {
  const appeal = appealed(...named(ledger), at);
  const [clock] = appealLedger(appeal, appeal.receivedAt);
  expect(clock).toMatchObject({ kind: 'appeal', state: 'running', dueAt: new Date(due) });
  expect(clock?.consequence).not.toBeNull();
});

/** Received and decided on both sides of a clock change: the file is due by elapsed time. */
test.each([
  // Of a standard appeal from receipt, of an expedited one from the decision.
  ['part-b-drug, standard', '2027-03-19T20:00:00.000Z'],
  ['part-b-drug, expedited', '2027-03-16T08:00:00.000Z'],
  ['medical-item, standard', '2027-04-11T20:00:00.000Z'],
  ['medical-item, expedited', '2027-03-16T08:00:00.000Z'],
])('the file of an upheld appeal, %s, is due %s', (ledger, due) => {
  const [kind, urgency] = named(ledger);
  const appeal = appealed(kind, urgency, '2027-03-12T20:00:00.000Z');
  const decidedAt = new Date('2027-03-15T08:00:00.000Z');
  expect(forwardingClock(appealRule(kind), appeal, decidedAt)?.dueAt.toISOString()).toBe(due);
});

test.each([
  ['part-b-drug, standard', '2027-03-20T20:00:00.000Z'],
  ['part-b-drug, expedited', '2027-03-16T20:00:00.000Z'],
  ['medical-item, standard', '2027-04-12T20:00:00.000Z'],
  ['medical-item, expedited', '2027-03-16T20:00:00.000Z'],
])('the file of an appeal that was not decided in time, %s, is due %s', (ledger, due) => {
  const [kind, urgency] = named(ledger);
  const appeal = appealed(kind, urgency, '2027-03-12T20:00:00.000Z');
  const clocks = clocksWhenMissed(appeal, appealRule(kind));
  expect(clocks.map((clock) => clock.kind)).toEqual(['appeal', 'forwarding']);
  expect(clocks.at(-1)?.dueAt.toISOString()).toBe(due);
});

test.each(['employer-plan', 'exchange-plan', 'medicaid-plan'])(
  'the file of an appeal of an %s goes nowhere by itself',
  (name) => {
    const [kind] = named(`${name}, standard`);
    const appeal = appealed(kind, 'standard', ON_A_TUESDAY);
    expect(forwardingClock(appealRule(kind), appeal, appeal.receivedAt)).toBeNull();
    expect(clocksWhenMissed(appeal, appealRule(kind))).toBe(appeal.clocks);
  },
);

test.each(CALLS)('a call that is asked for on %s, %s, is due %s', (_, at, due) => {
  const asked = {
    id: '00000000-0000-4000-8000-0000000000c1',
    by: { subject: 'ivy', role: 'intake' },
    slots: [],
    requestedAt: new Date(at),
  } as const;
  const clock = peerToPeerClock(newPeerToPeer(asked, CALL_RULE, ZONE), new Date(at));
  expect(clock).toMatchObject({ kind: 'peer-to-peer', state: 'running', dueAt: new Date(due) });
});
