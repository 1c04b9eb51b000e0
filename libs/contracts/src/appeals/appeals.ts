import {
  APPEAL_CLOSINGS,
  APPEAL_DECISIONS,
  APPEAL_GROUNDS,
  APPEAL_OUTCOMES,
  APPEAL_REVIEW_REASONS,
  APPEAL_STATUSES,
  APPELLANTS,
  CONTINUED_BY,
  CONTINUED_REFUSALS,
  CONTINUED_STATES,
  DISMISSAL_OUTCOMES,
  keptDenial,
  OUTCOME_OF_VERDICT,
  type Fault,
  type License,
} from '@assent/domain';
import { z } from 'zod';
import { enginePart, findings } from '../case/case';
import { doseNumber } from '../http/dose-number';
import { modifiedTerm } from '../http/modified-term';
import { sentMembers } from '../http/sent-members';
import {
  actor,
  calendarDate,
  instant,
  license,
  RATIONALE_LENGTH,
  receipt,
  urgency,
  words,
} from '../http/wire';
import { memberReason, otherLicense } from '../review/decision';

/** A request to decide a case again. */
export const appealCommand = z
  .strictObject({
    by: z.enum(APPELLANTS).meta({ description: 'Who appeals' }),
    urgency,
    reason: words(RATIONALE_LENGTH),
    receivedAt: instant.optional().meta({ description: 'When it reached the plan; now if absent' }),
    receipt,
    proofOfAuthority: z.uuid().toLowerCase().optional().meta({
      description:
        'For a representative: the id of the document of the case by which they may act for the member. Without it, a person looks first',
    }),
    continueBenefits: z.boolean().optional().meta({
      description:
        'Asks that coverage of an ongoing treatment continues while the appeal is open, where a rule needs that. Other rules continue it without a request',
    }),
  })
  .meta({
    description: 'An appeal of a denial, of an approval with changes, or of a missing decision',
  });

const approvedPart = z
  .object({
    months: z.int().min(1).max(120).optional().meta({
      description: "Fewer than the guideline's own, which apply when it is absent",
    }),
    start: calendarDate.optional(),
  })
  .catchall(doseNumber)
  .meta({
    description:
      "What is approved, if the denial is overturned in part; at least one term, and what is left out is as asked. Other members are the numbers of the dose, by the guideline's names, as in an authorization's `dosing`",
  });

/** A decision on an appeal. */
export const appealDecisionCommand = z
  .strictObject({
    decision: z.enum(APPEAL_DECISIONS),
    rationale: words(RATIONALE_LENGTH),
    memberReason,
    approve: approvedPart.optional(),
    license: license.optional().meta({
      description:
        "The decider's own; a decision that upholds a denial, in full or in part, needs it unless the claim `license` of the token states it, and then it may not differ",
    }),
  })
  .meta({
    description: 'The decision of a medical director who was not involved before',
    dependentSchemas: {
      approve: { properties: { decision: { const: 'partly-overturn' } } },
      license: { properties: { decision: { enum: ['uphold', 'partly-overturn'] } } },
    },
    if: { properties: { decision: { const: 'partly-overturn' } }, required: ['decision'] },
    then: { required: ['approve'] },
  });

/** Whether an appeal that a person looks at first is heard. */
export const goodCauseCommand = z
  .strictObject({
    accepted: z.boolean().meta({
      description: 'Whether it is heard; if not, it is dismissed, with a letter that says why',
    }),
    reason: words(RATIONALE_LENGTH),
    about: z.enum(APPEAL_REVIEW_REASONS).optional().meta({
      description: 'Which of its `reviewReasons`; the first if absent',
    }),
  })
  .meta({ description: 'Whether an appeal that is late, or without proof, is heard' });

/** The proof of authority that an appeal came without. */
export const proofOfAuthorityCommand = z
  .strictObject({
    document: z.uuid().toLowerCase().meta({ description: 'A document of the case' }),
  })
  .meta({ description: 'The document by which a representative may act for the member' });

/** That the case file went to outside review. */
export const forwardingCommand = z
  .strictObject({
    reviewAskedAt: instant.optional().meta({
      description:
        'Only for a dismissal: when the request to review it reached the plan; now if absent',
    }),
  })
  .meta({ description: 'That the case file went to outside review' });

/** That the plan vacates its own dismissal of an appeal. */
export const vacateDismissalCommand = z
  .strictObject({
    reason: words(RATIONALE_LENGTH).meta({
      description: 'The good cause for it, printed in the letters',
    }),
  })
  .meta({ description: 'Why the plan vacates its own dismissal of an appeal' });

