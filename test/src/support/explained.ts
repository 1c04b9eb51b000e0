import type { Records } from '@assent/persistence';
import { z } from 'zod';

/** A step of a statement's plan. */
export interface PlanStep {
  readonly type: string;
  readonly table: string | undefined;
  readonly index: string | undefined;
}

/** What Postgres did for a statement. */
export interface Explained {
  /** Pages of the database that it read, in memory or on disk. */
  readonly pages: number;
  readonly rows: number;
  readonly milliseconds: number;
  readonly steps: readonly PlanStep[];
}

type Statement = Exclude<Parameters<Records['database']['$queryRaw']>[0], TemplateStringsArray>;

const step = z.object({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Index Name': z.string().optional(),
  get Plans() {
    return z.array(step).optional();
  },
});
const plans = z.array(
  z.object({
    Plan: step.extend({
      'Shared Hit Blocks': z.number(),
      'Shared Read Blocks': z.number(),
      'Actual Rows': z.number(),
    }),
    'Execution Time': z.number(),
  }),
);

/** Executes a statement and returns what it cost. */
export async function explained({ database }: Records, statement: Statement): Promise<Explained> {
  const [row] = await database.$queryRaw<{ 'QUERY PLAN': unknown }[]>`
    EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement}`;
  const [plan] = plans.parse(row?.['QUERY PLAN']);
  if (!plan) throw new Error('a statement has no plan');
  const { 'Shared Hit Blocks': hit, 'Shared Read Blocks': read, 'Actual Rows': rows } = plan.Plan;
  return {
    pages: hit + read,
    rows,
    milliseconds: plan['Execution Time'],
    steps: stepsOf(plan.Plan),
  };
}

function stepsOf(given: z.infer<typeof step>): PlanStep[] {
  const own = {
    type: given['Node Type'],
    table: given['Relation Name'],
    index: given['Index Name'],
  };
  return [own, ...(given.Plans ?? []).flatMap(stepsOf)];
}
