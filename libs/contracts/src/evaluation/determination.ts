import type { Determination, WithheldDetermination } from '@assent/criteria';
import { z } from 'zod';
import { calendarDate, outcome, requestType, WITHHELD } from '../http/wire';

const verdict = z.enum(['met', 'not-met', 'unknown', WITHHELD]);

/** One clause of the trace: a group says how its children combine, a leaf which facts it reads. */
export const clause = z
  .strictObject({
    id: z.string(),
    verdict,
    title: z.string(),
    combine: z.enum(['all', 'any']).optional(),
    facts: z.array(z.string()).optional(),
    get children(): z.ZodArray<typeof clause> {
      return z.array(clause);
    },
  })
  .meta({ description: 'A criterion of the guideline with its result, and the criteria under it' });

const note = z.strictObject({
  id: z.string(),
  message: z.string(),
  clauses: z.array(z.string()).optional().meta({
    description: 'The ids of the criteria it affects; absent when there are none',
  }),
});

export const missingFact = z
  .strictObject({
    fact: z.string().meta({ examples: ['transplantCandidate'] }),
    need: z.enum(['required', 'conditional']),
    clauses: z.array(z.string()),
    question: z.string(),
  })
  .meta({ description: 'Missing information: required, or conditional on other answers' });

export const determination = z
  .strictObject({
    outcome: z.enum([...outcome.options, WITHHELD]),
    guideline: z.strictObject({ id: z.string(), version: calendarDate }).nullable(),
    requestType,
    asOf: calendarDate,
    approvalMonths: z.int().nullable(),
    clauses: clause.nullable(),
    missing: z.array(missingFact),
    holds: z.array(note),
    advisories: z.array(note),
    routing: z
      .strictObject({
        to: z.enum(['prime-therapeutics', 'fep', 'sao', 'no-guideline']),
        reason: z.string(),
      })
      .nullable(),
  })
  .meta({
    description:
      'The result of an evaluation, with a result for every criterion. `withheld` where the law of the member’s state lets reviewers record their own findings first',
  });

/** The trace is shared and read only. */
export type DeterminationJson = Determination | WithheldDetermination;
