import { fault } from '@assent/criteria';
import { lackingKeys, NO_GROUNDS, type Fault, type License } from '@assent/domain';
import { z } from 'zod';
import { doseNumber } from '../http/dose-number';
import { sentMembers } from '../http/sent-members';
import {
  calendarDate,
  eachOnce,
  license,
  RATIONALE_LENGTH,
  SHORT_TEXT_LENGTH,
  words,
} from '../http/wire';

/** SHA-256 in hexadecimal. */
const DIGEST = '^[0-9a-f]{64}$';

const IS_DIGEST = new RegExp(DIGEST);

/** Beside a rationale, which is for the provider office. */
export const memberReason = words(RATIONALE_LENGTH).optional().meta({
  description:
    "The reason as the letter to the member states it: in the member's language, and in plain words (grade 8 or below). Without it, that letter states the rationale, or quotes it if it is hard to read or in another language",
});

/**
 * A reviewer's decision. Only `approve` may state terms, and `deny` names its clauses. A denial
 * that is taken has two keys; its preview needs none.
 */
export const decisionCommand = z
  .strictObject({
    decision: z.enum(['approve', 'deny', 'request-information']),
    rationale: words(RATIONALE_LENGTH),
    memberReason,
    clauses: eachOnce(words(SHORT_TEXT_LENGTH), { most: 100 })
      .default([])
      .meta({
        description:
          'The ids of the criteria the decision is based on; a denial lists at least one, and none that is met unless all are',
        examples: [['I.3']],
      }),
    approve: z
      .object({
        months: z.int().min(1).max(120).optional().meta({
          description: "How long to approve for; the guideline's own duration when absent",
        }),
        start: calendarDate.optional(),
        reason: words(RATIONALE_LENGTH).optional().meta({
          description: 'Why something differs from what was asked; refused when nothing does',
        }),
      })
      .catchall(doseNumber)
      .optional()
      .meta({
        description:
          "The terms that are approved; what is left out is as asked. Other members are the numbers of the dose, by the guideline's names, as in an authorization's `dosing`",
      }),
    letterDigest: z
      .string()
      .refine(
        (text) => IS_DIGEST.test(text),
        fault('not-a-digest', 'must be the `letterDigest` that the preview answered'),
      )
      .meta({ pattern: DIGEST })
      .optional()
      .meta({
        description:
          'From the preview; a denial needs it, and is refused if its letter or the information behind it has changed since. A preview does not look at it',
      }),
    seenDigest: z
      .string()
      .refine(
        (text) => IS_DIGEST.test(text),
        fault('not-a-digest', 'must be the `seenDigest` of the case as you read it'),
      )
      .meta({ pattern: DIGEST })
      .optional()
      .meta({
        description:
          'From the case as it was read. The decision is refused if documents came in since. Without it, the record keeps the digest at the time of the decision. A preview does not look at it',
      }),
    license: license.optional().meta({
      description:
        "The decider's own; a denial needs it unless the claim `license` of the token states it, and then it may not differ",
    }),
  })
  .meta({
    description: "A reviewer's decision on a case in review",
    dependentSchemas: {
      approve: { properties: { decision: { const: 'approve' } } },
      letterDigest: { properties: { decision: { const: 'deny' } } },
      license: { properties: { decision: { const: 'deny' } } },
      memberReason: { properties: { decision: { enum: ['approve', 'deny'] } } },
    },
    if: { properties: { decision: { const: 'deny' } }, required: ['decision'] },
    then: { properties: { clauses: { minItems: 1 } }, required: ['clauses'] },
  });

/**
 * What the schema cannot check about a decision, always reported. If a denial lacks only its
 * grounds, the use case decides: it looks at the role and the case first.
 * @param found what the schema found wrong
 */
export function decisionFaults(sent: unknown, found: readonly Fault[]): readonly Fault[] {
  const faults = misplaced(sent);
  const isRefused = found.length + faults.length > 0;
  return isRefused && deniesWithoutGrounds(sent) ? [...faults, NO_GROUNDS] : faults;
}

/**
 * The same about a decision that is taken and not only previewed: a denial needs its keys.
 * @param ofToken the license that the person's token states, if any
 */
export function takenDecisionFaults(
  sent: unknown,
  found: readonly Fault[],
  ofToken: License | null,
): readonly Fault[] {
  const members = sentMembers(sent);
  const others = members['decision'] === 'deny' ? otherLicense(members['license'], ofToken) : [];
  const faults = [...others, ...decisionFaults(sent, [...found, ...others])];
  const { decision, letterDigest, license: given = ofToken ?? undefined } = members;
  const isRefused = found.length + faults.length > 0;
  return isRefused && decision === 'deny'
    ? [...faults, ...lackingKeys({ letterDigest, license: given })]
    : faults;
}

/** What each belongs to; it is refused with another decision. */
const BELONGS_TO = {
  approve: { decisions: ['approve'], message: 'is allowed for an approval only; leave it out' },
  letterDigest: { decisions: ['deny'], message: 'is allowed for a denial only; leave it out' },
  license: { decisions: ['deny'], message: 'is allowed for a denial only; leave it out' },
  memberReason: {
    decisions: ['deny', 'approve'],
    message: 'is allowed for a denial or an approval with changes only; leave it out',
  },
} satisfies Readonly<
  Record<string, { readonly decisions: readonly string[]; readonly message: string }>
>;

function misplaced(sent: unknown): readonly Fault[] {
  const members = sentMembers(sent);
  if (!isDecision(members['decision'])) return [];
  return Object.entries(BELONGS_TO).flatMap(([path, { decisions, message }]) =>
    members[path] === undefined || decisions.some((each) => each === members['decision'])
      ? []
      : [{ path, code: 'not-applicable', message }],
  );
}

/** A license given beside another one of the token, which the identity provider vouches for. */
export function otherLicense(given: unknown, ofToken: License | null): readonly Fault[] {
  const { data } = license.safeParse(given);
  if (!data || !ofToken || isSameLicense(data, ofToken)) return [];
  return [
    {
      path: 'license',
      code: 'other-license',
      message:
        'differs from the license that your sign-in states; leave it out, or have the sign-in corrected',
    },
  ];
}

function isSameLicense(one: License, other: License): boolean {
  return (
    one.number === other.number &&
    one.state === other.state &&
    one.specialty === other.specialty &&
    (one.name ?? other.name) === other.name
  );
}

function deniesWithoutGrounds(sent: unknown): boolean {
  const { decision, clauses = [] } = sentMembers(sent);
  return decision === 'deny' && Array.isArray(clauses) && clauses.length === 0;
}

function isDecision(word: unknown): boolean {
  return decisionCommand.shape.decision.safeParse(word).success;
}
