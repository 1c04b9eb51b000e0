import {
  searchCases,
  type CaseRecord,
  type CaseSummary,
  type WorklistFilter,
} from '@assent/application';
import { QUEUES, type Queue, type SecondOpinion } from '@assent/domain';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { openDesk, type Desk } from '../support/desk';
import { approvedCase, authorizationOf, caseRecord, store } from '../record/records';

const NOW = new Date('2026-12-01T15:00:00Z');
const hoursFromNow = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const by = { subject: 'pia', role: 'pharmacist' } as const;

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  desk.clock.set(NOW);
});
afterEach(() => desk.close());

const put = (overrides: Partial<CaseRecord> = {}) =>
  store(desk.ports.records, caseRecord({ dueAt: hoursFromNow(300), ...overrides }));
const snoozed = (hours: number) => ({ until: hoursFromNow(hours), reason: 'the lab is shut', by });
const closed = { status: 'withdrawn', closedAt: NOW, review: null } as const;

const opinionOf = (
  person: SecondOpinion['person'],
  role: SecondOpinion['role'],
): SecondOpinion => ({
  id: randomUUID(),
  question: 'Is this dose ever right?',
  askedBy: { subject: 'max', role: 'medical-director' },
  askedAt: NOW,
  person,
  role,
  answer: null,
});

function search(filter: WorklistFilter, limit = 50, cursor?: string) {
  const ports = { ...desk.ports, worklist: desk.records.worklist };
  return searchCases(ports)(by, filter, { limit, ...(cursor !== undefined && { cursor }) });
}

async function found(filter: WorklistFilter): Promise<string[]> {
  return (await search(filter)).items.map(({ id }) => id);
}

async function queuesWith({ id }: CaseRecord): Promise<Queue[]> {
  const standing = await Promise.all(
    QUEUES.map(async (queue) => ((await found({ queue })).includes(id) ? [queue] : [])),
  );
  return standing.flat();
}

describe('the queues of a case', () => {
  const waiting = { status: 'pending-information', review: null } as const;

  test.each<[string, Partial<CaseRecord>, Queue[]]>([
    ['that is unassigned', {}, ['unassigned', 'in-review', 'all']],
    ['of the viewer', { assignee: 'pia' }, ['mine', 'in-review', 'all']],
    ['of another person', { assignee: 'maya' }, ['in-review', 'all']],
    ['that waits for information', waiting, ['unassigned', 'waiting', 'all']],
    ['without a deadline', { dueAt: null }, ['unassigned', 'in-review', 'all']],
    [
      'due in 48 hours',
      { dueAt: hoursFromNow(48) },
      ['unassigned', 'in-review', 'due-soon', 'all'],
    ],
    ['due at this instant', { dueAt: NOW }, ['unassigned', 'in-review', 'due-soon', 'all']],
    [
      'due a moment ago',
      { dueAt: hoursFromNow(-0.001) },
      ['unassigned', 'in-review', 'overdue', 'all'],
    ],
    [
      'that was handed up',
      { handedUp: { by, at: NOW, reason: 'It needs a physician.' } },
      ['in-review', 'needs-physician', 'all'],
    ],
    [
      'that was handed up and is snoozed',
      { handedUp: { by, at: NOW, reason: 'It needs a physician.' }, snoozed: snoozed(1) },
      ['all'],
    ],
    [
      'about which the viewer is asked, snoozed or not',
      { opinions: [opinionOf('pia', null)], snoozed: snoozed(1) },
      ['opinions', 'all'],
    ],
    [
      "about which the viewer's role is asked",
      { opinions: [opinionOf(null, 'pharmacist')], assignee: 'maya' },
      ['in-review', 'opinions', 'all'],
    ],
    [
      'about which another person is asked',
      { opinions: [opinionOf('maya', null), opinionOf(null, 'medical-director')] },
      ['unassigned', 'in-review', 'all'],
    ],
    ['that is closed', { ...closed, assignee: 'pia' }, ['all']],
    ['that is snoozed', { snoozed: snoozed(1), dueAt: hoursFromNow(9) }, ['all']],
    ['overdue and snoozed', { snoozed: snoozed(1), dueAt: hoursFromNow(-1) }, ['overdue', 'all']],
    ['whose snooze is over', { snoozed: snoozed(0) }, ['unassigned', 'in-review', 'all']],
    [
      'in a coverage gap',
      { requestType: 'continuation', withoutCoverSince: '2026-12-01', assignee: 'pia' },
      ['mine', 'in-review', 'without-cover-soon', 'all'],
    ],
  ])('%s', async (_, overrides, queues) => {
    expect(await queuesWith(await put(overrides))).toEqual(queues);
  });

  test('whose coverage ends within 30 days', async () => {
    const endingOn = async (end: string) => {
      const origin = approvedCase();
      const issued = authorizationOf(origin, { period: { start: '2026-06-01', end } });
      await store(desk.ports.records, origin, { issued });
      return put({ requestType: 'continuation', renews: issued.number });
    };
    const [soon, later] = [await endingOn('2026-12-31'), await endingOn('2027-01-01')];
    expect(await queuesWith(soon)).toContain('without-cover-soon');
    expect(await queuesWith(later)).not.toContain('without-cover-soon');
  });

  test('that is stuck, snoozed or not', async () => {
    const stuck = await put({ snoozed: snoozed(5) });
    await desk.records.database.stuck.create({
      data: {
        caseId: stuck.id,
        cause: 'notice-undeliverable',
        since: NOW,
        waitsFor: 'mail-system',
        detail: 'The mail system refused the notice.',
      },
    });
    expect(await queuesWith(stuck)).toEqual(['stuck', 'all']);
    expect(await found({ stuckCause: 'notice-undeliverable' })).toEqual([stuck.id]);
    expect(await found({ stuckCause: 'no-answer' })).toEqual([]);
    const [shown] = (await search({ queue: 'stuck' })).items;
    expect(shown?.stuck?.detail).toBe('The mail system refused the notice.');
  });
});

