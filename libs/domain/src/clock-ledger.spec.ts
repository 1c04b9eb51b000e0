import {
  clockLedger,
  clockOfReview,
  clocksAtReceipt,
  completed,
  extended,
  isSameFigure,
  neverStopped,
  refigured,
  resumed,
  runningClock,
  tolled,
  upgraded,
  type CaseClock,
  type ClockedCase,
  type Extension,
} from './clock-ledger';
import { clockOf, type DecisionClocks } from './decision-clock';

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
    lineOfBusiness: 'commercial',
    urgency: 'expedited',
    hours: 72,
    informationShare: 0.8,
    source: 'an urgent regulation',
    confidence: 'medium',
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

const ZONE = 'America/New_York';

const FASTER = CLOCKS.map(({ days: _, ...clock }) => ({ ...clock, hours: (clock.hours ?? 0) / 2 }));

function received(at: string, over: Partial<ClockedCase> = {}): ClockedCase {
  const { lineOfBusiness = 'commercial', urgency = 'standard' } = over;
  const receivedAt = new Date(at);
  const clocks = clocksAtReceipt(CLOCKS, { ...over, lineOfBusiness, urgency, receivedAt }, ZONE);
  return {
    lineOfBusiness,
    urgency,
    status: 'in-review',
    receivedAt,
    openedAt: receivedAt,
    dueAt: clocks[0]?.dueAt ?? null,
    closedAt: null,
    clocks,
    reviewOf: null,
    ...over,
  };
}

const clockAt = (one: ClockedCase, now: string, clocks = CLOCKS) =>
  clockLedger(one, clocks, new Date(now))[0];

