import fc from 'fast-check';
import { appealPlacement } from './appeal-coverage';
import { authorizationPeriod } from './authorization';
import {
  canOutlast,
  continuedAskBy,
  continuedBound,
  continuedState,
  isForFewerMonths,
  keepsCoverage,
  lastContinuedDay,
  makingRoom,
  type Continuing,
} from './continued-benefits';
import type { ContinuedBenefits } from './continued-rule';
import { lastCoveredDay, placementOf } from './coverage-placement';
import { addDays } from './dates';

const ZONE = 'America/New_York';
const SOURCED = { source: 'a rule', confidence: 'medium' } as const;

describe('until when continued coverage can be asked for', () => {
  const inTime = { days: 10, ...SOURCED };
  it.each([
    ['the last covered day, if that is later', '2027-05-31', '2027-05-20', '2027-06-01T04:00:00Z'],
    ['days from the letter, if that is later', '2027-05-31', '2027-05-30', '2027-06-10T04:00:00Z'],
    ['across the end of daylight saving', '2026-10-20', '2026-10-25', '2026-11-05T05:00:00Z'],
    ['across its start', '2027-03-01', '2027-03-10', '2027-03-21T04:00:00Z'],
  ])('is the end of %s', (_, lastDay, sent, ends) => {
    const at = continuedAskBy({ inTime }, lastDay, new Date(`${sent}T15:00:00Z`), ZONE);
    expect(at).toEqual(new Date(ends));
  });

  it('has no end before a letter, and only that of coverage without a figure', () => {
    expect(continuedAskBy({ inTime }, '2027-05-31', null, ZONE)).toBeNull();
    const sent = new Date('2027-05-30T15:00:00Z');
    expect(continuedAskBy({}, '2027-05-31', sent, ZONE)).toEqual(new Date('2027-06-01T04:00:00Z'));
  });
});

describe('the end of continued coverage', () => {
  it('is on the day of the decision, or days later where a rule says so', () => {
    expect(lastContinuedDay('2027-06-10', null)).toBe('2027-06-10');
    expect(lastContinuedDay('2027-06-10', { after: { days: 10, ...SOURCED } })).toBe('2027-06-20');
  });

  it.each([
    ['open', null, false, true],
    ['in-review', null, false, true],
    ['upheld', null, false, false],
    ['upheld', null, true, true],
    ['forwarded', null, true, true],
    ['forwarded', null, false, false],
    ['overturned', null, true, false],
    ['withdrawn', null, true, false],
  ] as const)('of an appeal that is %s', (status, external, outside, keeps) => {
    const given = { authorization: 'AU-1', from: '2027-06-01', lastDay: null };
    const benefits: ContinuedBenefits = {
      rule: null,
      of: null,
      askBy: null,
      refusal: null,
      given: { ...given, ...(outside && { outside }) },
    };
    const appeal = { status, external, benefits } as Parameters<typeof keepsCoverage>[0];
    expect(keepsCoverage(appeal)).toBe(keeps);
  });
});

describe('the state of continued coverage', () => {
  const NOW = new Date('2027-06-05T15:00:00Z');
  const of = (changes: Partial<ContinuedBenefits>, closedAt: Date | null = null) =>
    continuedState(
      { rule: null, of: null, askBy: null, refusal: null, ...changes },
      { closedAt },
      NOW,
    );
  const given = { authorization: 'AU-1', from: '2027-06-01', lastDay: null };

  it.each([
    ['given', { given }],
    ['ended', { given: { ...given, lastDay: '2027-06-04' } }],
    ['on-request', {}],
    ['on-request', { askBy: new Date(NOW.getTime() + 1) }],
    ['not-available', { askBy: NOW }],
    ['not-available', { refusal: 'late' }],
  ] as const)('is %s with %j', (state, changes) => {
    expect(of(changes)).toBe(state);
  });

  it('can no longer be asked for once the appeal is closed', () => {
    expect(of({}, NOW)).toBe('not-available');
  });
});

