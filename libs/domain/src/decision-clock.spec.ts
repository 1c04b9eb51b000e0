import type { LineOfBusiness } from '@assent/vocabulary';
import {
  clockOf,
  clockState,
  continuationDeadlines,
  deadlinesOf,
  dueAfter,
  informationReminders,
  ruleIdOf,
  strictestClock,
  type DecisionClocks,
} from './decision-clock';

const CLOCKS: DecisionClocks = [
  {
    lineOfBusiness: 'commercial',
    urgency: 'standard',
    hours: 360,
    informationShare: 0.8,
    source: 'a test',
    confidence: 'high',
  },
];
const received = new Date('2026-11-01T12:00:00Z');
const COMMERCIAL = { lineOfBusiness: 'commercial' } as const;
const ZONE = 'America/New_York';
const deadlines = (lineOfBusiness: LineOfBusiness, askedAt: Date) =>
  deadlinesOf(CLOCKS, { lineOfBusiness }, 'standard', {
    receivedAt: received,
    askedAt,
    zone: ZONE,
  });

describe('the deadlines of a request', () => {
  it('count from receipt, and leave time for a person after the information is overdue', () => {
    expect(deadlines('commercial', received)).toEqual({
      dueAt: new Date('2026-11-16T12:00:00Z'),
      informationDueAt: new Date('2026-11-13T12:00:00Z'),
    });
  });

  it('leave the provider office a quarter of the time, however late the request was entered', () => {
    const opened = new Date('2026-11-20T12:00:00Z');
    expect(deadlines('commercial', opened)).toEqual({
      dueAt: new Date('2026-11-16T12:00:00Z'),
      informationDueAt: new Date('2026-11-24T06:00:00Z'),
    });
  });

  it('do not exist if another payer decides', () => {
    expect(deadlines('medicare-part-d', received)).toBeNull();
  });
});

describe('a time in days', () => {
  // They end when the day does in New York, whatever the hour and the length of the days.
  it.each([
    ['calendar', 3, '2026-12-01T05:00:00.000Z', '2026-12-05T05:00:00.000Z'],
    ['calendar', 3, '2026-12-01T04:59:59.999Z', '2026-12-04T05:00:00.000Z'],
    ['calendar', 3, '2027-03-13T20:00:00.000Z', '2027-03-17T04:00:00.000Z'],
    ['calendar', 3, '2026-10-31T20:00:00.000Z', '2026-11-04T05:00:00.000Z'],
    ['calendar', 3, '2028-02-28T14:30:00.000Z', '2028-03-03T05:00:00.000Z'],
    ['business', 2, '2026-11-25T15:00:00.000Z', '2026-12-01T05:00:00.000Z'],
    ['business', 2, '2026-11-27T15:00:00.000Z', '2026-12-02T05:00:00.000Z'],
    ['business', 1, '2027-03-12T20:00:00.000Z', '2027-03-16T04:00:00.000Z'],
  ] as const)('of %s days, %i from %s, ends at %s', (kind, count, from, until) => {
    const end = dueAfter({ days: { kind, count } }, new Date(from), ZONE);
    expect(end.toISOString()).toBe(until);
  });

  it('leaves the provider office its share of the time that there is', () => {
    const [row] = CLOCKS;
    const { hours: _hours, days: _days, ...rule } = row!;
    const clocks: DecisionClocks = [{ ...rule, days: { kind: 'calendar', count: 1 } }];
    const receivedAt = new Date('2026-12-01T05:00:00Z');
    expect(
      deadlinesOf(clocks, COMMERCIAL, 'standard', { receivedAt, askedAt: receivedAt, zone: ZONE }),
    ).toEqual({
      dueAt: new Date('2026-12-03T05:00:00Z'),
      informationDueAt: new Date('2026-12-02T19:24:00Z'),
    });
  });
});

describe('the figure of a state', () => {
  const [row] = CLOCKS;
  const { hours: _hours, days: _days, ...rule } = row!;
  const clocks: DecisionClocks = [
    { ...rule, hours: 72 },
    { ...rule, state: 'MD', days: { kind: 'business', count: 2 } },
  ];
  const inState = (state: 'MD' | 'TX') => ({ ...COMMERCIAL, jurisdiction: { state } });

  it.each([
    ['MD', '2026-12-01T15:00:00Z', 'MD'],
    ['MD', '2026-12-04T15:00:00Z', undefined],
    ['TX', '2026-12-01T15:00:00Z', undefined],
  ] as const)('counts in %s for receipt at %s: %s', (state, at, expected) => {
    const taken = strictestClock(clocks, inState(state), 'standard', new Date(at), ZONE);
    expect(taken?.state).toBe(expected);
  });

  it('stays that of a clock once it was started by it', () => {
    expect(clockOf(clocks, inState('MD'), 'standard', 'commercial-standard-MD')?.state).toBe('MD');
    expect(clockOf(clocks, inState('MD'), 'standard', 'commercial-standard')?.hours).toBe(72);
    expect(clockOf(clocks, inState('MD'), 'standard', 'another')?.hours).toBe(72);
  });
});