/** A request that coverage continues while an appeal is open. */
export const continueBenefitsCommand = z
  .strictObject({
    by: z.enum(APPELLANTS).meta({ description: 'Who asks' }),
    receivedAt: instant.optional().meta({ description: 'When it reached the plan; now if absent' }),
  })
  .meta({
    description:
      'A request that coverage of an ongoing treatment continues while the appeal is open, or in outside review',
  });

/** What outside review decided. */
export const externalOutcomeCommand = z
  .strictObject({
    outcome: z.enum([...APPEAL_OUTCOMES, 'vacated']).meta({
      description: '`vacated` only for a dismissal, which is `upheld` or `vacated`',
    }),
    note: words(RATIONALE_LENGTH),
    approve: approvedPart.optional(),
  })
  .meta({
    description: 'What outside review decided',
    dependentSchemas: { approve: { properties: { outcome: { const: 'partly-overturned' } } } },
    if: { properties: { outcome: { const: 'partly-overturned' } }, required: ['outcome'] },
    then: { required: ['approve'] },
  });

/** What the schemas of both can't check: only a part has terms. */
export function approvedPartFaults(sent: unknown): readonly Fault[] {
  const { approve, decision, outcome } = sentMembers(sent);
  const word = decision ?? outcome;
  const isOther =
    [...APPEAL_DECISIONS, ...APPEAL_OUTCOMES, 'vacated'].some((known) => known === word) &&
    word !== 'partly-overturn' &&
    word !== 'partly-overturned';
  if (approve === undefined || !isOther) return [];
  const message = 'is allowed only if the denial is overturned in part; leave it out';
  return [{ path: 'approve', code: 'not-applicable', message }];
}

/**
 * The same about a decision that is taken: only one that keeps a denial, or a part of it, is signed with a
 * license.
 * @param ofToken the license that the person's token states, if any
 */
export function appealDecisionFaults(sent: unknown, ofToken: License | null): readonly Fault[] {
  const { decision, license: given } = sentMembers(sent);
  const faults = approvedPartFaults(sent);
  const { data: verdict } = appealDecisionCommand.shape.decision.safeParse(decision);
  if (given === undefined || !verdict) return faults;
  if (keptDenial(OUTCOME_OF_VERDICT[verdict])) return [...faults, ...otherLicense(given, ofToken)];
  const message = 'is allowed only if the denial is upheld, in full or in part; leave it out';
  return [...faults, { path: 'license', code: 'not-applicable', message }];
}

const terms = z
  .array(modifiedTerm)
  .meta({ description: 'What a decision in part approves otherwise than asked' });

const OUTSIDE_REVIEWS = [
  'independent-review-entity',
  'external-review',
  'state-fair-hearing',
] as const;

