import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What must be so for a request; only what is named is checked. */
const scenario = z.strictObject({
  name: z.string(),
  request: z.unknown(),
  expect: z.strictObject({
    outcome: z.string().optional(),
    missing: z.record(z.string(), z.string()).optional(),
    verdicts: z.record(z.string(), z.string()).optional(),
    holds: z.array(z.string()).optional(),
    advisories: z.array(z.string()).optional(),
    routing: z.string().nullish(),
    invalid: z.boolean().optional(),
    paths: z.array(z.string()).optional(),
  }),
});

export type Scenario = z.infer<typeof scenario>;

/** The determinations that were derived from the source by hand. */
export const scenarios: readonly Scenario[] = readFileSync(
  join(__dirname, 'determinations.jsonl'),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => scenario.parse(JSON.parse(line)));
