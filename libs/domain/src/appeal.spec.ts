import {
  appealClock,
  appealGround,
  appealLedger,
  appealReviewReasons,
  appealRuleOf,
  clocksWhenMissed,
  expeditedAppeal,
  filingEndsAt,
  forwardingClock,
  isUndecidedLate,
  nextLevel,
  outsideClock,
  owedOn,
  reviewableDismissal,
  tookPart,
  withAppealClocks,
  type Appeal,
  type AppealRule,
} from './appeal';

const ZONE = 'America/New_York';

const COMMERCIAL: AppealRule = {
  lineOfBusiness: 'commercial',
  filing: { days: 180, from: 'receipt', source: 'a filing rule', confidence: 'low' },
  decision: {
    standard: { hours: 720, source: 'a rule', confidence: 'medium' },
    expedited: { hours: 72, source: 'an urgent rule', confidence: 'medium' },
  },
  review: { to: 'external-review', source: 'a review rule', confidence: 'medium' },
};

const MEDICARE: AppealRule = {
  lineOfBusiness: 'medicare-advantage',
  filing: { days: 65, from: 'letter', source: 'a filing rule', confidence: 'medium' },
  decision: {
    standard: {
      hours: 168,
      source: 'a rule',
      confidence: 'high',
      whenMissed: { forwardWithin: 24, source: 'a late rule', confidence: 'low' },
    },
    expedited: {
      hours: 72,
      source: 'an urgent rule',
      confidence: 'high',
      whenMissed: { forwardWithin: 24, source: 'a late rule', confidence: 'medium' },
    },
  },
  review: {
    to: 'independent-review-entity',
    source: 'a review rule',
    confidence: 'high',
    forwarding: {
      standard: { from: 'receipt', hours: 168, source: 'a forwarding rule', confidence: 'medium' },
      expedited: { from: 'decision', hours: 24, source: 'an urgent one', confidence: 'low' },
    },
  },
};

function appealOf(rule: AppealRule, at: string, overrides: Partial<Appeal> = {}): Appeal {
  const receivedAt = new Date(at);
  const urgency = overrides.urgency ?? 'standard';
  const clock = appealClock(rule, urgency, receivedAt);
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
    openedBy: { subject: 'ivy', role: 'intake' },
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
    ...overrides,
  };
}

const decidedAt = (at: string): Appeal['decision'] => ({
  decision: 'uphold',
  by: { subject: 'max', role: 'medical-director' },
  at: new Date(at),
  rationale: 'Weighed again.',
  months: null,
});

describe('the last day to file', () => {
  it.each([
    ['across the spring clock change', COMMERCIAL, '2026-09-20T15:00:00Z', '2027-03-20T04:00:00Z'],
    ['across the fall clock change', MEDICARE, '2026-09-01T15:00:00Z', '2026-11-06T05:00:00Z'],
    ['on a leap day', COMMERCIAL, '2027-09-02T15:00:00Z', '2028-03-01T05:00:00Z'],
    ['at the end of a month', MEDICARE, '2026-11-27T15:00:00Z', '2027-02-01T05:00:00Z'],
    [
      'counted from the day in the zone of the payer',
      MEDICARE,
      '2026-11-23T03:30:00Z',
      '2027-01-27T05:00:00Z',
    ],
  ])('%s', (_, rule, sent, ends) => {
    expect(filingEndsAt(rule, new Date(sent), ZONE)).toEqual(new Date(ends));
  });

  it.each([
    ['2027-01-27T04:59:59.999Z', []],
    ['2027-01-27T05:00:00Z', ['late']],
  ])('an appeal received at %s is %j', (received, reasons) => {
    const ends = filingEndsAt(MEDICARE, new Date('2026-11-22T15:00:00Z'), ZONE);
    const appeal = appealOf(MEDICARE, received);
    expect(appealReviewReasons(appeal, ends)).toEqual(reasons);
  });

  it('does not come before the letter about the denial went out', () => {
    expect(appealReviewReasons(appealOf(MEDICARE, '2030-01-01T00:00:00Z'), null)).toEqual([]);
  });
});

it('only a representative needs proof of authority', () => {
  const reasonsOf = (appellant: Appeal['appellant'], proofOfAuthority: string | null) =>
    appealReviewReasons(
      appealOf(MEDICARE, '2026-11-22T15:00:00Z', { appellant, proofOfAuthority }),
      null,
    );
  expect(reasonsOf('representative', null)).toEqual(['no-proof-of-authority']);
  expect(reasonsOf('representative', 'a document')).toEqual([]);
  expect([...reasonsOf('member', null), ...reasonsOf('prescriber', null)]).toEqual([]);
});

