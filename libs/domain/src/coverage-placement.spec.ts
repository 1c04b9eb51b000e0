import fc from 'fast-check';
import {
  coversOn,
  lastCoveredDay,
  placementFrom,
  placementOf,
  type Coverage,
} from './coverage-placement';
import { addDays, type CalendarDate } from './dates';

const TODAY = '2026-11-22';

function authorization(number: string, start: string, end: string, more: Partial<Coverage> = {}) {
  return {
    number,
    status: 'active',
    period: { start, end },
    endedOn: null,
    renewedBy: null,
    ...more,
  } as const;
}

const CURRENT = authorization('AU-1', '2026-11-01', '2027-04-30');
const TO_COME = authorization('AU-2', '2027-05-01', '2028-04-30');

function placed(
  requestType: 'initiation' | 'continuation',
  own: readonly Coverage[],
  requestedStart: CalendarDate = TODAY,
  today: CalendarDate = TODAY,
) {
  const months = requestType === 'initiation' ? 6 : 12;
  const { period, renews, inTheWay } = placementOf(
    { requestType, requestedStart, months },
    own,
    today,
  );
  const numbers = (all: readonly Coverage[]) => all.map(({ number }) => number);
  return { ...period, renews: numbers(renews), inTheWay: numbers(inTheWay) };
}

describe('a renewal request', () => {
  it.each(['2026-01-01', TODAY, '2027-09-01'])(
    'follows the current authorization, even if it asks for %s',
    (requestedStart) => {
      expect(placed('continuation', [CURRENT], requestedStart)).toEqual({
        start: '2027-05-01',
        end: '2028-04-30',
        renews: ['AU-1'],
        inTheWay: [],
      });
    },
  );

  it.each([
    ['next to the current authorization', [{ ...CURRENT, renewedBy: 'AU-2' }, TO_COME]],
    ['alone', [TO_COME]],
  ])('never follows an authorization that has not started, %s', (_, own) => {
    expect(placed('continuation', own).inTheWay).toEqual(['AU-2']);
  });

  it.each([
    ['today if it asks for a past day', '2027-05-20', '2027-06-10'],
    ['on the day it asks for', '2027-07-01', '2027-07-01'],
  ])('that is late starts %s', (_, requestedStart, start) => {
    const late = placed('continuation', [CURRENT], requestedStart, '2027-06-10');
    expect(late).toMatchObject({ start, renews: ['AU-1'], inTheWay: [] });
  });

  it('renews every twin of the current authorization, and starts after the last of them', () => {
    const twin = authorization('AU-3', '2026-11-10', '2027-05-09');
    expect(placed('continuation', [CURRENT, twin])).toMatchObject({
      start: '2027-05-10',
      renews: ['AU-3', 'AU-1'],
    });
  });

  it('renews an authorization whose renewal ended before it started', () => {
    const lost = { ...TO_COME, status: 'ended', endedOn: '2027-04-30' } as const;
    expect(placed('continuation', [{ ...CURRENT, renewedBy: 'AU-2' }, lost])).toMatchObject({
      start: '2027-05-01',
      renews: ['AU-1'],
      inTheWay: [],
    });
  });

  it('starts after the last day of an authorization that was ended, and does not renew it', () => {
    const ended = { ...CURRENT, status: 'ended', endedOn: '2026-12-31' } as const;
    expect(placed('continuation', [ended])).toMatchObject({ start: '2027-01-01', renews: [] });
  });
});

describe('a new request', () => {
  it.each([
    ['the current authorization', [CURRENT], TODAY, ['AU-1']],
    ['the authorization of its last days', [TO_COME], TODAY, ['AU-2']],
    ['both', [CURRENT, TO_COME], '2027-04-30', ['AU-1', 'AU-2']],
    ['nothing, after the last covered day', [CURRENT], '2027-05-01', []],
  ])('conflicts with %s', (_, own, requestedStart, inTheWay) => {
    expect(placed('initiation', own, requestedStart).inTheWay).toEqual(inTheWay);
  });

  it('that replaces the current authorization removes no covered day', () => {
    expect(placed('initiation', [CURRENT], '2026-11-05').start).toBe(TODAY);
  });

  it('starts after covered days, if it asks for that', () => {
    const over = authorization('AU-0', '2026-05-01', '2026-10-31', { status: 'expired' });
    expect(placed('initiation', [over], '2026-10-15')).toMatchObject({
      start: '2026-11-01',
      inTheWay: [],
    });
  });
});

const day = (days: number) => addDays(TODAY, days);

type Act =
  | { act: 'wait'; days: number }
  | {
      act: 'ask';
      type: 'initiation' | 'continuation';
      ahead: number;
      months: number;
      replace: boolean;
    }
  | { act: 'end'; which: number; ahead: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ act: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 200 }) }),
  fc.record({
    act: fc.constant('ask' as const),
    type: fc.constantFrom('initiation' as const, 'continuation' as const),
    ahead: fc.integer({ min: -200, max: 400 }),
    months: fc.integer({ min: 1, max: 24 }),
    replace: fc.boolean(),
  }),
  fc.record({
    act: fc.constant('end' as const),
    which: fc.nat({ max: 20 }),
    ahead: fc.integer({ min: -60, max: 400 }),
  }),
);