describe('whatever happens to an appeal, no day between the old end and what follows is without coverage, and none is covered twice', () => {
  const OLD_END = '2027-05-31';
  const day = fc.integer({ min: -40, max: 200 }).map((days) => addDays(OLD_END, days));
  const months = fc.integer({ min: 1, max: 12 });

  function covering(today: string, due: string): readonly Continuing[] {
    const old: Continuing = {
      number: 'AU-OLD',
      status: today > OLD_END ? 'expired' : 'active',
      period: { start: '2026-12-01', end: OLD_END },
      endedOn: null,
      renewedBy: 'AU-KEPT',
      isContinued: true,
    };
    const start = addDays(OLD_END, 1);
    const end = continuedBound(start > today ? start : today, due);
    const kept: Continuing = {
      number: 'AU-KEPT',
      status: 'active',
      period: { start, end },
      endedOn: null,
      renewedBy: null,
      continues: 'AU-OLD',
    };
    return [old, kept];
  }

  /** The days of before that stay, once what is approved begins on a day: as `makingWay` cuts them. */
  const staying = (all: readonly Continuing[], start: string) =>
    all
      .map((one) => {
        const last = lastCoveredDay(one);
        const cut = one.continues !== undefined && last >= start ? addDays(start, -1) : last;
        return { start: one.period.start, end: cut };
      })
      .filter((period) => period.start <= period.end);

  it('if it is overturned', () => {
    fc.assert(
      fc.property(day, day, months, (today, due, asked) => {
        const all = covering(today, due);
        const placement = appealPlacement(
          { requestType: 'continuation', requestedStart: addDays(OLD_END, 1), months: asked },
          { own: [], others: makingRoom(all, today), replacesOwn: false },
          today,
        );
        const { start } = placement!.period;
        const before = staying(all, start);
        expect(before.at(-1)?.end).toBe(addDays(start, -1));
        expect(start <= addDays(today, 1) || start === addDays(OLD_END, 1)).toBe(true);
      }),
    );
  });

  it('if another renewal is approved', () => {
    fc.assert(
      fc.property(day, day, months, (today, due, asked) => {
        const all = covering(today, due);
        const { period, renews, inTheWay } = placementOf(
          { requestType: 'continuation', requestedStart: today, months: asked },
          makingRoom(all, today),
          today,
        );
        expect(staying(all, period.start).at(-1)?.end).toBe(addDays(period.start, -1));
        expect(inTheWay).toEqual([]);
        expect(renews).toHaveLength(1);
      }),
    );
  });

  it('and what has begun is never taken back', () => {
    fc.assert(
      fc.property(day, day, (today, due) => {
        const all = covering(today, due);
        const room = makingRoom(all, today);
        for (const one of all) {
          const left = room.find(({ number }) => number === one.number);
          const isAhead = one.period.start > today;
          if (isAhead && one.continues !== undefined) expect(left).toBeUndefined();
          else
            expect(
              lastCoveredDay(left!) >= (lastCoveredDay(one) < today ? lastCoveredDay(one) : today),
            ).toBe(true);
        }
      }),
    );
  });
});

describe('an approval for fewer months', () => {
  const term = (name: string, asked: number | null, approved: number) => ({
    modification: { reason: 'So.', terms: [{ term: name, asked, approved }] },
  });

  it.each([
    ['fewer months', term('months', 12, 1), true],
    ['more months', term('months', 6, 12), false],
    ['another dose', term('capsulesPer28Days', 3, 2), false],
    ['what was asked', { modification: null }, false],
    ['nothing', null, false],
  ])('is told from one of %s', (_, decision, is) => {
    expect(isForFewerMonths(decision)).toBe(is);
  });

  it('can be outlasted by an appeal until 30 days after that is due', () => {
    expect(canOutlast('2027-06-30', '2027-07-30')).toBe(true);
    expect(canOutlast('2027-06-30', '2027-07-31')).toBe(false);
  });

  const START = '2027-06-01';
  const months = fc.integer({ min: 1, max: 12 });
  const days = fc.integer({ min: 0, max: 400 });

  it('and what continues it cover each day once, also with what is left of the months that were asked', () => {
    fc.assert(
      fc.property(months, months, days, days, (approved, more, appealDays, decideDays) => {
        const asked = approved + more;
        const own: Continuing = {
          number: 'AU-OWN',
          status: 'active',
          period: authorizationPeriod(START, approved),
          endedOn: null,
          renewedBy: 'AU-KEPT',
          isContinued: true,
        };
        const due = addDays(START, appealDays);
        const today = addDays(START, decideDays);
        fc.pre(canOutlast(due, own.period.end));
        const from = addDays(own.period.end, 1);
        const kept: Continuing = {
          number: 'AU-KEPT',
          status: 'active',
          period: { start: from, end: continuedBound(from > today ? from : today, due) },
          endedOn: null,
          renewedBy: null,
          continues: 'AU-OWN',
        };
        const room = makingRoom([own, kept], today);
        const placement = appealPlacement(
          { requestType: 'continuation', requestedStart: START, months: asked },
          {
            own: room.filter(({ number }) => number === 'AU-OWN'),
            others: room.filter(({ number }) => number === 'AU-KEPT'),
            replacesOwn: false,
          },
          today,
        );
        const end = authorizationPeriod(START, asked).end;
        const last = room.map(lastCoveredDay).reduce((a, b) => (a > b ? a : b));
        if (placement === null) expect(last >= end).toBe(true);
        else expect(placement.period).toEqual({ start: addDays(last, 1), end });
      }),
    );
  });
});
