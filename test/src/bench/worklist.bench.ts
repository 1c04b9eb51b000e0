import type { Ports, WorklistFilter, WorklistQuestion } from '@assent/application';
import { addDays, addHours, dateIn, MAX_COUNT } from '@assent/domain';
import { seedCases } from '@assent/local';
import { countStatement, memberStatement, pageStatement, type Records } from '@assent/persistence';
import { identifiers, payerSettings, systemClock } from '@assent/platform';
import { z } from 'zod';
import { LETTERHEAD } from '../support/desk';
import { MET, ONE_MISSING, RESPONDING, TOO_MANY_CAPSULES } from '../support/facts';
import { accepted, decide, opened, withdraw } from '../support/requests';
import { median, type Figure } from './figure';
import { withRecords, type Stand } from './stand';

const FEW = 10_000;
const MANY = 1_000_000;
const RUNS = 15;
const PAGE = 51;
const COUNT = 'count of';

/** As callers name themselves; the numbers are of one case of the middle. */
const SEARCHES = {
  'a case number': 'PA-00000-05000',
  'an authorization number': 'AU-00000-05001',
  'a member ID': 'SEED00005000',
  'a given name': 'Tess',
  'a family name': 'Quillwood',
  'a full name': 'Tess Quillwood',
  'a name and a birth date': 'Tess 02/13/1962',
  'a birth date': '1962-02-13',
};

/** What people look at. */
const QUESTIONS: Readonly<Record<string, WorklistFilter>> = {
  mine: { queue: 'mine' },
  unassigned: { queue: 'unassigned' },
  waiting: { queue: 'waiting' },
  'in review': { queue: 'in-review' },
  'due soon': { queue: 'due-soon' },
  overdue: { queue: 'overdue' },
  stuck: { queue: 'stuck' },
  'without cover soon': { queue: 'without-cover-soon' },
  all: { queue: 'all' },
  'all denied': { queue: 'all', status: ['denied'] },
  'all of one person': { queue: 'all', assignee: 'reviewer-7' },
  ...Object.fromEntries(Object.entries(SEARCHES).map(([what, q]) => [`cases by ${what}`, { q }])),
};

/** Pages and rows that Postgres looked at for a statement, and how long it took. */
interface Cost {
  readonly buffers: number;
  readonly rows: number;
  readonly milliseconds: number;
}

/** (f) What worklists cost over a million cases, beside what they cost over ten thousand. */
export async function benchWorklist(stand: Stand): Promise<readonly Figure[]> {
  const few = await costsOver(stand, FEW);
  const many = await costsOver(stand, MANY);
  return Object.keys(few).map((what) => {
    const [reached, bare] = [many[what], few[what]];
    if (!reached || !bare) throw new Error(`\`${what}\` was not measured`);
    return {
      what: `${what}, pages of the database read`,
      unit: `pages for ${reached.rows} and ${bare.rows} rows; ${(reached.milliseconds / bare.milliseconds).toFixed(2)} times as long`,
      reached: reached.buffers,
      bare: bare.buffers,
      ...(bare.buffers > 0 && { ratio: reached.buffers / bare.buffers }),
      aim: what.startsWith(COUNT) ? 'stops at 1,001 rows' : 'ratio at most 2 for as many rows',
    };
  });
}

async function costsOver(stand: Stand, cases: number): Promise<Record<string, Cost>> {
  const databaseUrl = await stand.database(`bench_worklist_${cases}`);
  return withRecords(databaseUrl, async (records) => {
    await openOneOfEachKind(records);
    await seedCases(databaseUrl, { cases });
    const now = await systemClock.now();
    const costs: Record<string, Cost> = {};
    for (const [what, filter] of Object.entries(QUESTIONS)) {
      const question = questionOf(filter, now);
      costs[what] = await costOf(records, pageStatement(question, PAGE));
      if (filter.queue) {
        const count = countStatement(question, MAX_COUNT + 1);
        costs[`${COUNT} ${what}`] = await costOf(records, count);
      }
    }
    for (const [what, typed] of Object.entries(SEARCHES)) {
      costs[`members by ${what}`] = await costOf(records, memberStatement(typed, PAGE));
    }
    return costs;
  });
}

function questionOf(filter: WorklistFilter, now: Date): WorklistQuestion {
  const { dueBefore: _, ...rest } = filter;
  return {
    ...rest,
    viewer: 'reviewer-7',
    now,
    dueSoonBy: addHours(now, 48),
    coverEndsSoonBy: addDays(dateIn(now, 'UTC'), 30),
  };
}

/** Cases to copy: open and closed ones of several kinds. */
async function openOneOfEachKind({ records }: Records): Promise<void> {
  const ports: Ports = {
    clock: systemClock,
    ids: identifiers,
    records,
    settings: payerSettings({
      timeZone: 'America/New_York',
      payerName: 'Bench Health Plan',
      letterhead: LETTERHEAD,
      letterHours: { from: 0, to: 24 },
    }),
  };
  await opened(ports, { facts: MET });
  await opened(ports, { facts: ONE_MISSING });
  await opened(ports, { facts: TOO_MANY_CAPSULES });
  await opened(ports, { facts: RESPONDING, requestType: 'continuation' });
  const denied = await opened(ports, { facts: TOO_MANY_CAPSULES });
  accepted(await decide(ports, denied.record.id, 'deny'));
  const withdrawn = await opened(ports, { facts: ONE_MISSING });
  accepted(await withdraw(ports, withdrawn.record.id));
}

const explained = z.array(
  z.object({
    Plan: z.object({
      'Shared Hit Blocks': z.number(),
      'Shared Read Blocks': z.number(),
      'Actual Rows': z.number(),
    }),
    'Execution Time': z.number(),
  }),
);

/** The median of several runs. */
async function costOf(
  { database }: Records,
  statement: ReturnType<typeof pageStatement>,
): Promise<Cost> {
  const costs: Cost[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const [row] = await database.$queryRaw<{ 'QUERY PLAN': unknown }[]>`
      EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement}`;
    const [plan] = explained.parse(row?.['QUERY PLAN']);
    if (!plan) throw new Error('a statement has no plan');
    const { 'Shared Hit Blocks': hit, 'Shared Read Blocks': read, 'Actual Rows': rows } = plan.Plan;
    costs.push({ buffers: hit + read, rows, milliseconds: plan['Execution Time'] });
  }
  return {
    buffers: median(costs.map(({ buffers }) => buffers)),
    rows: median(costs.map(({ rows }) => rows)),
    milliseconds: median(costs.map(({ milliseconds }) => milliseconds)),
  };
}