/** A member's authorizations, as requests, approvals and early ends make them. */
function live(acts: readonly Act[]): void {
  let today = day(0);
  let own: readonly Coverage[] = [];
  for (const each of acts) {
    if (each.act === 'wait') {
      today = addDays(today, each.days);
      own = own.map((one) =>
        one.status === 'active' && one.period.end < today ? { ...one, status: 'expired' } : one,
      );
    } else if (each.act === 'end') {
      own = own.map((one, place) => {
        const last = addDays(today, each.ahead);
        const fits = last <= one.period.end && last >= addDays(one.period.start, -1);
        return place === each.which % own.length && one.status === 'active' && fits
          ? { ...one, status: 'ended', endedOn: last }
          : one;
      });
    } else {
      own = asked(each, own, today);
    }
    expect(own.filter((a, place) => own.some((b, other) => place < other && meet(a, b)))).toEqual(
      [],
    );
  }
}

function asked(
  { type, ahead, months, replace }: Extract<Act, { act: 'ask' }>,
  own: readonly Coverage[],
  today: CalendarDate,
): readonly Coverage[] {
  const request = { requestType: type, requestedStart: addDays(today, ahead), months };
  const { period, renews, inTheWay } = placementOf(request, own, today);
  const covering = own.filter((one) => one.status === 'active' && coversOn(one, today));
  const toCome = own.filter((one) => one.status === 'active' && one.period.start > today);
  if (type === 'continuation') {
    expect(inTheWay).toEqual(expect.arrayContaining(toCome));
    expect(inTheWay).toHaveLength(toCome.length);
    if (toCome.length > 0) return own;
    const [current] = covering;
    const endedLater = own.some((one) => one.status === 'ended' && lastCoveredDay(one) >= today);
    if (current && !endedLater) {
      expect(period.start).toBe(addDays(lastCoveredDay(current), 1));
    } else if (current) expect(period.start > lastCoveredDay(current)).toBe(true);
    else if (own.length > 0) expect(period.start >= today).toBe(true);
    expect(renews.every((one) => lastCoveredDay(one) < period.start)).toBe(true);
  } else if (inTheWay.length > 0 && !replace) {
    return own;
  }
  const number = `AU-${own.length + 1}`;
  const kept = own.map((one): Coverage => {
    if (inTheWay.includes(one))
      return { ...one, status: 'ended', endedOn: addDays(period.start, -1) };
    return renews.includes(one) ? { ...one, renewedBy: number } : one;
  });
  return [...kept, { number, status: 'active', period, endedOn: null, renewedBy: null }];
}

function meet(a: Coverage, b: Coverage): boolean {
  const [covers, alsoCovers] = [a, b].map((one) => lastCoveredDay(one) >= one.period.start);
  return (
    covers === true &&
    alsoCovers === true &&
    a.period.start <= lastCoveredDay(b) &&
    b.period.start <= lastCoveredDay(a)
  );
}

it('no two authorizations cover the same day, and no renewal leaves a gap, whatever is requested and ended', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 14 }), (acts) => live(acts)),
    { numRuns: 500 },
  );
});

describe('a first day that a person chose', () => {
  const PAST = authorization('AU-0', '2026-05-01', '2026-10-31', { status: 'expired' });
  const from = (
    requestType: 'initiation' | 'continuation',
    start: CalendarDate,
    own: readonly Coverage[],
  ) =>
    placementFrom({ requestType, requestedStart: TODAY, months: 6 }, start, own, TODAY)?.period ??
    null;

  it.each([
    ['2026-11-01', '2027-04-30'],
    ['2026-12-15', '2027-06-14'],
  ])('of a late renewal may be %s', (start, end) => {
    expect(from('continuation', start, [PAST])).toEqual({ start, end });
  });

  it.each(['2026-10-31', '2026-05-01', '2026-01-01'])(
    'of a late renewal may not be %s, when days would be covered twice',
    (start) => {
      expect(from('continuation', start, [PAST])).toBeNull();
    },
  );

  it('of a renewal comes after the current authorization', () => {
    expect(from('continuation', '2027-04-30', [CURRENT])).toBeNull();
    expect(from('continuation', '2027-05-02', [CURRENT])?.start).toBe('2027-05-02');
  });

  it('of a new request comes after what is over, and takes back no covered day', () => {
    expect(from('initiation', '2026-10-31', [PAST])).toBeNull();
    expect(from('initiation', '2026-11-01', [PAST])?.start).toBe('2026-11-01');
    expect(from('initiation', '2026-11-10', [CURRENT])).toBeNull();
    expect(from('initiation', '2026-12-01', [CURRENT])?.start).toBe('2026-12-01');
  });
});