describe('a filter', () => {
  test('narrows a queue', async () => {
    const one = await put({
      requestType: 'continuation',
      urgency: 'expedited',
      lineOfBusiness: 'medicare-part-d',
      assignee: 'maya',
      dueAt: hoursFromNow(10),
    });
    await put({ assignee: 'maya' });
    const filters: WorklistFilter[] = [
      { requestType: 'continuation' },
      { urgency: 'expedited' },
      { lineOfBusiness: 'medicare-part-d' },
      { dueBefore: hoursFromNow(11).toISOString() },
      { dueBefore: '2026-12-03' },
      { q: one.member.memberId },
      { status: ['in-review'], queue: 'due-soon' },
    ];
    const results = await Promise.all(
      filters.map((filter) => found({ queue: 'in-review', assignee: 'maya', ...filter })),
    );
    expect(results).toEqual(filters.map(() => [one.id]));
  });

  test("by a day includes what is due before that day starts in the payer's time zone", async () => {
    const before = await put({ dueAt: new Date('2026-12-03T04:59:59Z') });
    await put({ dueAt: new Date('2026-12-03T05:00:00Z') });
    expect(await found({ dueBefore: '2026-12-03' })).toEqual([before.id]);
  });
});

test('a summary shows what an open case waits for, and nothing for a closed one', async () => {
  const determination = {
    ...caseRecord().determination,
    missing: [{ fact: 'diagnosis.symptomatic', need: 'required' as const, clauses: ['I.1'] }],
  };
  const open = await put({ determination });
  await put({ ...closed, determination });
  const { items } = await search({});
  expect(items.map(({ missing }) => missing)).toEqual([['diagnosis.symptomatic'], []]);
  expect(items.map(({ whyDue }) => whyDue)).toEqual([expect.stringContaining('receipt'), null]);
  expect(items[0]).toMatchObject({ id: open.id, memberName: 'Nadia Brandt', clock: 'running' });
});

describe('pages', () => {
  /** Days of few values, so that many rows share theirs; -1 stands for none. */
  const day = fc.integer({ min: -1, max: 3 });
  const dueOn = (value: number) => (value < 0 ? null : hoursFromNow(value * 24));
  const row = fc.record({ day, isClosed: fc.boolean() });

  test('include every case once while others are opened, in every queue', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        row,
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom<Queue | undefined>(undefined, 'all', 'mine', 'in-review', 'due-soon'),
        async (rows, later, limit, queue) => {
          const urgency = 'standard';
          const assignee = 'pia';
          const npi = crypto.randomUUID();
          const add = ({ day: value, isClosed }: typeof later) =>
            put({
              assignee,
              urgency,
              dueAt: dueOn(value),
              prescriber: { npi, name: 'Lee Park MD' },
              ...(isClosed && closed),
            });
          await Promise.all(rows.map(add));
          const filter: WorklistFilter = { queue, q: npi };
          const there = await found(filter);
          const read: CaseSummary[] = [];
          let page = await search(filter, limit);
          read.push(...page.items);
          while (page.nextCursor !== null) {
            await add(later);
            page = await search(filter, limit, page.nextCursor);
            read.push(...page.items);
          }
          const ids = read.map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids).toEqual(expect.arrayContaining(there));
          expect(read).toEqual([...read].sort(openFirst));
        },
      ),
      { numRuns: 30 },
    );
  });
});

function openFirst(a: CaseSummary, b: CaseSummary): number {
  const [first, second] = [a, b].map(({ closedAt, dueAt, id }) => [
    closedAt === null ? 0 : 1,
    dueAt?.getTime() ?? Infinity,
    id,
  ]) as [(number | string)[], (number | string)[]];
  const place = first.findIndex((value, position) => value !== second[position]);
  return place < 0 ? 0 : first[place]! < second[place]! ? -1 : 1;
}