describe('the clock of a decision', () => {
  it('says why it is due, by which rule, and what a missed deadline means', () => {
    expect(clockAt(received('2026-11-01T12:00:00Z'), '2026-11-02T12:00:00Z')).toEqual({
      id: 'decision-commercial-standard',
      kind: 'decision',
      rule: { id: 'commercial-standard', source: 'a regulation', confidence: 'medium' },
      startedAt: new Date('2026-11-01T12:00:00Z'),
      dueAt: new Date('2026-11-16T12:00:00Z'),
      state: 'running',
      tolled: [],
      extension: null,
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

  it('keeps its rule when the plan changes it', () => {
    const one = received('2026-11-01T12:00:00Z');
    const now = '2026-11-02T12:00:00Z';
    expect(clockAt(one, now, FASTER)).toEqual(clockAt(one, now));
  });

  it('of before the record kept clocks does not name the source of another figure', () => {
    const one = received('2026-11-01T12:00:00Z', { clocks: [] });
    expect(clockAt(one, '2026-11-02T12:00:00Z')?.rule.source).toBe('a regulation');
    const clock = clockAt(one, '2026-11-02T12:00:00Z', FASTER);
    expect(clock).toMatchObject({
      dueAt: new Date('2026-11-16T12:00:00Z'),
      rule: { source: 'the rule in effect when the request was received', confidence: 'low' },
    });
  });

  it('is the end of coverage for a renewal that the system opens', () => {
    const dueAt = new Date('2027-01-01T05:00:00Z');
    const one = received('2026-11-01T12:00:00Z', {
      reviewOf: 'AU-22222-22222',
      dueAt,
      clocks: [clockOfReview(undefined, new Date('2026-11-01T12:00:00Z'), dueAt)],
    });
    const before = { ...one, clocks: [] };
    expect(clockAt(before, '2026-11-02T12:00:00Z')?.why).toMatch('AU-22222-22222 ends');
    expect(clockAt(one, '2026-11-02T12:00:00Z')).toMatchObject({
      rule: { id: 'renewal-review', source: 'plan policy' },
      dueAt: new Date('2027-01-01T05:00:00Z'),
      why: "A renewal review is due when authorization AU-22222-22222 ends, or after the plan's time for a decision if that is later.",
    });
  });

  it('does not run where another payer decides', () => {
    const one = received('2026-11-01T12:00:00Z', { lineOfBusiness: 'medicare-part-d' });
    expect(clockAt(one, '2026-11-02T12:00:00Z')).toBeUndefined();
  });
});

describe('an upgrade to expedited', () => {
  const expedited = clockOf(CLOCKS, { lineOfBusiness: 'commercial' }, 'expedited')!;
  const wish = { by: 'prescriber', reason: 'The disease progresses.' } as const;

  const upgradedAt = (at: string) => {
    const one = received('2026-11-01T12:00:00Z');
    const clocks = upgraded(one.clocks, expedited, wish, new Date(at), ZONE);
    const dueAt = runningClock(clocks)?.dueAt ?? null;
    return { ...one, urgency: 'expedited', clocks, dueAt } as const;
  };

  it('runs from the request for it, beside the clock that it ends', () => {
    const one = upgradedAt('2026-11-03T12:00:00Z');
    expect(clockLedger(one, CLOCKS, new Date('2026-11-03T13:00:00Z'))).toMatchObject([
      {
        id: 'decision-commercial-expedited',
        startedAt: new Date('2026-11-03T12:00:00Z'),
        dueAt: new Date('2026-11-06T12:00:00Z'),
        state: 'running',
        why: "Commercial, expedited: 72 hours from the prescriber's request to expedite (an urgent regulation).",
      },
      {
        id: 'decision-commercial-standard',
        dueAt: new Date('2026-11-16T12:00:00Z'),
        state: 'ended',
      },
    ]);
  });

  it('in the last hour keeps the sooner deadline, and says so', () => {
    const one = upgradedAt('2026-11-16T11:30:00Z');
    expect(clockAt(one, '2026-11-16T11:45:00Z')).toMatchObject({
      dueAt: new Date('2026-11-16T12:00:00Z'),
      why: expect.stringMatching(/The standard deadline is sooner, so it applies\.$/) as string,
    });
    expect(clockAt(one, '2026-11-16T12:00:01Z')?.state).toBe('missed');
  });

  it('of a clock that stands still counts only the time that it stood', () => {
    const [clock] = received('2026-11-01T12:00:00Z').clocks;
    const still = tolled(extended(clock!, MORE), 45, {
      from: new Date('2026-11-30T12:00:00Z'),
      reason: 'asked',
    });
    const [ended, running] = upgraded(
      [still],
      expedited,
      wish,
      new Date('2026-11-30T13:00:00Z'),
      ZONE,
    );
    expect(ended?.dueAt).toEqual(new Date('2026-12-01T13:00:00Z'));
    expect(running?.dueAt).toEqual(new Date('2026-12-01T13:00:00Z'));
  });
});

const MORE: Extension = {
  reason: 'A laboratory closed.',
  by: { subject: 'pia', role: 'pharmacist' },
  at: new Date('2026-11-10T12:00:00Z'),
  basis: 'a rule',
  confidence: 'medium',
  days: 15,
  answerDays: 45,
};

const STILL = { from: new Date('2026-11-11T12:00:00Z'), reason: 'asked' };

describe('the clock of a request that lacked information', () => {
  const incomplete = {
    tellHours: 24,
    answerHours: 48,
    decisionHours: 48,
    source: 'a part of it',
    confidence: 'low',
  } as const;
  const urgent: DecisionClocks = [{ ...CLOCKS[1]!, incomplete }];
  const [clock] = clocksAtReceipt(
    urgent,
    {
      lineOfBusiness: 'commercial',
      urgency: 'expedited',
      receivedAt: new Date('2026-11-01T12:00:00Z'),
    },
    ZONE,
  ) as readonly [CaseClock];
  const answered = (at: string, one = clock) =>
    completed(one, { at: new Date(at), because: 'answer' });
  const why = (one: CaseClock) =>
    clockAt(
      received('2026-11-01T12:00:00Z', { urgency: 'expedited', clocks: [one], dueAt: one.dueAt }),
      '2026-11-01T12:00:00Z',
    )?.why;

  it('counts from the answer if that ends sooner, and names the rule', () => {
    const sooner = answered('2026-11-02T11:59:00Z');
    expect(sooner.dueAt).toEqual(new Date('2026-11-04T11:59:00Z'));
    expect(why(sooner)).toBe(
      'Commercial, expedited: 72 hours from receipt (an urgent regulation). Information was missing, and 48 hours from the answer end sooner (a part of it).',
    );
  });

  it('counts from the end of the time to answer, too', () => {
    const over = { at: new Date('2026-11-01T18:00:00Z'), because: 'no-answer' } as const;
    const sooner = completed(clock, over);
    expect(sooner.dueAt).toEqual(new Date('2026-11-03T18:00:00Z'));
    expect(why(sooner)).toContain('48 hours from the end of the time to answer end sooner');
  });

  it('is never due later than before', () => {
    const later = answered('2026-11-02T18:00:00Z');
    expect(later.dueAt).toEqual(clock.dueAt);
    expect(why(later)).not.toContain('Information was missing');
  });

  it('counts from the first answer only', () => {
    const first = answered('2026-11-01T18:00:00Z');
    expect(answered('2026-11-01T20:00:00Z', first)).toBe(first);
    expect(answered('2026-11-01T15:00:00Z', first).dueAt).toEqual(new Date('2026-11-03T15:00:00Z'));
  });

  it('does so by another figure, too', () => {
    const first = answered('2026-11-01T18:00:00Z');
    const slower = {
      ...urgent[0]!,
      hours: 96,
      days: undefined,
      incomplete: { ...incomplete, decisionHours: 50 },
    };
    const fresh = refigured(first, slower, undefined, ZONE);
    expect(fresh).toMatchObject({ hours: 96, dueAt: new Date('2026-11-03T20:00:00Z') });
    expect(isSameFigure(first, refigured(first, urgent[0]!, undefined, ZONE))).toBe(true);
    expect(isSameFigure(clock, refigured(clock, CLOCKS[1]!, undefined, ZONE))).toBe(false);
  });

  it('is any other clock if its rule gives no such time', () => {
    const [plain] = received('2026-11-01T12:00:00Z').clocks as readonly [CaseClock];
    expect(answered('2026-11-01T18:00:00Z', plain)).toBe(plain);
  });
});

describe('an extension', () => {
  const [clock] = received('2026-11-01T12:00:00Z').clocks as readonly [CaseClock];
  const more = extended(clock, MORE);
  const shown = (one: CaseClock, now = '2026-11-20T12:00:00Z') =>
    clockAt(received('2026-11-01T12:00:00Z', { clocks: [one], dueAt: one.dueAt }), now);

  it('moves the deadline, and says by which rule and why', () => {
    expect(shown(more)).toMatchObject({
      dueAt: new Date('2026-12-01T12:00:00Z'),
      state: 'running',
      why: 'Commercial, standard: 15 days from receipt (a regulation). Extended once by 15 days (a rule): A laboratory closed.',
    });
  });

  it('stands still from the letter until the answer', () => {
    const still = tolled(more, 45, STILL);
    expect(shown(still, '2026-12-05T12:00:00Z')).toMatchObject({
      state: 'tolled',
      dueAt: new Date('2027-01-15T12:00:00Z'),
    });
    const answered = resumed(still, new Date('2026-11-21T12:00:00Z'));
    expect(shown(answered)).toMatchObject({
      state: 'running',
      dueAt: new Date('2026-12-11T12:00:00Z'),
      tolled: [{ from: new Date('2026-11-11T12:00:00Z'), to: new Date('2026-11-21T12:00:00Z') }],
      why: expect.stringMatching(/The clock was stopped for 10 days/) as string,
    });
  });

  it('stands still no longer than the office may answer, and runs again only once', () => {
    const still = tolled(more, 45, STILL);
    const late = resumed(still, new Date('2027-02-01T12:00:00Z'));
    expect(late.dueAt).toEqual(new Date('2027-01-15T12:00:00Z'));
    expect(late.tolled[0]?.to).toEqual(new Date('2026-12-26T12:00:00Z'));
    expect(resumed(late, new Date('2027-03-01T12:00:00Z'))).toBe(late);
  });

  it('did not stand still if the answer came before the letter', () => {
    const still = tolled(more, 45, STILL);
    const answered = resumed(still, new Date('2026-11-11T11:00:00Z'));
    expect(answered.dueAt).toEqual(more.dueAt);
    expect(answered.tolled).toEqual([{ ...STILL, to: STILL.from }]);
  });

  it('runs as if it had never stopped once its letter came back', () => {
    expect(neverStopped(tolled(more, 45, STILL))).toEqual(more);
    expect(neverStopped(more)).toBe(more);
  });

  it('by another figure keeps its start, its extension and the time that it stood', () => {
    const answered = resumed(tolled(more, 45, STILL), new Date('2026-11-21T12:00:00Z'));
    const plan = { ...CLOCKS[0]!, hours: 240, days: undefined, source: 'a corrected rule' };
    const fresh = refigured(answered, plan, undefined, ZONE);
    expect(isSameFigure(answered, fresh)).toBe(false);
    expect(fresh).toEqual({
      ...answered,
      rule: { ...answered.rule, source: 'a corrected rule' },
      hours: 240,
      dueAt: new Date('2026-12-06T12:00:00Z'),
    });
    expect(isSameFigure(answered, refigured(answered, CLOCKS[0]!, undefined, ZONE))).toBe(true);
  });
});
