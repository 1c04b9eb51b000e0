import fc from 'fast-check';
import { authorizationPeriod, expiryOf } from './authorization';
import { addDays, addMonths, isCalendarDate } from './dates';
import { renewalReminders } from './renewal-reminders';
import { continuationOpensAt } from './renewal-window';

const NEW_YORK = 'America/New_York';

describe('the period of an authorization (ruling R12)', () => {
  it.each([
    ['2026-11-22', 6, '2027-05-21'],
    ['2026-08-28', 6, '2027-02-27'],
    ['2026-08-29', 6, '2027-02-28'],
    ['2026-08-30', 6, '2027-02-28'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-29', 6, '2028-02-28'],
    ['2027-08-30', 6, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2027-03-01', 12, '2028-02-29'],
    ['2026-12-31', 6, '2027-06-30'],
  ])('from %s for %i months ends on %s', (start, months, end) => {
    expect(authorizationPeriod(start, months)).toEqual({ start, end });
  });

  it('of consecutive approvals leaves no gap between them and shares no day, from any start', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1461 }).map((days) => addDays('2026-01-01', days)),
        fc.integer({ min: 1, max: 24 }),
        (start, months) => {
          const { end } = authorizationPeriod(start, months);
          expect(isCalendarDate(end)).toBe(true);
          expect(end <= addMonths(start, months)).toBe(true);
          expect(addDays(end, 1) >= addMonths(start, months)).toBe(true);
        },
      ),
    );
  });

  it.each([
    ['2027-05-21', '2027-05-22T04:00:00.000Z'],
    ['2027-03-13', '2027-03-14T05:00:00.000Z'],
    ['2027-03-14', '2027-03-15T04:00:00.000Z'],
    ['2026-11-01', '2026-11-02T05:00:00.000Z'],
  ])('ends at the end of its last day in New York, with clock changes: %s', (end, instant) => {
    expect(expiryOf({ start: '2026-01-01', end }, NEW_YORK).toISOString()).toBe(instant);
  });
});

describe('the renewal reminders', () => {
  const period = { start: '2026-11-22', end: '2027-05-21' };

  it("are due 60, 30, 14 and 7 days before the last day, in the payer's morning", () => {
    const reminders = renewalReminders(period, new Date('2026-11-22T12:00:00Z'), NEW_YORK);
    expect(reminders.map(({ daysBefore, dueAt }) => [daysBefore, dueAt.toISOString()])).toEqual([
      [60, '2027-03-22T10:00:00.000Z'],
      [30, '2027-04-21T10:00:00.000Z'],
      [14, '2027-05-07T10:00:00.000Z'],
      [7, '2027-05-14T10:00:00.000Z'],
    ]);
  });

  it('leave out days that were over when the authorization was issued', () => {
    const reminders = renewalReminders(period, new Date('2027-05-08T12:00:00Z'), NEW_YORK);
    expect(reminders.map(({ daysBefore }) => daysBefore)).toEqual([7]);
  });

  it('begin on the day on which the renewal review opens', () => {
    const [first] = renewalReminders(period, new Date('2026-11-22T12:00:00Z'), NEW_YORK);
    expect(continuationOpensAt(period, NEW_YORK)).toEqual(first?.dueAt);
  });
});