describe('the deadline of a decision', () => {
  it.each([
    ['across the fall clock change', MEDICARE, '2026-10-31T12:00:00Z', '2026-11-07T12:00:00Z'],
    ['across the spring clock change', MEDICARE, '2027-03-13T12:00:00Z', '2027-03-20T12:00:00Z'],
    ['across a month end', COMMERCIAL, '2027-01-31T10:00:00Z', '2027-03-02T10:00:00Z'],
    ['across a leap day', COMMERCIAL, '2028-02-10T10:00:00Z', '2028-03-11T10:00:00Z'],
  ])('is in elapsed time %s', (_, rule, received, due) => {
    expect(appealClock(rule, 'standard', new Date(received)).dueAt).toEqual(new Date(due));
  });

  it('after an early request to expedite is that of the expedited rule', () => {
    const { clocks } = appealOf(COMMERCIAL, '2026-11-22T15:00:00Z');
    const upgrade = { by: 'member', reason: 'It is getting worse.' } as const;
    const at = new Date('2026-11-23T15:00:00Z');
    const [before, after] = expeditedAppeal(clocks, COMMERCIAL, upgrade, at);
    expect(before).toMatchObject({ kind: 'appeal', replacedAt: at });
    expect(after).toMatchObject({
      kind: 'appeal',
      urgency: 'expedited',
      dueAt: new Date('2026-11-26T15:00:00Z'),
    });
  });

  it('after a request to expedite in its last hour stays', () => {
    const appeal = appealOf(COMMERCIAL, '2026-11-22T15:00:00Z');
    const at = new Date('2026-12-22T14:30:00Z');
    const upgrade = { by: 'prescriber', reason: 'It is getting worse.' } as const;
    const clocks = expeditedAppeal(appeal.clocks, COMMERCIAL, upgrade, at);
    const after = withAppealClocks(appeal, clocks);
    expect(after.dueAt).toEqual(new Date('2026-12-22T15:00:00Z'));
    const [running, before] = appealLedger(after, at);
    expect(running).toMatchObject({
      state: 'running',
      why: "Appeal AP-22222-33333, decision, expedited: 72 hours from the prescriber's request to expedite (an urgent rule). The standard deadline is sooner, so it applies.",
    });
    expect(before?.state).toBe('ended');
  });
});

describe('the clock of an appeal', () => {
  const received = '2026-11-22T15:00:00Z';
  const due = new Date('2026-11-29T15:00:00Z');

  it.each([
    ['running until it is due', {}, '2026-11-29T15:00:00Z', 'running'],
    ['missed after that', {}, '2026-11-29T15:00:00.001Z', 'missed'],
    [
      'met by a decision in time',
      { decision: decidedAt('2026-11-29T15:00:00Z') },
      '2027-01-01',
      'met',
    ],
    [
      'missed by a late one',
      { decision: decidedAt('2026-11-29T15:00:01Z') },
      '2027-01-01',
      'missed',
    ],
    [
      'over when it is withdrawn',
      { withdrawal: { reason: 'So.', by: { subject: 'ivy', role: 'intake' }, at: due } },
      '2027-01-01',
      'ended',
    ],
  ] as const)('is %s', (_, overrides, now, state) => {
    const appeal = appealOf(MEDICARE, received, overrides);
    expect(appealLedger(appeal, new Date(now))[0]).toMatchObject({ kind: 'appeal', state });
  });

  it('says its rule in days', () => {
    expect(appealLedger(appealOf(MEDICARE, received), due)[0]?.why).toBe(
      'Appeal AP-22222-33333, decision, standard: 7 days from receipt of the appeal (a rule).',
    );
  });
});

