import { NO_GROUNDS, type Fault } from '@assent/domain';
import { z } from 'zod';
import { sentMembers } from '../http/sent-members';
import { eachOnce, RATIONALE_LENGTH, SHORT_TEXT_LENGTH, words } from '../http/wire';

/** A reviewer's decision. Only `approve` may state a duration, and `deny` names its clauses. */
export const decisionCommand = z
  .strictObject({
    decision: z.enum(['approve', 'deny', 'request-information']),
    rationale: words(RATIONALE_LENGTH),
    clauses: eachOnce(words(SHORT_TEXT_LENGTH), { most: 100 })
      .default([])
      .meta({
        description:
          'The ids of the criteria the decision is based on; a denial lists at least one, and none that is met unless all are',
        examples: [['I.3']],
      }),
    approve: z
      .strictObject({ months: z.int().min(1).max(120) })
      .optional()
      .meta({ description: "How long to approve for; the guideline's own duration when absent" }),
  })
  .meta({
    description: "A reviewer's decision on a case in review",
    dependentSchemas: { approve: { properties: { decision: { const: 'approve' } } } },
    if: { properties: { decision: { const: 'deny' } }, required: ['decision'] },
    then: { properties: { clauses: { minItems: 1 } }, required: ['clauses'] },
  });

/**
 * What the schema cannot check about a decision, always reported. If a denial lacks only its
 * grounds, the use case decides: it looks at the role and the case first.
 * @param found what the schema found wrong
 */
export function decisionFaults(sent: unknown, found: readonly Fault[]): readonly Fault[] {
  const faults = misplacedMonths(sent);
  const isRefused = found.length + faults.length > 0;
  return isRefused && deniesWithoutGrounds(sent) ? [...faults, NO_GROUNDS] : faults;
}

/** Months given for a decision other than approval. */
function misplacedMonths(sent: unknown): readonly Fault[] {
  const { decision, approve } = sentMembers(sent);
  const fits = approve === undefined || decision === 'approve' || !isDecision(decision);
  if (fits) return [];
  return [
    {
      path: 'approve',
      code: 'not-applicable',
      message: 'is allowed for an approval only; leave it out',
    },
  ];
}

function deniesWithoutGrounds(sent: unknown): boolean {
  const { decision, clauses = [] } = sentMembers(sent);
  return decision === 'deny' && Array.isArray(clauses) && clauses.length === 0;
}

function isDecision(word: unknown): boolean {
  return decisionCommand.shape.decision.safeParse(word).success;
}
