import fc from 'fast-check';
import { letterGoesOutAt, nextAttemptAt } from './letter-times';

const ZONE = 'America/New_York';
const HOURS = { from: 8, to: 20 };
const HOUR = 3_600_000;

const goesOut = (ready: string, by: string | null = null, urgent = false): string =>
  letterGoesOutAt(
    new Date(ready),
    { urgent, by: by === null ? null : new Date(by) },
    HOURS,
    ZONE,
  ).toISOString();

describe('a letter is sent', () => {
  it.each([
    ['at once during office hours', '2026-11-25T15:00:00Z', '2026-11-25T15:00:00.000Z'],
    ['at once when office hours start', '2026-11-25T13:00:00Z', '2026-11-25T13:00:00.000Z'],
    ['on the morning of that day', '2026-11-25T07:00:00Z', '2026-11-25T13:00:00.000Z'],
    ['the next morning when office hours end', '2026-11-26T01:00:00Z', '2026-11-26T13:00:00.000Z'],
    [
      'by the new time on the night of a clock change',
      '2027-03-14T05:30:00Z',
      '2027-03-14T12:00:00.000Z',
    ],
  ])('%s', (_when, ready, at) => {
    expect(goesOut(ready)).toBe(at);
  });

  it('immediately at night if its case is expedited', () => {
    expect(goesOut('2026-11-25T07:00:00Z', null, true)).toBe('2026-11-25T07:00:00.000Z');
  });

  it.each([
    ['that is before morning', '2026-11-25T12:00:00Z', '2026-11-25T07:00:00.000Z'],
    ['that has passed', '2026-11-24T12:00:00Z', '2026-11-25T07:00:00.000Z'],
    [
      'of which the night would take more than a tenth',
      '2026-11-27T18:00:00Z',
      '2026-11-25T07:00:00.000Z',
    ],
    [
      'of which the night takes a tenth and no more',
      '2026-11-27T19:00:00Z',
      '2026-11-25T13:00:00.000Z',
    ],
    ['that leaves time', '2026-11-28T07:00:00Z', '2026-11-25T13:00:00.000Z'],
  ])('for a deadline %s', (_which, by, at) => {
    expect(goesOut('2026-11-25T07:00:00Z', by)).toBe(at);
  });

  it('during office hours or when its clock is running out, and never before it is ready', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.option(fc.integer({ min: -100, max: 2_000 })),
        (ready, hours) => {
          const by = hours === null ? null : new Date(ready.getTime() + hours * HOUR);
          const at = letterGoesOutAt(ready, { urgent: false, by }, HOURS, ZONE);
          const opens = new Date(at.toLocaleString('en-US', { timeZone: ZONE })).getHours();
          expect(at >= ready).toBe(true);
          expect((opens >= 8 && opens < 20) || at.getTime() === ready.getTime()).toBe(true);
          if (by !== null && by > ready) expect(at < by).toBe(true);
        },
      ),
    );
  });

  it('at any hour if the payer says so', () => {
    const ready = new Date('2026-11-25T07:00:00Z');
    const anyHour = { from: 0, to: 24 };
    expect(letterGoesOutAt(ready, { urgent: false, by: null }, anyHour, ZONE)).toEqual(ready);
  });
});

it('again after a quarter of the time since the first attempt, for eighteen hours', () => {
  const since = new Date('2026-11-25T15:00:00Z');
  const after = (minutes: number) => new Date(since.getTime() + minutes * 60_000);
  const pauseAfter = (minutes: number) => {
    const next = nextAttemptAt(since, after(minutes));
    return next && (next.getTime() - after(minutes).getTime()) / 60_000;
  };
  expect([0, 1, 20, 60, 120, 600, 1_079].map(pauseAfter)).toEqual([0.5, 0.5, 5, 15, 30, 30, 30]);
  expect(pauseAfter(18 * 60)).toBeNull();
});