describe('what it means to miss a clock of an appeal', () => {
  const consequenceOf = (rule: AppealRule) =>
    appealLedger(appealOf(rule, '2026-11-22T15:00:00Z'), new Date('2026-11-22T15:00:00Z'))[0]
      ?.consequence;

  it('is that the file goes outside where the rule says so, and else what the figure says', () => {
    const standard = {
      ...COMMERCIAL.decision.standard,
      consequence: 'It counts as denied (a rule).',
    };
    const stated = { ...COMMERCIAL, decision: { ...COMMERCIAL.decision, standard } };
    expect([MEDICARE, stated, COMMERCIAL].map(consequenceOf)).toEqual([
      'The case file goes to the independent review entity within 24 hours (a late rule).',
      'It counts as denied (a rule).',
      null,
    ]);
  });

  it('is said of forwarding and outside review, too', () => {
    const appeal = appealOf(MEDICARE, '2026-11-22T15:00:00Z');
    const outcome = { hours: 72, source: 'a rule', confidence: 'low' } as const;
    const review = { ...MEDICARE.review, outcome: { standard: outcome, expedited: outcome } };
    expect(clocksWhenMissed(appeal, MEDICARE).at(-1)?.consequence).toContain('still to be sent');
    expect(outsideClock({ ...MEDICARE, review }, appeal, appeal.dueAt)?.consequence).toContain(
      'until the outcome is asked for',
    );
  });
});

describe('the clock of forwarding', () => {
  const received = '2026-11-22T15:00:00Z';

  it('of a standard appeal counts from receipt, of an expedited one from the decision', () => {
    const decided = new Date('2026-11-24T10:00:00Z');
    const dueOf = (urgency: 'standard' | 'expedited') =>
      forwardingClock(MEDICARE, appealOf(MEDICARE, received, { urgency }), decided)?.dueAt;
    expect(dueOf('standard')).toEqual(new Date('2026-11-29T15:00:00Z'));
    expect(dueOf('expedited')).toEqual(new Date('2026-11-25T10:00:00Z'));
  });

  it('does not exist where people ask for the review themselves', () => {
    expect(forwardingClock(COMMERCIAL, appealOf(COMMERCIAL, received), new Date())).toBeNull();
  });

  it('is met when the file was sent in time', () => {
    const decision = decidedAt('2026-11-24T10:00:00Z');
    const appeal = appealOf(MEDICARE, received, { urgency: 'expedited', decision });
    const clock = forwardingClock(MEDICARE, appeal, decision!.at)!;
    const upheld = withAppealClocks(appeal, [...appeal.clocks, clock]);
    const stateAt = (sent: string | null, now: string) =>
      appealLedger(
        {
          ...upheld,
          forwarding:
            sent === null
              ? null
              : {
                  to: 'independent-review-entity',
                  by: { subject: 'ivy', role: 'intake' },
                  at: new Date(sent),
                },
        },
        new Date(now),
      )[0];
    expect(stateAt(null, '2026-11-25T10:00:00Z')).toMatchObject({
      kind: 'forwarding',
      state: 'running',
      why: 'Appeal AP-22222-33333, file to outside review, expedited: 24 hours from the decision (an urgent one).',
    });
    expect(stateAt(null, '2026-11-25T10:00:01Z')?.state).toBe('missed');
    expect(stateAt('2026-11-25T10:00:00Z', '2026-12-25T10:00:00Z')?.state).toBe('met');
    expect(stateAt('2026-11-25T10:00:01Z', '2026-12-25T10:00:00Z')?.state).toBe('missed');
  });
});

describe('an appeal that is not decided in time', () => {
  const received = '2026-11-22T15:00:00Z';

  it('is to be sent to outside review, counted from the deadline that was missed', () => {
    const appeal = appealOf(MEDICARE, received);
    const late = withAppealClocks(appeal, clocksWhenMissed(appeal, MEDICARE));
    expect(late.dueAt).toEqual(new Date('2026-11-30T15:00:00Z'));
    expect(owedOn(late)).toBe('forwarding');
    expect(appealLedger(late, appeal.dueAt)[0]).toMatchObject({
      kind: 'forwarding',
      why: 'Appeal AP-22222-33333, file to outside review, standard: 24 hours from the deadline that was missed (a late rule).',
    });
    expect(clocksWhenMissed(late, MEDICARE)).toBe(late.clocks);
  });

  it('stays with the plan where the rule does not say so', () => {
    const appeal = appealOf(COMMERCIAL, received);
    expect(clocksWhenMissed(appeal, COMMERCIAL)).toBe(appeal.clocks);
  });

  it('is late from the first instant after its deadline, and while its file is to be sent', () => {
    const appeal = appealOf(MEDICARE, received);
    const after = new Date(appeal.dueAt.getTime() + 1);
    expect(isUndecidedLate(appeal, appeal.dueAt)).toBe(false);
    expect(isUndecidedLate(appeal, after)).toBe(true);
    const late = withAppealClocks(appeal, clocksWhenMissed(appeal, MEDICARE));
    expect(isUndecidedLate(late, after)).toBe(true);
    expect(isUndecidedLate({ ...late, status: 'upheld' }, after)).toBe(false);
  });
});

