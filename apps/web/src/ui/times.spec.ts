import fc from 'fast-check';
import {
  calendarDay,
  dayIn,
  dueClock,
  duration,
  fromNow,
  shortClock,
  wallClock,
  withClocks,
} from './times';

const ZONE = 'America/New_York';
/** ICU writes a narrow space before AM and PM. */
const plain = (text: string) => text.replace(/\s/g, ' ');

describe('an instant', () => {
  it.each([
    ['2026-11-01T05:30:00Z', 'Sun, Nov 1, 2026, 1:30 AM EDT'],
    ['2026-11-01T06:30:00Z', 'Sun, Nov 1, 2026, 1:30 AM EST'],
    ['2026-11-23T04:59:59Z', 'Sun, Nov 22, 2026, 11:59 PM EST'],
  ])("is shown in the payer's time zone, with the zone named: %s", (instant, shown) => {
    expect(plain(wallClock(instant, ZONE))).toBe(shown);
  });

  it('is due at the end of the day before if it is midnight', () => {
    expect(dueClock('2027-05-25T04:00:00Z', ZONE)).toBe('end of day Mon, May 24, 2027');
    expect(plain(dueClock('2027-05-25T04:01:00Z', ZONE))).toBe('Tue, May 25, 2027, 12:01 AM EDT');
  });

  it('is short if the heading names the time zone', () => {
    const now = Date.parse('2027-01-01T04:59:59Z');
    expect(plain(shortClock('2026-11-23T14:00:00Z', ZONE, now))).toBe('Nov 23, 9:00 AM');
    expect(plain(shortClock('2027-05-25T14:00:00Z', ZONE, now))).toBe('May 25, 2027, 10:00 AM');
  });

  it('is found within a sentence, and the rest of the sentence stays', () => {
    const said =
      'due 2026-11-23T14:00:00.000Z, asked 2026-11-22T14:00Z, day 2026-11-20. chart-2026-11-20.pdf';
    expect(plain(withClocks(said, ZONE))).toBe(
      'due Mon, Nov 23, 2026, 9:00 AM EST, asked Sun, Nov 22, 2026, 9:00 AM EST, day Nov 20, 2026. chart-2026-11-20.pdf',
    );
  });
});

describe('a calendar date', () => {
  it('is the same day wherever it is read', () => {
    expect(calendarDay('2026-11-23')).toBe('Nov 23, 2026');
    expect(calendarDay('2028-02-29')).toBe('Feb 29, 2028');
  });

  it("is today's date in the payer's time zone", () => {
    const now = Date.parse('2026-11-23T04:59:59Z');
    expect(dayIn(now, ZONE)).toBe('2026-11-22');
    expect(dayIn(now, 'UTC')).toBe('2026-11-23');
  });
});

const MINUTE = 60_000;

describe('a duration', () => {
  it.each([
    [0, 'less than 1 min'],
    [MINUTE - 1, 'less than 1 min'],
    [MINUTE, '1 min'],
    [60 * MINUTE - 1, '59 min'],
    [60 * MINUTE, '1 h'],
    [61 * MINUTE, '1 h 1 min'],
    [24 * 60 * MINUTE - 1, '23 h 59 min'],
    [24 * 60 * MINUTE, '1 d'],
    [53 * 60 * MINUTE + 59 * MINUTE, '2 d 5 h'],
  ])('is shown in its two largest units: %d ms', (milliseconds, told) => {
    expect(duration(milliseconds)).toBe(told);
  });

  it('is never shown longer than it is, nor shorter by more than its smaller unit', () => {
    const units: Readonly<Record<string, number>> = {
      d: 24 * 60 * MINUTE,
      h: 60 * MINUTE,
      min: MINUTE,
    };
    fc.assert(
      fc.property(fc.integer({ min: MINUTE, max: 400 * 24 * 60 * MINUTE }), (milliseconds) => {
        const parts = [...duration(milliseconds).matchAll(/\b(\d+) (d|h|min)/g)];
        const told = parts.reduce(
          (sum, [, count, unit = '']) => sum + Number(count) * (units[unit] ?? 0),
          0,
        );
        const slack = milliseconds >= 24 * 60 * MINUTE ? 60 * MINUTE : MINUTE;
        expect(told).toBeLessThanOrEqual(milliseconds);
        expect(milliseconds - told).toBeLessThan(slack);
      }),
    );
  });
});

describe('a time relative to now', () => {
  const now = Date.parse('2026-11-23T14:00:00Z');

  it.each([
    ['2026-11-23T14:40:00Z', 'in 40 min'],
    ['2026-11-20T12:00:00Z', '3 d 2 h ago'],
  ])('says whether it has passed: %s', (instant, told) => {
    expect(fromNow(instant, now)).toBe(told);
  });
});
