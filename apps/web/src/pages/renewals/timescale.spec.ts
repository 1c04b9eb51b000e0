import fc from 'fast-check';
import { addMonths, daysBetween, firstDay, lastDay, monthsBetween } from './months';
import { timescaleOf } from './timescale';

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const windowOf = (opensOn: string, coverEndsOn: string) => ({
  opensOn,
  lastSafeOn: coverEndsOn,
  coverEndsOn,
});

describe('a month', () => {
  test.each([
    ['2026-02', '2026-02-28'],
    ['2028-02', '2028-02-29'],
    ['2026-12', '2026-12-31'],
  ])('%s ends on %s', (month, last) => {
    expect(lastDay(month)).toBe(last);
  });

  test('is followed by the next, across the turn of the year', () => {
    expect(addMonths('2026-12', 1)).toBe('2027-01');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
    expect(monthsBetween('2026-11', '2027-02')).toEqual([
      '2026-11',
      '2026-12',
      '2027-01',
      '2027-02',
    ]);
  });
});

test('has all its days when clocks are set forward', () => {
  expect(daysBetween('2026-03-07', '2026-03-09')).toBe(2);
});

describe('the calendar', () => {
  test('shows whole months that include every window and today', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(day, day), { maxLength: 5 }), day, (pairs, today) => {
        const windows = pairs.map(([a, b]) => (a < b ? windowOf(a, b) : windowOf(b, a)));
        const scale = timescaleOf(windows, today);
        const { months } = scale;
        expect(scale.at(firstDay(months[0] ?? ''))).toBe(0);
        expect(scale.at(lastDay(months.at(-1) ?? ''))).toBeLessThan(1);
        for (const each of [today, ...windows.flatMap((w) => [w.opensOn, w.coverEndsOn])]) {
          expect(scale.at(each)).toBeGreaterThanOrEqual(0);
          expect(scale.at(each)).toBeLessThan(1);
        }
      }),
    );
  });
});
