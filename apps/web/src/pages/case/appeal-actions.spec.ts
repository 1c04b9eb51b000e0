import type { Appeal, Case } from '../../client';
import { actionsOn, isAdverse, takesAppeal, tookPart, type Appealing } from './appeal-actions';

const NOW = Date.parse('2026-11-28T15:00:00Z');
const BY = { subject: 'max', role: 'medical-director' } as const;

const appeal = (changes: Partial<Appeal> = {}): Appeal => ({
  id: '1',
  number: 'AP-1',
  caseId: '2',
  level: 1,
  ground: 'denial',
  status: 'open',
  by: 'member',
  urgency: 'standard',
  reason: 'The dose helped before.',
  proofOfAuthority: null,
  receivedAt: '2026-11-20T15:00:00Z',
  openedAt: '2026-11-20T15:00:00Z',
  openedBy: { subject: 'ivy', role: 'intake' },
  reviewReasons: [],
  goodCause: null,
  dismissalReview: null,
  findings: null,
  clock: { kind: 'appeal', dueAt: '2026-12-20T15:00:00Z', state: 'running', why: 'So.' },
  decision: null,
  authorization: null,
  forwarding: null,
  external: null,
  withdrawal: null,
  closedAs: null,
  escalatedAt: null,
  continuedBenefits: null,
  version: 1,
  ...changes,
});

const decided = {
  rationale: 'So.',
  memberReason: null,
  by: BY,
  at: '2026-11-21T15:00:00Z',
  months: null,
  terms: [],
};
const approved = (modification: object | null): Pick<Case, 'status' | 'decision'> => ({
  status: 'approved',
  decision: { ...decided, decision: 'approve', modification } as unknown as Case['decision'],
});

const INTAKE = { subject: 'ivy', mayWrite: true, mayDecide: false, isDirector: false };
const PHARMACIST = { ...INTAKE, subject: 'pia', mayDecide: true };
const DIRECTOR = { ...PHARMACIST, subject: 'max', isDirector: true };
const AUDITOR: Appealing = { ...INTAKE, mayWrite: false };

describe('a case', () => {
  test('can be appealed if it was denied, or approved with changes', () => {
    expect(isAdverse({ status: 'denied', decision: null })).toBe(true);
    expect(isAdverse(approved({ reason: 'Enough.' }))).toBe(true);
    expect(isAdverse(approved(null))).toBe(false);
    expect(isAdverse({ status: 'in-review', decision: null })).toBe(false);
  });

  test.each([
    [[], true],
    [['upheld'], true],
    [['withdrawn', 'partly-overturned'], true],
    [['open'], false],
    [['upheld', 'in-review'], false],
    [['forwarded'], false],
    [['overturned'], false],
  ] as const)('after appeals that are %j takes another: %s', (statuses, isTaken) => {
    const clock = { dueAt: '2026-11-20T15:00:00Z', state: 'met' } as const;
    const denied = { status: 'denied', decision: null, clock } as const;
    const appeals = statuses.map((status) => ({ status }));
    expect(takesAppeal(denied, appeals)).toBe(isTaken);
  });
});

describe('a case that was not decided in time', () => {
  const late = {
    status: 'in-review',
    decision: null,
    clock: { dueAt: '2026-11-20T15:00:00Z', state: 'missed' },
  } as const;

  test.each([
    [[], true],
    [['withdrawn'], true],
    [['open'], false],
    [['forwarded'], false],
    [['upheld'], false],
  ] as const)('after appeals that are %j takes one: %s', (statuses, isTaken) => {
    expect(
      takesAppeal(
        late,
        statuses.map((status) => ({ status })),
      ),
    ).toBe(isTaken);
  });

  test('takes none before its deadline, and none once it is approved as asked', () => {
    const clock = { ...late.clock, state: 'running' } as const;
    expect(takesAppeal({ ...late, clock }, [])).toBe(false);
    expect(takesAppeal({ ...approved(null), clock: late.clock }, [])).toBe(false);
  });
});

