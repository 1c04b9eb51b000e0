import { endOfBusinessDay, isBusinessDay, isFederalHoliday } from './business-days';

const ZONE = 'America/New_York';

// The Office of Personnel Management's list of observed holidays.
test.each([
  '2026-01-01',
  '2026-01-19',
  '2026-02-16',
  '2026-05-25',
  '2026-06-19',
  '2026-07-03',
  '2026-09-07',
  '2026-10-12',
  '2026-11-11',
  '2026-11-26',
  '2026-12-25',
  '2027-01-01',
  '2027-05-31',
  '2027-06-18',
  '2027-07-05',
  '2027-12-24',
  '2027-12-31',
])('%s is a federal holiday', (date) => {
  expect([isFederalHoliday(date), isBusinessDay(date)]).toEqual([true, false]);
});

test.each(['2026-07-04', '2027-06-19', '2027-12-25', '2028-01-01', '2026-11-27', '2026-05-18'])(
  '%s is none: it is observed on another day, or just a day',
  (date) => {
    expect(isFederalHoliday(date)).toBe(false);
  },
);

test('a year has eleven holidays, and 2021 twelve: two New Years were observed in it', () => {
  const days = (year: number) =>
    Array.from({ length: 366 }, (_, day) =>
      new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10),
    ).filter((date) => date.startsWith(`${year}`) && isFederalHoliday(date));
  expect([2021, 2024, 2026].map((year) => days(year).length)).toEqual([12, 11, 11]);
});

test.each([
  ['in the week', '2026-11-24T15:00:00Z', 1, '2026-11-26T05:00:00.000Z'],
  ['over a weekend', '2026-11-20T15:00:00Z', 1, '2026-11-24T05:00:00.000Z'],
  ['over Thanksgiving', '2026-11-25T15:00:00Z', 1, '2026-11-28T05:00:00.000Z'],
  [
    'late in the evening, when UTC has the next day',
    '2026-11-24T04:30:00Z',
    1,
    '2026-11-25T05:00:00.000Z',
  ],
  ['from a Saturday', '2026-11-21T15:00:00Z', 2, '2026-11-25T05:00:00.000Z'],
  ['over the spring clock change', '2027-03-12T15:00:00Z', 1, '2027-03-16T04:00:00.000Z'],
  ['over the autumn clock change', '2026-10-30T15:00:00Z', 1, '2026-11-03T05:00:00.000Z'],
  ['over New Year', '2027-12-30T15:00:00Z', 1, '2028-01-04T05:00:00.000Z'],
])('business days end %s', (_, from, count, end) => {
  expect(endOfBusinessDay(new Date(from), count, ZONE).toISOString()).toBe(end);
});
