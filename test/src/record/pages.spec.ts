import type { CaseEvent, CaseRecord, Page } from '@assent/application';
import fc from 'fast-check';
import { openDesk, type Desk } from '../support/desk';
import { approvedCase, authorizationOf, caseRecord, noticeOf, store } from './records';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

/** Days of few values, so that many rows share theirs; -1 stands for none. */
const someDays = fc.array(fc.integer({ min: -1, max: 4 }), { minLength: 1, maxLength: 14 });
const dueOn = (day: number): Date | null =>
  day < 0 ? null : new Date(`2026-12-1${day}T12:00:00.123Z`);

/** Reads a list page by page, letting something happen after each. */
async function walk<Item>(
  read: (cursor?: string) => Promise<Page<Item>>,
  meanwhile: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Item[]> {
  const items: Item[] = [];
  let page = await read();
  items.push(...page.items);
  while (page.nextCursor !== null) {
    await meanwhile();
    page = await read(page.nextCursor);
    items.push(...page.items);
  }
  return items;
}

const at = (cursor?: string) => (cursor === undefined ? {} : { cursor });

describe('the worklist', () => {
  it('is read completely, soonest due first and those without a deadline last, while others open cases', async () => {
    const { records } = desk.ports;
    await fc.assert(
      fc.asyncProperty(
        someDays,
        fc.integer({ min: -1, max: 4 }),
        fc.integer({ min: 1, max: 5 }),
        async (days, later, limit) => {
          const assignee = crypto.randomUUID();
          const put = (day: number): Promise<CaseRecord> =>
            store(records, caseRecord({ assignee, dueAt: dueOn(day) }));
          const there = await Promise.all(days.map(put));
          const read = await walk(
            (cursor) => records.cases({ assignee, limit, ...at(cursor) }),
            () => put(later),
          );
          const ids = read.map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids).toEqual(expect.arrayContaining(there.map(({ id }) => id)));
          expect(read).toEqual([...read].sort(byDeadline));
        },
      ),
      { numRuns: 20 },
    );
  });
});

function byDeadline(a: CaseRecord, b: CaseRecord): number {
  const [first, second] = [a, b].map(({ dueAt }) => dueAt?.getTime() ?? Infinity) as [
    number,
    number,
  ];
  return first === second ? (a.id < b.id ? -1 : 1) : first - second;
}

describe('authorizations', () => {
  it('are read completely, earliest end first', async () => {
    const { records } = desk.ports;
    const ends = [3, 1, 2, 1, 3, 1, 2];
    for (const day of ends) {
      const record = approvedCase();
      const period = { start: '2026-12-01', end: `2027-05-0${day}` };
      await store(records, record, { issued: authorizationOf(record, { period }) });
    }
    const read = await walk((cursor) => records.authorizations({ limit: 2, ...at(cursor) }));
    expect(read.map(({ period }) => Number(period.end.slice(-1)))).toEqual([...ends].sort());
    expect(new Set(read.map(({ number }) => number)).size).toBe(ends.length);
  });

  it('are found by member, and by a last day before a date while they are active', async () => {
    const { records } = desk.ports;
    const make = async (end: string, status: 'active' | 'expired') => {
      const record = approvedCase();
      const issued = authorizationOf(record, { period: { start: '2026-12-01', end }, status });
      await store(records, record, { issued });
      return issued;
    };
    const early = await make('2027-05-09', 'active');
    await make('2027-05-10', 'active');
    await make('2027-05-09', 'expired');
    const expiring = await records.authorizations({ expiringBefore: '2027-05-10', limit: 9 });
    const own = await records.authorizations({ memberId: early.memberId, limit: 9 });
    expect([expiring.items, own.items]).toEqual([[early], [early]]);
  });
});

describe('a timeline', () => {
  /** The greatest that facts may be, once as they are and once as they were. */
  const LARGE = 64 * 1024;
  const MAX = 256 * 1024;

  it.each([
    ['of large events, by size', 12, LARGE, Math.floor(MAX / LARGE)],
    ['of events each larger than a piece, one by one', 3, MAX + 1, 1],
    ['of small events, by number', 120, 10, 100],
  ])('is read in pieces %s', async (_, count, size, most) => {
    const { records } = desk.ports;
    const record = caseRecord();
    const events = Array.from({ length: count }, (_each, index) => eventOf(record, index, size));
    await store(records, record, { events });
    const pieces: (readonly CaseEvent[])[] = [];
    for await (const piece of records.timeline(record.id)) pieces.push(piece);
    expect(pieces.flat()).toEqual(events);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(most);
    expect(pieces.length).toBeLessThanOrEqual(Math.ceil(count / most) + 1);
  });
});

function eventOf({ id }: CaseRecord, index: number, size: number): CaseEvent {
  return {
    caseId: id,
    at: new Date('2026-11-22T15:00:00Z'),
    type: 'information-given',
    actor: { subject: 'ivy', role: 'intake' },
    details: { given: { note: `${index} ${'n'.repeat(size)}` } },
  };
}

describe('renewal reminders', () => {
  it('are read completely, earliest first, within the requested times', async () => {
    const { records } = desk.ports;
    const record = approvedCase();
    const issued = authorizationOf(record);
    const days = [7, 14, 30, 60];
    const notices = days.map((daysBefore) =>
      noticeOf(record, {
        kind: 'renewal-reminder',
        authorization: issued.number,
        daysBefore,
        dueAt: dueOn(Math.min(4, Math.round(daysBefore / 10)))!,
      }),
    );
    await store(records, record, { issued, notices: [...notices, noticeOf(record)] });
    const all = await walk((cursor) => records.reminders({ limit: 1, ...at(cursor) }));
    const between = { from: dueOn(1)!, to: dueOn(3)! };
    const some = await records.reminders({ ...between, limit: 9 });
    expect(all.map(({ daysBefore }) => daysBefore)).toEqual(
      expect.arrayContaining([60, 30, 14, 7]),
    );
    expect(all).toHaveLength(4);
    expect(some.items.map(({ daysBefore }) => daysBefore).sort()).toEqual([14, 30, 7]);
  });
});