describe('an appeal', () => {
  const late = appeal({ clock: { ...appeal().clock, dueAt: '2026-11-27T15:00:00Z' } });

  test.each([
    ['open', appeal(), ['decide', 'expedite', 'withdraw']],
    ['expedited', appeal({ urgency: 'expedited' }), ['decide', 'withdraw']],
    ['past due', late, ['decide', 'forward', 'expedite', 'withdraw']],
    [
      'to be forwarded because it was not decided',
      appeal({ clock: { ...appeal().clock, kind: 'forwarding' } }),
      ['decide', 'forward', 'expedite', 'withdraw'],
    ],
    [
      'late',
      appeal({ status: 'in-review', reviewReasons: ['late'] }),
      ['decide', 'cause', 'expedite', 'withdraw'],
    ],
    [
      'without proof of authority',
      appeal({ status: 'in-review', reviewReasons: ['no-proof-of-authority'] }),
      ['decide', 'cause', 'proof', 'expedite', 'withdraw'],
    ],
    ['upheld', appeal({ status: 'upheld' }), ['forward']],
    ['forwarded', appeal({ status: 'forwarded' }), ['outcome']],
    ['overturned', appeal({ status: 'overturned' }), []],
    ['withdrawn', appeal({ status: 'withdrawn' }), []],
  ] as const)('that is %s offers a medical director what comes next', (_, each, actions) => {
    expect(actionsOn(each, DIRECTOR, NOW)).toEqual(actions);
  });

  test('that outside review upheld is at its end', () => {
    const external = { ...decided, outcome: 'upheld', note: 'So.' } as const;
    expect(actionsOn(appeal({ status: 'upheld', external }), DIRECTOR, NOW)).toEqual([]);
  });

  test('offers to forward or vacate a dismissal that outside review looks at, once', () => {
    const dismissed = { reason: 'So.', by: BY, at: '2026-11-21T15:00:00Z' };
    const review = {
      to: 'independent-review-entity',
      days: 60,
      askBy: '2027-01-21T05:00:00Z',
      source: 'a rule',
      dismissed,
      asked: null,
      outcome: null,
      vacateBy: '2027-05-21T04:00:00Z',
      vacated: null,
    } as const;
    const over = { status: 'withdrawn', closedAs: 'dismissed', withdrawal: dismissed } as const;
    expect(actionsOn(appeal({ ...over, dismissalReview: review }), INTAKE, NOW)).toEqual([
      'forward',
    ]);
    const reviewable = appeal({ ...over, dismissalReview: review });
    expect(actionsOn(reviewable, DIRECTOR, NOW)).toEqual(['forward', 'vacate']);
    expect(actionsOn(reviewable, PHARMACIST, NOW)).toEqual(['forward']);
    expect(actionsOn(reviewable, DIRECTOR, Date.parse(review.vacateBy))).toEqual(['forward']);
    expect(actionsOn(appeal(over), INTAKE, NOW)).toEqual([]);
    const asked = { receivedAt: dismissed.at, by: BY, at: dismissed.at };
    const outcome = { ...dismissed, outcome: 'upheld', note: 'So.' } as const;
    const done = { ...review, asked, outcome };
    expect(actionsOn(appeal({ ...over, dismissalReview: done }), INTAKE, NOW)).toEqual([]);
  });

  test('offers each role what it may do', () => {
    expect(actionsOn(late, PHARMACIST, NOW)).toEqual(['forward', 'expedite', 'withdraw']);
    expect(actionsOn(late, INTAKE, NOW)).toEqual(['forward', 'expedite', 'withdraw']);
    expect(actionsOn(late, AUDITOR, NOW)).toEqual([]);
    const forwarded = appeal({ status: 'forwarded' });
    expect(actionsOn(forwarded, PHARMACIST, NOW)).toEqual(['outcome']);
    expect(actionsOn(forwarded, INTAKE, NOW)).toEqual([]);
  });
});

test('who decided the case or an appeal before took part', () => {
  const upheld = { ...decided, decision: 'uphold', enginePart: null, license: null } as const;
  const earlier = appeal({ decision: upheld });
  expect(tookPart('max', approved(null), [])).toBe(true);
  expect(tookPart('mia', approved(null), [])).toBe(false);
  expect(tookPart('max', { decision: null }, [earlier])).toBe(true);
  expect(tookPart('max', { decision: null }, [appeal()])).toBe(false);
});
