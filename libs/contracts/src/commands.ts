import { z } from 'zod';
import { instant, role } from './wire';

const RATIONALE_LENGTH = 4_000;
const SHORT_TEXT_LENGTH = 200;

const words = (most: number) => z.string().trim().min(1).max(most);

/** The frame of given facts; the case's own guideline judges what is in it. */
export const informationFrame = z.strictObject({ facts: z.record(z.string(), z.unknown()) });

/** A reviewer's decision. Only `approve` may say for how long, and `deny` names its clauses. */
export const decisionCommand = z
  .strictObject({
    decision: z.enum(['approve', 'deny', 'request-information']),
    rationale: words(RATIONALE_LENGTH),
    clauses: z
      .array(words(SHORT_TEXT_LENGTH))
      .max(100)
      .default([])
      .meta({
        description: 'The clauses that the decision rests on; a denial names at least one',
        examples: [['I.3']],
      }),
    approve: z
      .strictObject({ months: z.int().min(1).max(120) })
      .optional()
      .meta({ description: "How long to approve for; the guideline's own duration when absent" }),
  })
  .refine(({ decision, approve }) => approve === undefined || decision === 'approve', {
    path: ['approve'],
    params: { fault: 'not-applicable' },
    error: 'belongs to an approval only; leave it out',
    when: hasReadableDecision,
  })
  .meta({ description: "A reviewer's decision on a case in review" });

function hasReadableDecision({ value }: { readonly value: unknown }): boolean {
  return typeof value === 'object' && value !== null && 'decision' in value;
}

export const withdrawCommand = z
  .strictObject({ reason: words(RATIONALE_LENGTH) })
  .meta({ description: 'Why nobody wants a decision any more' });

/** The local issuer's question: who wants to act, as what. */
export const tokenCommand = z.strictObject({ role, subject: words(SHORT_TEXT_LENGTH) });
export const tokenAnswer = z.strictObject({ token: z.string() });

export const clockCommand = z.strictObject({ to: instant });
export const clockAnswer = z.strictObject({ now: instant });
