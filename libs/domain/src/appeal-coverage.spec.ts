import fc from 'fast-check';
import { appealPlacement } from './appeal-coverage';
import { lastCoveredDay, type Coverage } from './coverage-placement';
import { addDays } from './dates';

const TODAY = '2027-01-10';

function covering(start: string, end: string, overrides: Partial<Coverage> = {}): Coverage {
  const status = end < TODAY ? 'expired' : 'active';
  return {
    number: `AU-${start}`,
    status,
    period: { start, end },
    endedOn: null,
    renewedBy: null,
    ...overrides,
  };
}

function placed(
  { own = [], others = [], replacesOwn = false }: Partial<Parameters<typeof appealPlacement>[1]>,
  asked: Partial<Parameters<typeof appealPlacement>[0]> = {},
) {
  return appealPlacement(
    { requestType: 'initiation', requestedStart: '2026-12-01', months: 6, ...asked },
    { own, others, replacesOwn },
    TODAY,
  );
}

describe('an overturned denial', () => {
  it('covers what was asked from the requested day, also when that is past', () => {
    expect(placed({})).toEqual({
      period: { start: '2026-12-01', end: '2027-05-31' },
      renews: [],
      inTheWay: [],
    });
  });

  it.each([
    ['2027-08-31', 6, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2027-03-14', 1, '2027-04-13'],
    ['2027-11-07', 1, '2027-12-06'],
  ])('from %s for %i months ends on %s', (requestedStart, months, end) => {
    expect(placed({}, { requestedStart, months })?.period).toEqual({ start: requestedStart, end });
  });

  it('begins after what covers the requested day, for all of its months', () => {
    const others = [covering('2026-06-01', '2026-12-15')];
    expect(placed({ others })?.period).toEqual({ start: '2026-12-16', end: '2027-06-15' });
  });

  it('ends before what was approved since', () => {
    const others = [covering('2027-02-01', '2027-07-31')];
    expect(placed({ others })?.period).toEqual({ start: '2026-12-01', end: '2027-01-31' });
  });

  it('takes the longest stretch of days that are left', () => {
    const others = [covering('2027-01-01', '2027-01-31')];
    expect(placed({ others })?.period).toEqual({ start: '2027-02-01', end: '2027-05-31' });
  });

  it('minds no authorization that never covered a day', () => {
    const others = [
      covering('2027-01-01', '2027-06-30', { status: 'ended', endedOn: '2026-12-31' }),
    ];
    expect(placed({ others })?.period).toEqual({ start: '2026-12-01', end: '2027-05-31' });
  });

  it('of a renewal follows what it renews, without a gap', () => {
    const old = covering('2026-06-01', '2026-12-15');
    const asked = { requestType: 'continuation', requestedStart: '2026-12-10' } as const;
    expect(placed({ others: [old] }, asked)).toMatchObject({
      period: { start: '2026-12-16', end: '2027-06-15' },
      renews: [old],
    });
  });

  it('of a renewal renews nothing twice', () => {
    const next = covering('2027-03-01', '2027-06-01');
    const old = covering('2026-06-01', '2026-12-15', { renewedBy: next.number });
    const asked = { requestType: 'continuation', requestedStart: '2026-12-16' } as const;
    expect(placed({ others: [old, next] }, asked)).toMatchObject({
      period: { start: '2026-12-16', end: '2027-02-28' },
      renews: [],
    });
  });
});

describe('an overturned part of an approval', () => {
  it('adds the months that were not approved', () => {
    const own = [covering('2026-12-01', '2027-02-28')];
    expect(placed({ own })).toEqual({
      period: { start: '2027-03-01', end: '2027-05-31' },
      renews: own,
      inTheWay: [],
    });
  });

  it('adds the days before a later first day', () => {
    const own = [covering('2026-12-05', '2027-06-04')];
    expect(placed({ own })).toEqual({
      period: { start: '2026-12-01', end: '2026-12-04' },
      renews: [],
      inTheWay: [],
    });
  });

  it('replaces other terms from today', () => {
    const own = [covering('2026-12-01', '2027-05-31')];
    expect(placed({ own, replacesOwn: true })).toEqual({
      period: { start: TODAY, end: '2027-05-31' },
      renews: [],
      inTheWay: own,
    });
  });

  it('keeps the days at the end of what it replaces', () => {
    const own = [covering('2026-12-05', '2027-06-04')];
    expect(placed({ own, replacesOwn: true })?.period).toEqual({ start: TODAY, end: '2027-06-04' });
  });

  it('replaces what has not begun as a whole', () => {
    const own = [covering('2027-02-01', '2027-07-31')];
    const asked = { requestedStart: '2027-02-01' };
    expect(placed({ own, replacesOwn: true }, asked)).toMatchObject({
      period: { start: '2027-02-01', end: '2027-07-31' },
      inTheWay: own,
    });
  });

  it('has nothing to add where all days are covered', () => {
    expect(placed({ own: [covering('2026-12-01', '2027-05-31')] })).toBeNull();
  });
});

it('never covers a day twice, whatever is covered', () => {
  const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-09-01', days));
  const list = fc
    .uniqueArray(day, { minLength: 0, maxLength: 8 })
    .map((days) => [...days].sort())
    .map((days) =>
      days.flatMap((start, position) =>
        position % 2 === 0 && days[position + 1] !== undefined
          ? [covering(start, days[position + 1]!)]
          : [],
      ),
    );
  fc.assert(
    fc.property(
      list,
      day,
      fc.integer({ min: 1, max: 12 }),
      fc.boolean(),
      fc.boolean(),
      (all, requestedStart, months, ownLast, replacesOwn) => {
        const own = ownLast ? all.slice(-1) : [];
        const others = all.filter((one) => !own.includes(one));
        const place = placed({ own, others, replacesOwn }, { requestedStart, months });
        if (!place) return;
        const { period, inTheWay } = place;
        expect(period.start <= period.end).toBe(true);
        expect(period.start >= requestedStart).toBe(true);
        for (const one of all) {
          const isReplaced = inTheWay.includes(one);
          const last = isReplaced ? addDays(period.start, -1) : lastCoveredDay(one);
          if (isReplaced) expect(last <= one.period.end).toBe(true);
          const isApart = last < period.start || one.period.start > period.end;
          expect(isApart || last < one.period.start).toBe(true);
        }
      },
    ),
  );
});