describe('a dismissal that outside review looks at', () => {
  const time = { hours: 168, source: 'a rule', confidence: 'low' } as const;
  const dismissal = {
    to: 'independent-review-entity',
    days: 60,
    source: 'a rule',
    confidence: 'low',
    outcome: { standard: time, expedited: time },
  } as const;
  const ruleWith = (vacating: object): AppealRule => ({
    ...MEDICARE,
    review: { ...MEDICARE.review, dismissal: { ...dismissal, ...vacating } },
  });
  const dismissed = (at: string) => ({
    as: 'dismissed' as const,
    reason: 'So.',
    by: { subject: 'max', role: 'medical-director' } as const,
    at: new Date(at),
  });
  const SIX_MONTHS = { vacating: { months: 6, source: 'a rule', confidence: 'low' } };

  it.each([
    // The last day ends in winter time, in summer time, and at the end of February.
    ['2026-05-15T15:00:00Z', '2026-11-16T05:00:00.000Z'],
    ['2026-11-24T15:00:00Z', '2027-05-25T04:00:00.000Z'],
    ['2026-08-31T15:00:00Z', '2027-03-01T05:00:00.000Z'],
  ])('of %s can be vacated by the plan until the end of the day six months later', (at, end) => {
    const review = reviewableDismissal(ruleWith(SIX_MONTHS), dismissed(at), ZONE);
    expect(review?.vacateBy?.toISOString()).toBe(end);
  });

  it('can not be vacated by the plan where no rule says so', () => {
    const review = reviewableDismissal(ruleWith({}), dismissed('2026-05-15T15:00:00Z'), ZONE);
    expect(review).not.toHaveProperty('vacateBy');
    expect(reviewableDismissal(MEDICARE, dismissed('2026-05-15T15:00:00Z'), ZONE)).toBeNull();
  });
});

describe('what of a case can be appealed', () => {
  const dueAt = new Date('2026-11-22T15:00:00Z');
  const after = new Date('2026-11-22T15:00:00.001Z');
  const changed = { modification: { reason: 'So.', terms: [] } };
  it.each([
    ['a denial', { status: 'denied', decision: null }, dueAt, 'denial'],
    ['an approval as asked', { status: 'approved', decision: { modification: null } }, after, null],
    [
      'an approval with changes',
      { status: 'approved', decision: changed },
      dueAt,
      'modified-approval',
    ],
    ['an open case in time', { status: 'in-review', decision: null }, dueAt, null],
    ['an open case past due', { status: 'in-review', decision: null }, after, 'no-decision'],
    ['one that waits', { status: 'pending-information', decision: null }, after, 'no-decision'],
    ['a withdrawn case', { status: 'withdrawn', decision: null }, after, null],
    ['a routed case', { status: 'routed', decision: null }, after, null],
  ] as const)('%s', (_, of, now, ground) => {
    expect(appealGround({ ...of, dueAt }, now)).toBe(ground);
  });

  it('is not that a case without a deadline has no decision', () => {
    expect(appealGround({ status: 'in-review', decision: null, dueAt: null }, after)).toBeNull();
  });
});

it('each decision that keeps a denial leads to the next level', () => {
  expect(nextLevel([])).toBe(1);
  expect(nextLevel([{ status: 'withdrawn' }])).toBe(1);
  expect(nextLevel([{ status: 'upheld' }, { status: 'withdrawn' }])).toBe(2);
  expect(nextLevel([{ status: 'upheld' }, { status: 'partly-overturned' }])).toBe(3);
});

it('took part who reviewed, or who it was assigned to; not who did something else', () => {
  const acts = [
    { actor: { subject: 'ivy', role: 'intake' }, assignee: 'ann' },
    { actor: { subject: 'pia', role: 'pharmacist' }, assignee: null },
    { actor: { subject: 'assent', role: 'software' }, assignee: null },
  ] as const;
  const took = ['ann', 'pia', 'ivy', 'max'].map((person) => tookPart(person, acts));
  expect(took).toEqual([true, true, false, false]);
});

it('a line of business has its own rule', () => {
  const rules = [COMMERCIAL, MEDICARE];
  expect(appealRuleOf(rules, { lineOfBusiness: 'medicare-advantage' })).toBe(MEDICARE);
  expect(appealRuleOf(rules, { lineOfBusiness: 'medicare-part-d' })).toBeUndefined();
});