export const appeal = z
  .strictObject({
    id: z.uuid(),
    number: z.string().meta({ examples: ['AP-7K2QD-M4XBT'] }),
    caseId: z.uuid(),
    level: z.int().meta({
      description: '1 for the first appeal; one more after each decision that kept the denial',
    }),
    ground: z
      .enum(APPEAL_GROUNDS)
      .meta({ description: 'What is appealed; `no-decision` if nothing was decided in time' }),
    status: z.enum(APPEAL_STATUSES),
    by: z.enum(APPELLANTS),
    urgency,
    reason: z.string(),
    proofOfAuthority: z.uuid().nullable(),
    receivedAt: instant,
    openedAt: instant,
    openedBy: actor,
    reviewReasons: z
      .array(z.enum(APPEAL_REVIEW_REASONS))
      .meta({ description: 'What a person still has to look at first' }),
    goodCause: z
      .strictObject({
        about: z.enum(APPEAL_REVIEW_REASONS),
        accepted: z.boolean(),
        reason: z.string(),
        by: actor,
        at: instant,
      })
      .nullable()
      .meta({
        description:
          'Whether why it is late, or without proof, was accepted; a decision on the appeal accepts it, too',
      }),
    dismissalReview: z
      .strictObject({
        to: z.enum(OUTSIDE_REVIEWS),
        days: z.int().meta({
          description: 'How long people may ask for it, in days from the letter of the dismissal',
        }),
        askBy: instant.meta({
          description: 'The end of the last of these days, if the letter went out at once',
        }),
        source: z.string(),
        dismissed: z.strictObject({ reason: z.string(), by: actor, at: instant }),
        asked: z
          .strictObject({ receivedAt: instant, by: actor, at: instant })
          .nullable()
          .meta({ description: 'When it was asked for, and when the file was sent' }),
        outcome: z
          .strictObject({
            outcome: z.enum(DISMISSAL_OUTCOMES),
            note: z.string(),
            by: actor,
            at: instant,
          })
          .nullable(),
        vacateBy: instant.nullable().meta({
          description: 'Until when the plan may vacate it by itself; null where it may not',
        }),
        vacated: z
          .strictObject({ reason: z.string(), by: actor, at: instant })
          .nullable()
          .meta({ description: 'That the plan vacated it by itself' }),
      })
      .nullable()
      .meta({ description: 'For a dismissal that outside review looks at if it is asked for' }),
    clock: z
      .strictObject({
        kind: z.enum(['appeal', 'forwarding', 'outside-review']),
        dueAt: instant,
        state: z.enum(['running', 'tolled', 'met', 'missed', 'ended']),
        why: z.string().meta({ description: 'Why it is due then, in a sentence' }),
      })
      .meta({ description: 'The newest clock; all of them are among the clocks of the case' }),
    escalatedAt: instant
      .nullable()
      .meta({ description: 'When the newest clock was missed and that was escalated' }),
    decision: z
      .strictObject({
        decision: z.enum(APPEAL_DECISIONS),
        by: actor,
        at: instant,
        rationale: z.string(),
        memberReason: z.string().nullable().meta({
          description: 'The reason for the member; null if only the rationale was given',
        }),
        months: z.int().nullable(),
        terms,
        enginePart: enginePart.nullable().meta({
          description:
            'What part the criteria check had in a decision that kept the denial, or a part of it; null for another, before that was kept, in lists, and while results are withheld from the caller',
        }),
        license: license.nullable().meta({
          description:
            'Of who decided, for a decision that kept the denial, or a part of it; null for another, and before that was kept',
        }),
      })
      .nullable(),
    findings: findings.nullable().meta({
      description:
        'What people found by themselves before they decide it; null in lists, and where they may see the results at once',
    }),
    authorization: z
      .string()
      .nullable()
      .meta({ description: 'The number of the authorization that was issued for it' }),
    forwarding: z
      .strictObject({
        to: z.enum(OUTSIDE_REVIEWS),
        by: actor,
        at: instant,
      })
      .nullable(),
    external: z
      .strictObject({
        outcome: z.enum(APPEAL_OUTCOMES),
        note: z.string(),
        by: actor,
        at: instant,
        months: z.int().nullable(),
        terms,
      })
      .nullable()
      .meta({ description: 'What outside review decided' }),
    withdrawal: z.strictObject({ reason: z.string(), by: actor, at: instant }).nullable(),
    closedAs: z.enum(APPEAL_CLOSINGS).nullable().meta({
      description:
        'For `withdrawn`: whether whoever appealed withdrew it, it was dismissed, its case was withdrawn, or its case was approved as asked',
    }),
    continuedBenefits: z
      .strictObject({
        state: z.enum(CONTINUED_STATES).meta({
          description:
            '`given` while coverage continues, `on-request` while it can be asked for, `ended` once the appeal no longer continues it',
        }),
        reason: z
          .enum(CONTINUED_REFUSALS)
          .nullable()
          .meta({ description: 'Why coverage does not continue' }),
        why: z.string().meta({ description: 'The same, with the rule, in a sentence' }),
        rule: z
          .strictObject({
            by: z.enum(CONTINUED_BY),
            source: z.string(),
            confidence: z.enum(['high', 'medium', 'low']),
          })
          .nullable(),
        of: z.string().nullable().meta({
          description: 'The number of the authorization whose coverage continues, or would',
        }),
        askBy: instant.nullable().meta({
          description:
            'Until when the appeal, or the request, is in time; null if nothing ends that',
        }),
        request: z
          .strictObject({ by: z.enum(APPELLANTS), receivedAt: instant, recordedBy: actor })
          .nullable(),
        authorization: z
          .string()
          .nullable()
          .meta({ description: 'The number of the authorization that continues coverage' }),
        from: calendarDate.nullable(),
        lastDay: calendarDate.nullable().meta({
          description: 'The last day of coverage; null while the appeal continues it',
        }),
      })
      .nullable()
      .meta({
        description:
          'What the appeal does for coverage of an ongoing treatment; null for an appeal from before this was kept',
      }),
    version: z.int(),
  })
  .meta({ description: 'A request to decide a case again' });

export const listedAppeal = appeal
  .extend({
    case: z
      .strictObject({ number: z.string(), memberName: z.string(), drug: z.string() })
      .meta({ description: 'What names the case that is appealed' }),
  })
  .meta({ description: 'An appeal in a list' });

export const appealFile = z.string().meta({ description: 'The case file of an appeal, as a PDF' });

export const appealPage = z.strictObject({
  items: z.array(listedAppeal),
  nextCursor: z.string().nullable(),
});

export type AppealJson = z.infer<typeof appeal>;
export type ListedAppealJson = z.infer<typeof listedAppeal>;
export type AppealPageJson = z.infer<typeof appealPage>;
