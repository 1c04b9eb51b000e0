import { dateText, instantText, isDate, readDateText, readInstantText } from './date-reading';

describe('a date', () => {
  it.each(['03/09/1958', '3/9/1958', '03091958', '03-09-1958', '1958-03-09', ' 03/09/1958 '])(
    'is read from %p',
    (text) => {
      expect(readDateText(text)).toEqual({
        kind: 'read',
        value: '1958-03-09',
        echo: 'Mar 9, 1958',
      });
    },
  );

  it.each([
    ['02/30/1958', "February 30, 1958 doesn't exist."],
    ['02/29/2027', "February 29, 2027 doesn't exist."],
    ['2027-06-31', "June 31, 2027 doesn't exist."],
    ['13/01/1958', 'There is no month 13. Enter the date as month/day/year.'],
    ['00/01/1958', 'There is no month 0. Enter the date as month/day/year.'],
  ])("is reported, not corrected, if it doesn't exist: %s", (text, why) => {
    expect(readDateText(text)).toEqual({ kind: 'unread', why, isUnfinished: false });
  });

  it.each([
    ['3/9/58', 'Enter the year with four digits.', true],
    ['120158', 'Enter the year with four digits.', true],
    ['030958', 'Enter the year with four digits.', true],
    ['3091958', 'Enter the date as month/day/year, such as 03/09/1958.', true],
    ['12/01/0158', 'Check the year.', false],
    ['12311899', 'Check the year.', false],
    ['2201-01-01', 'Check the year.', false],
    ['03/', 'Enter the date as month/day/year, such as 03/09/1958.', true],
    ['09.03.1958', 'Enter the date as month/day/year, such as 03/09/1958.', false],
    ['yesterday', 'Enter the date as month/day/year, such as 03/09/1958.', false],
    ['03/09-1958', 'Enter the date as month/day/year, such as 03/09/1958.', false],
  ])('is not guessed from %p', (text, why, isUnfinished) => {
    expect(readDateText(text)).toEqual({ kind: 'unread', why, isUnfinished });
  });

  it('exists on February 29 only in leap years', () => {
    expect(isDate('2028-02-29')).toBe(true);
    expect(isDate('2027-02-29')).toBe(false);
    expect(isDate(20280229)).toBe(false);
  });

  it('is written the way it is read', () => {
    expect(readDateText(dateText('1958-03-09'))).toMatchObject({ value: '1958-03-09' });
  });
});

describe('a day and a time', () => {
  const ZONE = 'America/New_York';
  const read = (text: string) => readInstantText(text, ZONE);

  it.each([
    '11/25/2026 2:30 PM',
    '11252026 230p',
    '11/25/2026, 2:30 p.m.',
    '11/25/2026 14:30',
    '11/25/2026 2:30 PM EST',
    '2026-11-25T14:30',
    '2026-11-25T19:30:00Z',
    '2026-11-25T14:30:00-05:00',
  ])("is read from %p in the payer's time zone", (text) => {
    expect(read(text)).toMatchObject({ kind: 'read', value: '2026-11-25T19:30:00.000Z' });
  });

  it.each([
    ['11/25/2026 12:05 AM', '2026-11-25T05:05:00.000Z'],
    ['11/25/2026 12:05 PM', '2026-11-25T17:05:00.000Z'],
    ['11/25/2026 00:05', '2026-11-25T05:05:00.000Z'],
    ['11/01/2026 1:30 AM EDT', '2026-11-01T05:30:00.000Z'],
    ['11/01/2026 1:30 AM EST', '2026-11-01T06:30:00.000Z'],
  ])('%s is a single instant', (text, value) => {
    expect(read(text)).toMatchObject({ value });
  });

  it.each([
    ['11/25/2026', 'Add the time, such as 2:30 PM.'],
    ['11/25/2026 2:30', 'Add AM or PM.'],
    ['02/30/2026 2:30 PM', "February 30, 2026 doesn't exist."],
    ['11/25/2026 25:00', 'There is no such time. Enter the time, such as 2:30 PM.'],
    ['11/25/2026 13:00 PM', 'There is no such time. Enter the time, such as 2:30 PM.'],
    ['11/25/2026 noon', 'Enter the time, such as 2:30 PM.'],
    ['11/25/2026 2:30 PM PST', 'Leave out the time zone.'],
    ['03/08/2026 2:30 AM', "This time doesn't exist: the clocks move forward that night."],
    ['11/01/2026 1:30 AM', 'This time occurs twice that night. Add EDT or EST.'],
    ['110526 2:30 PM', 'Enter the year with four digits.'],
    ['11/25/0026 2:30 PM', 'Check the year.'],
    ['0026-11-25T19:30:00Z', 'Check the year.'],
    ['2026-13-25T19:30:00Z', 'Enter the date and time, such as 11/25/2026 2:30 PM.'],
  ])('is not guessed from %p', (text, why) => {
    expect(read(text)).toMatchObject({ kind: 'unread', why });
  });

  it('is written the way it is read', () => {
    expect(instantText('2026-11-25T19:30:00Z', ZONE)).toBe('11/25/2026 2:30 PM');
    expect(read(instantText('2026-11-25T19:30:00Z', ZONE))).toMatchObject({
      value: '2026-11-25T19:30:00.000Z',
    });
  });
});
