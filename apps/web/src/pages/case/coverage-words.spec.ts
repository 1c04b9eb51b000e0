import { coverageWords } from './coverage-words';

const PERIOD = { start: '2026-11-26', end: '2027-05-25' };

describe('the days that an authorization covers', () => {
  test('are the approved ones', () => {
    expect(coverageWords({ period: PERIOD, endedOn: null, endReason: null })).toBe(
      'Nov 26, 2026 through May 25, 2027',
    );
  });

  test('end on the actual last day, or are none', () => {
    const ended = { period: PERIOD, endReason: 'member-died' } as const;
    expect(coverageWords({ ...ended, endedOn: '2026-12-15' })).toBe(
      'Nov 26, 2026 through Dec 15, 2026; ended early: the member died',
    );
    expect(coverageWords({ ...ended, endedOn: '2026-11-25' })).toBe(
      'No day; ended early: the member died',
    );
  });
});
