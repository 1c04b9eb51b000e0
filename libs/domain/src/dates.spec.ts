import fc from 'fast-check';
import { addDays, addMonths, atHour, dateIn, isCalendarDate, startOfDay } from './dates';

const NEW_YORK = 'America/New_York';

describe('calendar dates', () => {
  it.each(['2026-11-22', '2028-02-29', '0001-01-01'])('accepts %s', (text) => {
    expect(isCalendarDate(text)).toBe(true);
  });

  it.each([
    '2026-02-29',
    '0000-01-01',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '20261122',
    '2026-11-22T00:00',
    '',
  ])('refuses `%s`', (text) => {
    expect(isCalendarDate(text)).toBe(false);
  });

  it("are the payer's day, not the day in UTC", () => {
    expect(dateIn(new Date('2026-11-22T04:59:59Z'), NEW_YORK)).toBe('2026-11-21');
    expect(dateIn(new Date('2026-11-22T05:00:00Z'), NEW_YORK)).toBe('2026-11-22');
  });

  it('start at an instant of that day, on every day of four years', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1461 }), (days) => {
        const date = addDays('2026-01-01', days);
        const start = startOfDay(date, NEW_YORK);
        expect(dateIn(start, NEW_YORK)).toBe(date);
        expect(dateIn(new Date(start.getTime() - 1), NEW_YORK)).toBe(addDays(date, -1));
      }),
    );
  });

  it.each(['America/New_York', 'Pacific/Apia', 'America/St_Johns'])(
    'are the same in %s, whichever instants were converted before',
    (zone) => {
      const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
      const hours = fc.integer({ min: 0, max: 24 * 366 * 4 });
      fc.assert(
        fc.property(fc.array(hours, { minLength: 2 }), (asked) => {
          const instants = asked.map((hour) => new Date(Date.UTC(2010, 0, 1, hour)));
          expect(instants.map((instant) => dateIn(instant, zone))).toEqual(
            instants.map((instant) => wall.format(instant)),
          );
        }),
      );
    },
  );

  it('keep the time of day across a clock change', () => {
    expect(atHour('2027-03-13', 6, NEW_YORK).toISOString()).toBe('2027-03-13T11:00:00.000Z');
    expect(atHour('2027-03-15', 6, NEW_YORK).toISOString()).toBe('2027-03-15T10:00:00.000Z');
  });

  it('use the last day of a month that lacks the day', () => {
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
  });
});
