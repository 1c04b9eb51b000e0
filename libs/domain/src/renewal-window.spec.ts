import type { LineOfBusiness, Urgency } from '@assent/vocabulary';
import fc from 'fast-check';
import { addDays, addHours, endOfDay } from './dates';
import type { DecisionClock } from './decision-clock';
import { renewalState, renewalWindow } from './renewal-window';

const ZONE = 'America/New_York';
const CLOCKS = [
  clockOf('commercial', 'standard', 360),
  clockOf('commercial', 'expedited', 72),
  clockOf('medicare-advantage', 'standard', 72),
];

function clockOf(lineOfBusiness: LineOfBusiness, urgency: Urgency, hours: number): DecisionClock {
  const source = 'a table for tests';
  return { lineOfBusiness, urgency, hours, informationShare: 0.8, source, confidence: 'high' };
}

function windowOf(
  end: string,
  lineOfBusiness: 'commercial' | 'medicare-advantage' | 'medicare-part-d',
) {
  return renewalWindow({ start: '2026-01-01', end }, { lineOfBusiness }, CLOCKS, ZONE);
}

test('opens 60 days before the last covered day, on which it ends', () => {
  expect(windowOf('2027-05-21', 'commercial')).toMatchObject({
    opensOn: '2027-03-22',
    coverEndsOn: '2027-05-21',
  });
});

test.each([
  ['commercial', '2027-05-21', '2027-05-06'],
  ['medicare-advantage', '2027-05-21', '2027-05-18'],
  ['medicare-part-d', '2027-05-21', '2027-05-21'],
] as const)('is safe for %s ending on %s until %s', (lineOfBusiness, end, lastSafeOn) => {
  expect(windowOf(end, lineOfBusiness).lastSafeOn).toBe(lastSafeOn);
});

test('loses a day if an hour is lost between its last safe day and the end of coverage', () => {
  expect(windowOf('2027-03-20', 'commercial').lastSafeOn).toBe('2027-03-04');
});

test('ends its safe days as late as the clock allows, in any season', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3_000 }), (days) => {
      const end = addDays('2024-01-01', days);
      const { lastSafeOn } = windowOf(end, 'commercial');
      const expiry = endOfDay(end, ZONE);
      const nextDay = addDays(lastSafeOn, 1);
      expect(addHours(endOfDay(lastSafeOn, ZONE), 360) <= expiry).toBe(true);
      expect(addHours(endOfDay(nextDay, ZONE), 360) > expiry).toBe(true);
    }),
  );
});

test('counts business days, and takes the figure of a state where it is stricter', () => {
  const [plans] = CLOCKS;
  const { hours: _, ...rule } = plans!;
  const inDays: DecisionClock = { ...rule, state: 'MD', days: { kind: 'business', count: 2 } };
  const lastSafeOn = (clocks: readonly DecisionClock[], end: string) =>
    renewalWindow(
      { start: '2026-01-01', end },
      { lineOfBusiness: 'commercial', jurisdiction: { state: 'MD' } },
      clocks,
      ZONE,
    ).lastSafeOn;
  const { state: _state, ...everywhere } = inDays;
  // A Friday; the Monday after is Memorial Day.
  expect(lastSafeOn([everywhere], '2027-05-28')).toBe('2027-05-26');
  expect(lastSafeOn([everywhere], '2027-06-01')).toBe('2027-05-27');
  expect(lastSafeOn([...CLOCKS, inDays], '2027-05-28')).toBe('2027-05-26');
  expect(lastSafeOn(CLOCKS, '2027-05-28')).toBe('2027-05-13');
});

test.each([
  ['2027-03-21', 'not-open'],
  ['2027-03-22', 'open'],
  ['2027-05-06', 'open'],
  ['2027-05-07', 'late'],
  ['2027-05-21', 'late'],
  ['2027-05-22', 'lapsed'],
])('is on %s %s', (today, state) => {
  const authorization = { status: 'active', renewedBy: null } as const;
  expect(renewalState(authorization, windowOf('2027-05-21', 'commercial'), today)).toBe(state);
});

test('is renewed once an authorization follows, even after its coverage ended', () => {
  const authorization = { status: 'expired', renewedBy: 'AU-2' } as const;
  const state = renewalState(authorization, windowOf('2027-05-21', 'commercial'), '2027-06-01');
  expect(state).toBe('renewed');
});
