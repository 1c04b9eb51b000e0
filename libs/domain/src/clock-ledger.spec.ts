import { decisionClock, type ClockedCase } from './clock-ledger';
import { deadlinesOf, type DecisionClocks } from './decision-clock';

const CLOCKS: DecisionClocks = [
  {
    lineOfBusiness: 'commercial',
    urgency: 'standard',
    hours: 360,
    informationShare: 0.8,
    source: 'a regulation',
    confidence: 'medium',
    whenMissed: 'The member may appeal.',
  },
  {
    lineOfBusiness: 'medicare-advantage',
    urgency: 'expedited',
    hours: 24,
    informationShare: 0.8,
    source: 'another regulation',
    confidence: 'high',
  },
];

function received(at: string, over: Partial<ClockedCase> = {}): ClockedCase {
  const { lineOfBusiness = 'commercial', urgency = 'standard' } = over;
  const receivedAt = new Date(at);
  const deadlines = deadlinesOf(CLOCKS, lineOfBusiness, urgency, receivedAt, receivedAt);
  return {
    lineOfBusiness,
    urgency,
    status: 'in-review',
    receivedAt,
    openedAt: receivedAt,
    dueAt: deadlines?.dueAt ?? null,
    closedAt: null,
    reviewOf: null,
    ...over,
  };
}

const clockAt = (one: ClockedCase, now: string, clocks = CLOCKS) =>
  decisionClock(one, clocks, new Date(now));

describe('the clock of a decision', () => {
  it('says why it is due, by which rule, and what a missed deadline means', () => {
    expect(clockAt(received('2026-11-01T12:00:00Z'), '2026-11-02T12:00:00Z')).toEqual({
      kind: 'decision',
      rule: { id: 'commercial-standard', source: 'a regulation', confidence: 'medium' },
      startedAt: new Date('2026-11-01T12:00:00Z'),
      dueAt: new Date('2026-11-16T12:00:00Z'),
      state: 'running',
      consequence: 'The member may appeal.',
      why: 'Commercial, standard: 15 days from receipt (a regulation).',
    });
  });

  // Elapsed hours: neither a clock change nor a leap day, a month's end or midnight moves them.
  it.each([
    ['a spring clock change', '2027-03-13T20:00:00Z', '2027-03-28T20:00:00.000Z'],
    ['an autumn clock change', '2026-10-31T20:00:00Z', '2026-11-15T20:00:00.000Z'],
    ['a leap day', '2028-02-20T05:00:00Z', '2028-03-06T05:00:00.000Z'],
    ['a month end', '2027-01-31T23:59:59Z', '2027-02-15T23:59:59.000Z'],
    ['a holiday', '2026-12-20T05:00:00Z', '2027-01-04T05:00:00.000Z'],
  ])('runs 15 days over %s', (_, from, until) => {
    expect(clockAt(received(from), from)?.dueAt.toISOString()).toBe(until);
  });

  it('runs 24 hours through midnight', () => {
    const one = received('2026-11-30T23:30:00Z', {
      lineOfBusiness: 'medicare-advantage',
      urgency: 'expedited',
    });
    expect(clockAt(one, '2026-12-01T00:00:00Z')).toMatchObject({
      dueAt: new Date('2026-12-01T23:30:00Z'),
      why: 'Medicare Advantage, expedited: 24 hours from receipt (another regulation).',
      consequence: null,
    });
  });

  it.each([
    ['running', '2026-11-16T12:00:00Z', null, 'in-review'],
    ['missed', '2026-11-16T12:00:00.001Z', null, 'in-review'],
    ['met', '2026-12-01T00:00:00Z', '2026-11-16T12:00:00Z', 'approved'],
    ['missed', '2026-12-01T00:00:00Z', '2026-11-16T12:00:01Z', 'denied'],
    ['ended', '2026-12-01T00:00:00Z', '2026-11-17T00:00:00Z', 'withdrawn'],
  ] as const)('is %s at %s', (state, now, closed, status) => {
    const closedAt = closed === null ? null : new Date(closed);
    const one = received('2026-11-01T12:00:00Z', { closedAt, status });
    expect(clockAt(one, now)?.state).toBe(state);
  });

  it('keeps its figure when the plan changes the rule, and does not name the new source', () => {
    const faster = CLOCKS.map((clock) => ({ ...clock, hours: clock.hours / 2 }));
    const clock = clockAt(received('2026-11-01T12:00:00Z'), '2026-11-02T12:00:00Z', faster);
    expect(clock).toMatchObject({
      dueAt: new Date('2026-11-16T12:00:00Z'),
      rule: { source: 'the rule in effect when the request was received', confidence: 'low' },
    });
  });

  it('is the end of coverage for a renewal that the system opens', () => {
    const one = received('2026-11-01T12:00:00Z', {
      reviewOf: 'AU-22222-22222',
      dueAt: new Date('2027-01-01T05:00:00Z'),
    });
    expect(clockAt(one, '2026-11-02T12:00:00Z')).toMatchObject({
      rule: { id: 'renewal-review', source: 'plan policy' },
      dueAt: new Date('2027-01-01T05:00:00Z'),
      why: "A renewal review is due when authorization AU-22222-22222 ends, or after the plan's time for a decision if that is later.",
    });
  });

  it('does not run where another payer decides', () => {
    const one = received('2026-11-01T12:00:00Z', { lineOfBusiness: 'medicare-part-d' });
    expect(clockAt(one, '2026-11-02T12:00:00Z')).toBeNull();
  });
});
