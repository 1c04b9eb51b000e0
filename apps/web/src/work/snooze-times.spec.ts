import { morningOf, snoozeTimes } from './snooze-times';

const ZONE = 'America/New_York';
const times = (now: string) =>
  Object.fromEntries(snoozeTimes(Date.parse(now), ZONE).map(({ id, until }) => [id, until]));

describe('a case is snoozed', () => {
  test("for three hours, or until nine in the morning in the payer's time zone", () => {
    expect(times('2026-07-01T02:30:15.250Z')).toEqual({
      hours: '2026-07-01T05:30:15.250Z',
      tomorrow: '2026-07-01T13:00:00.000Z',
      days: '2026-07-03T13:00:00.000Z',
      week: '2026-07-07T13:00:00.000Z',
    });
  });

  test('until nine even when the clocks are set back in between', () => {
    const { hours, tomorrow } = times('2026-11-01T04:00:00Z');
    expect(hours).toBe('2026-11-01T07:00:00.000Z');
    expect(tomorrow).toBe('2026-11-02T14:00:00.000Z');
  });

  test('until the morning of a given day', () => {
    expect(morningOf('2026-11-02', ZONE)).toBe('2026-11-02T14:00:00.000Z');
  });
});