describe('the figures that are part of a row', () => {
  const [row] = CLOCKS;
  const urgent: DecisionClocks = [
    {
      ...row!,
      urgency: 'expedited',
      hours: 72,
      days: undefined,
      incomplete: {
        tellHours: 24,
        answerHours: 48,
        decisionHours: 48,
        source: 'a part',
        confidence: 'low',
      },
      approvedCourse: {
        hours: 24,
        askedHoursBefore: 24,
        source: 'another part',
        confidence: 'medium',
      },
    },
  ];
  const deadlinesAt = (askedAt: string, coverageEndsAt: Date | null = null) =>
    deadlinesOf(urgent, { ...COMMERCIAL, coverageEndsAt }, 'expedited', {
      receivedAt: received,
      askedAt: new Date(askedAt),
      zone: ZONE,
    });

  it('give the provider office their least time to answer, however late it is asked', () => {
    expect(deadlinesAt('2026-11-01T12:00:00Z')?.informationDueAt).toEqual(
      new Date('2026-11-03T21:36:00Z'),
    );
    expect(deadlinesAt('2026-11-02T12:00:00Z')).toEqual({
      dueAt: new Date('2026-11-04T12:00:00Z'),
      informationDueAt: new Date('2026-11-04T12:00:00Z'),
    });
    expect(deadlinesAt('2026-11-02T18:00:00Z')).toEqual({
      dueAt: new Date('2026-11-04T12:00:00Z'),
      informationDueAt: new Date('2026-11-04T18:00:00Z'),
    });
  });

  it('decide sooner on coverage that goes on, which says nothing of missing information', () => {
    const ends = new Date('2026-11-02T12:00:00Z');
    expect(deadlinesAt('2026-11-01T12:00:00Z', ends)).toEqual({
      dueAt: new Date('2026-11-02T12:00:00Z'),
      informationDueAt: new Date('2026-11-02T07:12:00Z'),
    });
    const sooner = new Date('2026-11-02T11:59:00Z');
    expect(deadlinesAt('2026-11-01T12:00:00Z', sooner)?.dueAt).toEqual(
      new Date('2026-11-04T12:00:00Z'),
    );
  });

  it('have names of their own, by which they are found again', () => {
    const scope = { ...COMMERCIAL, coverageEndsAt: new Date('2026-12-01T12:00:00Z') };
    const taken = strictestClock(urgent, scope, 'expedited', received, ZONE);
    const id = taken && ruleIdOf(taken);
    expect(id).toBe('commercial-expedited-approved-course');
    expect(clockOf(urgent, COMMERCIAL, 'expedited', id)).toEqual(taken);
    expect(taken).toMatchObject({ hours: 24, source: 'another part', confidence: 'medium' });
    expect(clockOf(urgent, COMMERCIAL, 'expedited', 'commercial-expedited')?.hours).toBe(72);
  });
});

describe('the deadlines of a renewal review', () => {
  const expiry = new Date('2027-06-01T04:00:00Z');
  const openedAt = (opened: string) =>
    continuationDeadlines(CLOCKS, COMMERCIAL, expiry, new Date(opened), ZONE);

  it('leave a person the last three days of coverage', () => {
    expect(openedAt('2027-04-01T10:00:00Z')).toEqual({
      dueAt: expiry,
      informationDueAt: new Date('2027-05-29T04:00:00Z'),
    });
  });

  it("leave the provider office a quarter of the plan's time, and the plan all of it, however late it is", () => {
    expect(openedAt('2027-05-30T04:00:00Z')).toEqual({
      dueAt: new Date('2027-06-14T04:00:00Z'),
      informationDueAt: new Date('2027-06-02T22:00:00Z'),
    });
  });

  it('depend only on the end of coverage if the plan has no time limit of its own', () => {
    const opened = new Date('2027-05-30T04:00:00Z');
    expect(continuationDeadlines([], COMMERCIAL, expiry, opened, ZONE)).toEqual({
      dueAt: expiry,
      informationDueAt: new Date('2027-05-29T04:00:00Z'),
    });
  });
});

describe('the decision clock of a case', () => {
  const due = new Date('2026-11-16T12:00:00Z');
  const before = new Date('2026-11-16T11:59:59.999Z');
  const after = new Date('2026-11-16T12:00:00.001Z');

  it.each([
    ['runs until it is due', due, null, 'in-review', due, 'running'],
    ['is missed a moment later', due, null, 'in-review', after, 'missed'],
    ['is met by a decision in time, whenever it is read', due, before, 'denied', after, 'met'],
    ['is missed by a late decision', due, after, 'approved', after, 'missed'],
    ['ends neither met nor missed by a withdrawal', due, before, 'withdrawn', after, 'ended'],
    ['ends neither met nor missed by a late withdrawal', due, after, 'withdrawn', after, 'ended'],
    ['ends if another payer decides', due, before, 'routed', after, 'ended'],
    ['does not apply without a deadline', null, null, 'in-review', after, 'not-applicable'],
  ] as const)('%s', (_, dueAt, closedAt, status, now, state) => {
    expect(clockState({ dueAt, closedAt, status }, now)).toBe(state);
  });
});

describe('reminders of an open question', () => {
  it('come at each quarter of the remaining time', () => {
    const asked = new Date('2026-11-01T00:00:00Z');
    const reminders = informationReminders(asked, new Date('2026-11-05T00:00:00Z'));
    expect(reminders.map((at) => at.toISOString())).toEqual([
      '2026-11-02T00:00:00.000Z',
      '2026-11-03T00:00:00.000Z',
      '2026-11-04T00:00:00.000Z',
    ]);
  });

  it('do not exist if no time is left', () => {
    expect(informationReminders(received, received)).toEqual([]);
  });
});
