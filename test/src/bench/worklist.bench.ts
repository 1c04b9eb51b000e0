import type { WorklistFilter, WorklistQuestion } from '@assent/application';
import { addDays, addHours, dateIn, MAX_COUNT } from '@assent/domain';
import { seedCases } from '@assent/local';
import { countStatement, memberStatement, pageStatement, type Records } from '@assent/persistence';
import { systemClock } from '@assent/platform';
import { explained, type Explained } from '../support/explained';
import { openOneOfEachKind } from '../support/one-of-each-kind';
import { median, type Figure } from './figure';
import { benchPorts, withRecords, type Stand } from './stand';

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
  'coverage ending soon': { queue: 'without-cover-soon' },
  all: { queue: 'all' },
  'all denied': { queue: 'all', status: ['denied'] },
  'all of one person': { queue: 'all', assignee: 'reviewer-7' },
  ...Object.fromEntries(Object.entries(SEARCHES).map(([what, q]) => [`cases by ${what}`, { q }])),
};

/** (f) What worklists cost over a million cases, compared with ten thousand. */
export async function benchWorklist(stand: Stand): Promise<readonly Figure[]> {
  const few = await costsOver(stand, FEW);
  const many = await costsOver(stand, MANY);
  return Object.keys(few).map((what) => {
    const [reached, bare] = [many[what], few[what]];
    if (!reached || !bare) throw new Error(`\`${what}\` was not measured`);
    return {
      what: `${what}, pages of the database read`,
      unit: `pages for ${reached.rows} and ${bare.rows} rows; ${(reached.milliseconds / bare.milliseconds).toFixed(2)} times as long`,
      reached: reached.pages,
      bare: bare.pages,
      ...(bare.pages > 0 && { ratio: reached.pages / bare.pages }),
      aim: what.startsWith(COUNT)
        ? 'at most 2,000 pages; stops at 1,001 rows'
        : 'ratio at most 2 for as many rows',
    };
  });
}

async function costsOver(stand: Stand, cases: number): Promise<Record<string, Explained>> {
  const databaseUrl = await stand.database(`bench_worklist_${cases}`);
  return withRecords(databaseUrl, async (records) => {
    await openOneOfEachKind(benchPorts(records));
    await seedCases(databaseUrl, { cases });
    const now = await systemClock.now();
    const costs: Record<string, Explained> = {};
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
    coverageEndsSoonBy: addDays(dateIn(now, 'UTC'), 30),
  };
}

/** The median of several runs. */
async function costOf(
  records: Records,
  statement: ReturnType<typeof pageStatement>,
): Promise<Explained> {
  const costs: Explained[] = [];
  for (let run = 0; run < RUNS; run += 1) costs.push(await explained(records, statement));
  return {
    pages: median(costs.map(({ pages }) => pages)),
    rows: median(costs.map(({ rows }) => rows)),
    milliseconds: median(costs.map(({ milliseconds }) => milliseconds)),
    steps: costs.at(-1)?.steps ?? [],
  };
}
